namespace Yinfeng.Analytics.Resolve;

/// <summary>How often two characters stand side by side in the names of the base: tells a slip of the pen from another name.</summary>
/// <remarks>A sister company differs by a character that other names have too; a wrong character stands where hardly any name has it.
/// Counts share slots by hash, so they may be a little high; 8 MB, filled once.</remarks>
public sealed class PairCounts
{
    private const int Bits = 22;
    private readonly ushort[] _counts = new ushort[1 << Bits];

    /// <summary>Names counted.</summary>
    public int Names { get; private set; }

    /// <param name="folded">A folded name.</param>
    public void Add(ReadOnlySpan<char> folded)
    {
        Names++;
        for (var i = 1; i < folded.Length; i++)
        {
            ref var count = ref _counts[Slot(folded[i - 1], folded[i])];
            count += count < ushort.MaxValue ? (ushort)1 : (ushort)0;
        }
    }

    public int Of(char first, char second) => _counts[Slot(first, second)];

    /// <summary>The rarest pair of neighbours from one place of a text to another, both included.</summary>
    public int Rarest(ReadOnlySpan<char> text, int from, int to)
    {
        var least = int.MaxValue;
        for (var i = Math.Max(1, from); i <= Math.Min(to, text.Length - 1); i++)
        {
            least = Math.Min(least, Of(text[i - 1], text[i]));
        }
        return least;
    }

    private static int Slot(char first, char second) => (int)(unchecked((((uint)first << 16) | second) * 0x9E3779B1u) >> (32 - Bits));
}
