namespace Yinfeng.Bulletins;

/// <summary>An office's template (通报模板), read from its text.</summary>
/// <param name="Text">As written; goes into the closed month with the bulletin.</param>
/// <param name="Head">What stands before the first heading, by key: 标题, 发文机关 …</param>
/// <param name="Lines">Everything after the head, in order.</param>
public sealed record BulletinTemplate(string Text, IReadOnlyDictionary<string, TemplateLine> Head, IReadOnlyList<TemplateLine> Lines)
{
    /// <summary>The text of a head line; empty where the template has none.</summary>
    public string Of(string key) => Head.TryGetValue(key, out var line) ? line.Text : "";
}

public enum TemplateLineKind { Key, Heading, SubHeading, Text, List }

/// <summary>One line of a template that says something.</summary>
/// <param name="Number">From 1, as an editor counts.</param>
/// <param name="Text">Without the mark in front.</param>
public sealed record TemplateLine(int Number, TemplateLineKind Kind, string Text)
{
    /// <summary>Of a list line: what follows the name.</summary>
    public IReadOnlyList<string> Arguments => [.. Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1)];

    public string ListName => Text.Split(' ', 2)[0];
}

/// <summary>A mistake in a template, for the person who wrote it.</summary>
/// <param name="Line">From 1.</param>
public sealed record TemplateProblem(int Line, string Message);
