using Yinfeng.Imports;

namespace Yinfeng.Arbitration;

/// <summary>Keys of which two records must share one to be compared, so that a hundred thousand of them are never compared with each other.</summary>
internal static class ClaimBlocks
{
    /// <summary>How many keys a record has at the most.</summary>
    public const int Most = 17;
    private const double Step = 0.25;

    /// <returns>How many were written.</returns>
    public static int Of(Matter matter, Span<ulong> into)
    {
        var (count, key) = (0, matter.Key);
        into[count++] = DuplicateFinder.Hash("cn", key.Core, "");
        into[count++] = DuplicateFinder.Hash("cf", Start(key.Core, 3), Start(key.Investor, 2));
        into[count++] = DuplicateFinder.Hash("ce", End(key.Core, 3), End(key.Investor, 2));
        if (key.Core.Length >= 6)
        {
            into[count++] = DuplicateFinder.Hash("cs", Start(key.Core, 5), "");
            into[count++] = DuplicateFinder.Hash("ct", End(key.Core, 5), "");
        }
        if (matter.CreditCode is { } code)
        {
            into[count++] = DuplicateFinder.Hash("cc", code, "");
        }
        if (matter.ParcelKey.Length > 0)
        {
            into[count++] = DuplicateFinder.Hash("cp", matter.ParcelKey, "");
        }
        if (key.Company is { } company)
        {
            into[count++] = OfCompany(company);
        }
        if (key.Investor.Length > 0)
        {
            into[count++] = DuplicateFinder.Hash("ci", key.Investor, "");
        }
        if (matter.AmountFen is > 0 and var fen)
        {
            var at = Math.Log(fen) / Step; // Two amounts within ten per cent share at least one of two overlapping steps.
            foreach (var (kind, step) in (ReadOnlySpan<(string, long)>)[("x", (long)Math.Floor(at)), ("y", (long)Math.Floor(at + 0.5))])
            {
                var bucket = kind + step.ToString(System.Globalization.CultureInfo.InvariantCulture);
                into[count++] = DuplicateFinder.Hash("af", bucket, Start(key.Core, 2));
                into[count++] = DuplicateFinder.Hash("ae", bucket, End(key.Core, 2));
                if (key.Investor.Length >= 2)
                {
                    into[count++] = DuplicateFinder.Hash("ai", bucket, Start(key.Investor, 4));
                }
            }
        }
        return count;
    }

    /// <param name="company">Of the base.</param>
    public static ulong OfCompany(long company) => DuplicateFinder.Hash("cb", company.ToString(System.Globalization.CultureInfo.InvariantCulture), "");

    private static string Start(string text, int length) => text[..Math.Min(length, text.Length)];
    private static string End(string text, int length) => text[^Math.Min(length, text.Length)..];
}
