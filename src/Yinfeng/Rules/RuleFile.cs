using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Yinfeng.Rules;

/// <summary>Reads files of rules: a YAML list of entries with Chinese keys. Every value keeps its place, so that a message can name it.</summary>
internal static class RuleFile
{
    /// <summary>The entries of a file. A mistake of form is added to <paramref name="errors"/>.</summary>
    /// <exception cref="RuleException">The file is no YAML at all.</exception>
    public static IReadOnlyList<RuleEntry> Entries(string path, List<RuleError> errors)
    {
        using var reader = new StreamReader(path);
        return Entries(Path.GetFileName(path), reader, errors);
    }

    /// <inheritdoc cref="Entries(string, List{RuleError})"/>
    /// <param name="file">How messages call the text.</param>
    public static IReadOnlyList<RuleEntry> Entries(string file, TextReader text, List<RuleError> errors)
    {
        var yaml = new YamlStream();
        try
        {
            yaml.Load(text);
        }
        catch (YamlException damaged)
        {
            var source = new RuleSource(file, (int)damaged.Start.Line, (int)damaged.Start.Column, "");
            throw new RuleException([new RuleError("rule.yaml", source, 0, 1, $"文件的写法不是 YAML:{damaged.Message}", "检查缩进、冒号后的空格和引号。")]);
        }
        catch (Exception odd) when (odd is ArgumentException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            // The reader of YAML gives up in these ways on some damaged files.
            throw new RuleException([new RuleError("rule.yaml", new RuleSource(file, 1, 1, ""), 0, 1, "文件的写法不是 YAML。", "检查缩进、冒号后的空格和引号。")]);
        }
        if (yaml.Documents is [{ RootNode: YamlSequenceNode list }])
        {
            return [.. list.OfType<YamlMappingNode>().Select(n => new RuleEntry(file, n, errors))];
        }
        errors.Add(new RuleError("rule.list", new RuleSource(file, 1, 1, ""), 0, 1, "文件应是一个列表。", "每一条以“- ”开头。"));
        return [];
    }

    public static void ThrowIfAny(List<RuleError> errors)
    {
        if (errors.Count > 0)
        {
            throw new RuleException(errors);
        }
    }
}

/// <summary>One entry of a rule file. Reading a missing or wrong value reports it and gives something harmless.</summary>
internal sealed class RuleEntry(string file, YamlMappingNode node, List<RuleError> errors)
{
    public RuleSource? Optional(string key) => node.Children.TryGetValue(key, out var value) && value is YamlScalarNode scalar
        ? Source(scalar) : null;

    public RuleSource Required(string key) => Optional(key) ?? Absent(key);

    public IReadOnlyList<RuleSource> List(string key) => node.Children.TryGetValue(key, out var value) && value is YamlSequenceNode list
        ? [.. list.OfType<YamlScalarNode>().Select(Source)] : [];

    /// <summary>A number with any decimals; null where it is not stated.</summary>
    public decimal? Number(string key) => Optional(key) is not { } text ? null
        : decimal.TryParse(text.Text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number : Wrong<decimal>(text, "应是一个数", "例如 40 或 2.5");

    public IReadOnlyList<RuleEntry> Entries(string key) => node.Children.TryGetValue(key, out var value) && value is YamlSequenceNode list
        ? [.. list.OfType<YamlMappingNode>().Select(n => new RuleEntry(file, n, errors))] : [];

    /// <summary>An entry within this one; null when it is not written.</summary>
    public RuleEntry? Entry(string key) => node.Children.TryGetValue(key, out var value) && value is YamlMappingNode inner
        ? new RuleEntry(file, inner, errors) : null;

    /// <summary>The items of a list, each a text or an entry of its own; one text or entry alone counts as a list of one.</summary>
    public IReadOnlyList<(RuleSource? Text, RuleEntry? Entry)> Mixed(string key)
    {
        if (!node.Children.TryGetValue(key, out var value))
        {
            return [];
        }
        var items = (value is YamlSequenceNode list ? list : Enumerable.Repeat(value, 1)).ToList();
        foreach (var odd in items.Where(i => i is not (YamlScalarNode or YamlMappingNode)))
        {
            Report("rule.value", new RuleSource(file, (int)odd.Start.Line, (int)odd.Start.Column, ""), $"“{key}”的一项里又是一个列表。", "每一项写一句规则，或写成“规则: …”和“引文: …”。");
        }
        return [.. items.Where(i => i is YamlScalarNode or YamlMappingNode).Select(n =>
            (n is YamlScalarNode scalar ? Source(scalar) : null, n is YamlMappingNode inner ? new RuleEntry(file, inner, errors) : null))];
    }

    public bool Has(string key) => node.Children.ContainsKey(key);

    /// <summary>Where the entry begins, for messages about it as a whole.</summary>
    public RuleSource Place => new(file, (int)node.Start.Line, (int)node.Start.Column, "");

    public void Report(string code, RuleSource at, string what, string todo) =>
        errors.Add(new RuleError(code, at, 0, Math.Max(1, at.Text.Length), what, todo));

    public long Whole(string key)
    {
        var text = Required(key);
        return long.TryParse(text.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : Wrong<long>(text, "应是一个整数", "例如 371400");
    }

    public DateOnly Day(string key)
    {
        var text = Required(key);
        return DateOnly.TryParseExact(text.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day : Wrong<DateOnly>(text, "应是一个日期", "例如 2023-01-01");
    }

    /// <summary>One of the given words.</summary>
    public T Word<T>(string key, params (string Word, T Value)[] words)
    {
        var text = Required(key);
        var at = Array.FindIndex(words, w => w.Word == text.Text);
        return at >= 0 ? words[at].Value : Wrong<T>(text, "不是可用的词", string.Join("、", words.Select(w => w.Word)));
    }

    /// <summary>Reports every key that the entry should not have.</summary>
    public void Only(params string[] keys)
    {
        foreach (var key in node.Children.Keys.OfType<YamlScalarNode>().Where(k => !keys.Contains(k.Value)))
        {
            var closest = NameSuggestion.Closest(key.Value ?? "", keys);
            errors.Add(new RuleError("rule.key", Source(key), 0, key.Value!.Length, $"不认识的栏目“{key.Value}”。",
                closest is null ? $"可用的栏目：{string.Join("、", keys)}。" : $"是否想写“{closest}”?"));
        }
    }

    private T Wrong<T>(RuleSource text, string what, string example)
    {
        errors.Add(new RuleError("rule.value", text, 0, Math.Max(1, text.Text.Length), $"“{text.Text}”{what}。", $"可写：{example}。"));
        return default!;
    }

    private RuleSource Absent(string key)
    {
        var source = new RuleSource(file, (int)node.Start.Line, (int)node.Start.Column, "");
        errors.Add(new RuleError("rule.missing", source, 0, 1, $"这一条缺少“{key}”。", $"补上“{key}: …”。"));
        return source;
    }

    private RuleSource Source(YamlScalarNode scalar)
    {
        var quoted = scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted ? 1 : 0;
        return new RuleSource(file, (int)scalar.Start.Line, (int)scalar.Start.Column + quoted, scalar.Value ?? "");
    }
}
