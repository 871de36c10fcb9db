namespace Yinfeng.Assessment;

/// <summary>The text of a scheme as the editor starts with it.</summary>
internal static class SchemeText
{
    private const string Head = "- 方案:", Unit = "  单位:";

    /// <summary>The scheme's own part of the text it stands in, said to be a unit's.</summary>
    /// <param name="unit">Code of the unit that assesses; the text names it where it did not name any.</param>
    public static string Start(ScoreScheme scheme, string unit)
    {
        var lines = scheme.Text.ReplaceLineEndings("\n").Split('\n');
        var first = Array.FindIndex(lines, l => l.StartsWith(Head, StringComparison.Ordinal) && l[Head.Length..].Trim() == scheme.Code);
        if (first < 0)
        {
            return scheme.Text; // Written otherwise than the product writes it: whoever edits it sees all of it.
        }
        var own = lines.Skip(first + 1).TakeWhile(l => !l.StartsWith(Head, StringComparison.Ordinal)).ToList();
        return string.Join('\n', own.Exists(l => l.StartsWith(Unit, StringComparison.Ordinal))
            ? own.Prepend(lines[first]) : own.Prepend($"{Unit} {unit}").Prepend(lines[first])).TrimEnd() + "\n";
    }
}
