using System.Xml.Linq;
using static Yinfeng.Bulletins.Docx.Wml;

namespace Yinfeng.Bulletins.Docx;

/// <summary>版头 and title: red mark, number, red rule, title, recipients.</summary>
internal static class DocxHead
{
    /// <summary>Words in which a title is not cut.</summary>
    private static readonly string[] Words =
    [
        "招商引资", "招商", "工作", "情况", "通报", "项目", "全省", "全市", "全县", "全区", "季度", "上半年", "前三季度", "完成", "进展",
    ];

    public static IEnumerable<XElement> Of(BulletinModel model)
    {
        foreach (var line in Mark(model.Banner, model.Number))
        {
            yield return line;
        }
        foreach (var line in TitleLines(model.Title))
        {
            yield return Paragraph(DocxStyles.Title, line);
        }
        yield return Empty();
        if (model.Recipients.Length > 0)
        {
            yield return Paragraph(DocxStyles.Recipients, model.Recipients);
        }
    }

    /// <summary>The red mark, two lines, the number with the red rule below it, two lines.</summary>
    public static IReadOnlyList<XElement> Mark(string banner, string? number) =>
    [
        Paragraph(DocxStyles.Banner, banner), Empty(), Empty(),
        Paragraph(DocxStyles.Number, [E("pBdr", Border("bottom", 12, Gb9704.Red, Gb9704.RuleSpacePoints))], Run(number ?? "（草稿，未编号）")), Empty(), Empty(),
    ];

    public static XElement Empty(bool keepNext = false) => Paragraph(DocxStyles.Body, keepNext ? [Val("keepNext", "1")] : [], []);

    /// <summary>A long title in lines of about equal length, the upper one not shorter; a number is never cut.</summary>
    public static IReadOnlyList<string> TitleLines(string title)
    {
        var most = Gb9704.TypeWidth / 20m / 22m - 1; // Characters of 2号 in a line.
        var width = DocxWidth.Characters(title);
        if (width <= most)
        {
            return [title];
        }
        var lines = (int)decimal.Ceiling(width / most);
        var (result, start) = (new List<string>(), 0);
        for (var line = lines; line > 1; line--)
        {
            var end = start + Cut(title[start..], DocxWidth.Characters(title[start..]) / line);
            result.Add(title[start..end]);
            start = end;
        }
        return [.. result, title[start..]];
    }

    private static int Cut(string text, decimal wanted)
    {
        var at = 1;
        while (at < text.Length - 1 && (DocxWidth.Characters(text[..at]) < wanted || IsInside(text, at)))
        {
            at++;
        }
        return at;
    }

    private static bool IsInside(string text, int at) =>
        (char.IsAsciiDigit(text[at - 1]) && (char.IsAsciiDigit(text[at]) || text[at] is '年' or '月' or '—'))
        || text[at - 1] == '—'
        || Words.Any(w => Enumerable.Range(1, w.Length - 1).Any(k => at >= k && text.AsSpan(at - k).StartsWith(w)))
        || "、，。；：）》”".Contains(text[at], StringComparison.Ordinal);
}
