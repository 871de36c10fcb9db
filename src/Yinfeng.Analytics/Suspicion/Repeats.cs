namespace Yinfeng.Analytics.Suspicion;

/// <summary>The same odd amount again: of the month before, or of another project in the same month (复制粘贴).</summary>
/// <remarks>An amount with s digits that mean something (500 has one, 1,237 four) comes out again by chance at most 2·10^(1−s) of the
/// time where amounts scatter by a quarter or more. Round amounts say nothing: instalments are round.</remarks>
public static class Repeats
{
    /// <summary>Fewer digits than this are a round amount.</summary>
    public const int LeastDigits = 3;

    /// <summary>Digits without the zeros at the end: 1,230 万元 has three. A five at the end is round too: 1,250 has two.</summary>
    public static int Digits(long fen)
    {
        var rest = Math.Abs(fen);
        while (rest != 0 && rest % 10 == 0)
        {
            rest /= 10;
        }
        var digits = rest > 10 && rest % 5 == 0 ? -1 : 0;
        for (; rest != 0; rest /= 10)
        {
            digits++;
        }
        return digits;
    }

    public static bool IsOdd(long? fen) => fen is > 0 && Digits(fen.Value) >= LeastDigits;

    /// <summary>Largest chance that an honest amount equals this one.</summary>
    public static double MatchChance(long fen) => Math.Min(1, 2 * Math.Pow(10, 1 - Digits(fen)));

    /// <summary>Months that repeat the month before.</summary>
    /// <param name="fen">Consecutive months; null where nothing was reported.</param>
    /// <returns>Pairs whose earlier amount is odd, how many of them are equal, and the exact tail.</returns>
    public static (int Pairs, int Equal, double P) Own(ReadOnlySpan<long?> fen)
    {
        var (chances, equal) = (new List<double>(fen.Length), 0);
        for (var i = 1; i < fen.Length; i++)
        {
            if (IsOdd(fen[i - 1]) && fen[i] is > 0)
            {
                chances.Add(MatchChance(fen[i - 1]!.Value));
                equal += fen[i] == fen[i - 1] ? 1 : 0;
            }
        }
        return (chances.Count, equal, Chance.SomeUpper(chances.ToArray(), equal));
    }

    /// <summary>Months in which two projects report the same odd amount.</summary>
    /// <param name="others">How many projects there are to be equal to: the smallest of so many chances is multiplied by it.</param>
    /// <returns>Months in which both reported, the first an odd amount; how many are equal; the tail, at most 1.</returns>
    public static (int Months, int Equal, double P) Between(ReadOnlySpan<long?> one, ReadOnlySpan<long?> other, int others)
    {
        if (one.Length != other.Length)
        {
            throw new ArgumentException("Both series cover the same months.", nameof(other));
        }
        var (chances, equal) = (new List<double>(one.Length), 0);
        for (var i = 0; i < one.Length; i++)
        {
            if (IsOdd(one[i]) && other[i] is > 0)
            {
                chances.Add(MatchChance(one[i]!.Value));
                equal += one[i] == other[i] ? 1 : 0;
            }
        }
        return (chances.Count, equal, Math.Min(1, others * Chance.SomeUpper(chances.ToArray(), equal)));
    }
}
