using System.Globalization;

namespace Yinfeng.Imports;

/// <summary>The head of one column: its texts from the top level down.</summary>
internal sealed class ColumnHead
{
    public ColumnHead(int index, List<string> levels)
    {
        (Index, Levels) = (index, levels);
        Letters = LettersOf(index);
        Joined = string.Join('/', levels.Select(l => string.Concat(l.Where(c => c is not ('\n' or '\r'))).Trim()));
        Context = string.Concat(levels.Select(HeadText.Bare));
    }

    public int Index { get; }
    public IReadOnlyList<string> Levels { get; }
    public string Letters { get; }

    /// <summary>As written, levels joined by "/".</summary>
    public string Joined { get; }

    /// <summary>The folded letters of all levels.</summary>
    public string Context { get; }

    /// <summary>The lowest level that is more than a unit such as "（万元）".</summary>
    public string Last => Levels.LastOrDefault(l => HeadText.Bare(l).Length > 0 && HeadText.MoneyUnit(l) != HeadText.Bare(l)) ?? "";

    /// <summary>The unit of money named in the head; the lowest level that names one.</summary>
    public string? MoneyUnit => Levels.Reverse().Select(HeadText.MoneyUnit).FirstOrDefault(u => u is not null);

    /// <summary>A to ZZ.</summary>
    public static string LettersOf(int index) => index < 26
        ? ((char)('A' + index)).ToString()
        : LettersOf(index / 26 - 1) + ((char)('A' + index % 26)).ToString(CultureInfo.InvariantCulture);

    public static int IndexOf(string letters) => letters.Aggregate(0, (n, c) => n * 26 + (char.ToUpperInvariant(c) - 'A' + 1)) - 1;
}
