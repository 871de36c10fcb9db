using Yinfeng.Analytics.Enterprises;

namespace Yinfeng.Enterprises;

/// <summary>Companies by registered capital, other currencies at a rough rate; a doubtful or unknown one counts as none.</summary>
internal static class LargestCompanies
{
    /// <param name="allow">Which rows count; null for all.</param>
    /// <param name="most">So many of the largest are told.</param>
    /// <returns>How many fit, and the largest first; equal ones as they were taken in.</returns>
    /// <remarks>One pass that holds no more than what it tells.</remarks>
    public static (int Total, IReadOnlyList<int> Rows) Of(EnterpriseColumns columns, Func<int, bool>? allow, int most)
    {
        var (total, kept) = (0, new PriorityQueue<int, (long Fen, int Row)>());
        for (var row = 0; row < columns.Count; row++)
        {
            if (allow?.Invoke(row) == false)
            {
                continue;
            }
            total++;
            var worth = (Fen(columns, row) ?? -1, -row);
            if (kept.Count < most)
            {
                kept.Enqueue(row, worth);
            }
            else if (most > 0)
            {
                kept.EnqueueDequeue(row, worth);
            }
        }
        var rows = new int[kept.Count];
        for (var i = rows.Length - 1; i >= 0; i--)
        {
            rows[i] = kept.Dequeue();
        }
        return (total, rows);
    }

    /// <summary>Its capital in fen; null where that is unknown, doubtful or of a currency without a rate.</summary>
    public static long? Fen(EnterpriseColumns columns, int row) => columns.CapitalCents(row) is >= 0 and var cents && !columns.Flags(row).HasFlag(EnterpriseFlags.CapitalDoubtful)
        ? CapitalRates.Fen(cents, columns.Currency(row)) : null;
}
