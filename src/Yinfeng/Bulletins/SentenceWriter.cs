using System.Text;
using System.Text.RegularExpressions;

namespace Yinfeng.Bulletins;

/// <summary>Fills the sentences of a template: what has no figure is left out, whole.</summary>
internal sealed partial class SentenceWriter(BulletinFields fields)
{
    /// <summary>Sentences that were left out, with the name of what had no figure.</summary>
    public List<string> Omitted { get; } = [];

    /// <summary>The line with its figures; null when nothing of it is left.</summary>
    /// <remarks>A sentence ends with 。！？ or ；. Where sentences joined by ； lose the last, the text still ends with 。</remarks>
    public string? Write(string line)
    {
        var text = new StringBuilder();
        foreach (var sentence in Sentences(line))
        {
            if (Fill(sentence) is { } filled)
            {
                text.Append(filled);
            }
            else if (sentence[^1] is '。' && text.Length > 0 && text[^1] == '；')
            {
                text[^1] = '。';
            }
        }
        if (text.Length > 0 && text[^1] == '；')
        {
            text[^1] = '。';
        }
        return text.Length == 0 ? null : text.ToString();
    }

    /// <summary>A text that is not made of sentences (a title, an organ); a missing figure becomes "—".</summary>
    public string Plain(string text) => TemplateReader.Field().Replace(text, m => fields.Say(m.Groups[1].Value) ?? "—");

    private string? Fill(string sentence)
    {
        var clauses = Clause().Replace(sentence, m => Missing(m.Groups[1].Value) is null ? m.Groups[1].Value : "");
        if (Missing(clauses) is { } missing)
        {
            Omitted.Add($"{Brief(sentence)}（{fields.Name(missing)}{(fields.IsNothing(missing) ? "为 0" : "没有数")}）");
            return null;
        }
        return TemplateReader.Field().Replace(clauses, m => fields.Say(m.Groups[1].Value)!);
    }

    private string? Missing(string text) => TemplateReader.Field().Matches(text).Select(m => m.Groups[1].Value)
        .FirstOrDefault(f => fields.Say(f) is null);

    private static IEnumerable<string> Sentences(string line)
    {
        var start = 0;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] is '。' or '；' or '！' or '？')
            {
                yield return line[start..(i + 1)];
                start = i + 1;
            }
        }
        if (start < line.Length)
        {
            yield return line[start..];
        }
    }

    private static string Brief(string sentence)
    {
        var bare = TemplateReader.Field().Replace(Clause().Replace(sentence, ""), "…");
        return bare.Length > 30 ? bare[..30] + "…" : bare;
    }

    [GeneratedRegex(@"\[([^\[\]]*)\]")]
    private static partial Regex Clause();
}
