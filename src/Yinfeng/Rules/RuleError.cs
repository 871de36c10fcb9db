using System.Globalization;

namespace Yinfeng.Rules;

/// <summary>Where a rule text begins in its file.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, of the first character of <paramref name="Text"/>.</param>
public sealed record RuleSource(string File, int Line, int Column, string Text);

/// <summary>A mistake in a rule, told so that the person who wrote it can mend it.</summary>
/// <param name="At">Characters before the mistake in the rule text.</param>
/// <param name="Length">Characters that are wrong; at least 1.</param>
/// <param name="What">What is wrong and why.</param>
/// <param name="Do">What to do about it.</param>
public sealed record RuleError(string Code, RuleSource Source, int At, int Length, string What, string Do)
{
    public int Line => Source.Line + Before.Count(c => c == '\n');
    public int Column => Before.LastIndexOf('\n') is var turn and >= 0 ? Before.Length - turn : Source.Column + At;
    private string Before => Source.Text[..Math.Min(At, Source.Text.Length)];

    /// <summary>File, place, the line with the wrong part marked, what is wrong and what to do.</summary>
    public override string ToString()
    {
        var start = Before.LastIndexOf('\n') + 1;
        var end = Source.Text.IndexOf('\n', start);
        var line = Source.Text[start..(end < 0 ? Source.Text.Length : end)];
        var mark = new string(' ', line.Take(At - start).Sum(Width))
            + new string('^', Math.Max(1, line.Skip(At - start).Take(Length).Sum(Width)));
        return string.Create(CultureInfo.InvariantCulture,
            $"{Source.File} 第 {Line} 行第 {Column} 列：{What}\n    {line}\n    {mark}\n怎么办：{Do}");
    }

    /// <summary>Han characters take two columns on a terminal.</summary>
    private static int Width(char c) => c >= 0x2E80 ? 2 : 1;
}

/// <summary>Rules that cannot be used, with every mistake found.</summary>
public sealed class RuleException(IReadOnlyList<RuleError> errors) : Exception(string.Join("\n\n", errors))
{
    public IReadOnlyList<RuleError> Errors { get; } = errors;
}
