using System.Numerics;
using Yinfeng.Analytics.Board;

namespace Yinfeng.Analytics.Tests.Board;

/// <summary>Figures straight from the rows, over unlimited integers.</summary>
internal sealed class NaiveBoard(BoardWorld world, int month)
{
    private const long Null = BoardPage.Null;
    private readonly Dictionary<long, long> _parents = BoardWorld.Parents(month);

    private BigInteger Sum(int measure, BoardWindow window, long unit, int page) => world.Rows.Values.SelectMany(r => r)
        .Where(r => r.Measure == measure && r.Month <= page && (window == BoardWindow.SinceBeginning || r.Month / 12 == page / 12)
            && BoardWorld.Under(BoardWorld.Home(r.Unit, month), unit, _parents))
        .Aggregate(BigInteger.Zero, (sum, r) => sum + r.Amount);

    public long[] Row(BoardIndicator indicator, int index, long unit)
    {
        var (target, stretch, plan) = (world.Goal(0, index, month, unit), world.Goal(1, index, month, unit), world.Goal(2, index, month, unit));
        var (a, b) = Quotient(indicator, index, unit);
        var known = BoardWorld.KnowsLastYear(month, unit);
        var last = Sum(indicator.Measure, indicator.Window, unit, month - 12);
        long? share = b > 0 ? (long)(a * 10_000 / b) : null;
        long? rank = b > 0 ? Rank(indicator, index, unit) : null;
        long? byShare = b > 0 ? RankByShare(indicator, index, unit) : null;
        long?[] row;
        if (indicator.IsRate)
        {
            var lastBase = Sum(indicator.Base, indicator.Window, unit, month - 12);
            var knownLast = known && lastBase > 0;
            row = [b > 0 ? R(a * 10_000, b) : null, knownLast ? R(last * 10_000, lastBase) : null, target, stretch, plan, null, null,
                b > 0 && target != Null ? R((a * 1_000_000 - target * b) * 10_000, b * 1_000_000) : null,
                b > 0 && knownLast ? R((a * lastBase - last * b) * 1_000, b * lastBase) : null, rank, share, null, byShare];
        }
        else
        {
            var months = month % 12 + 1;
            row = [(long)a, known ? (long)last : null, target, stretch, plan,
                b > 0 ? R(a * 10_000, b) : null, plan > 0 ? R(a * 10_000, plan) : null,
                b > 0 ? R(a * 12 * 10_000 - b * months * 10_000, b * 12) : null,
                known && last > 0 ? R((a - last) * 1_000, last) : null, rank, share,
                known && last > 0 ? (long)(a * 10_000 / last) : null, byShare];
        }
        return [.. row.Select(v => v ?? Null)];
    }

    private (BigInteger A, BigInteger B) Quotient(BoardIndicator indicator, int index, long unit) =>
        (Sum(indicator.Measure, indicator.Window, unit, month),
         indicator.IsRate ? Sum(indicator.Base, indicator.Window, unit, month) : world.Goal(0, index, month, unit));

    private long Rank(BoardIndicator indicator, int index, long unit)
    {
        var (a, b) = Quotient(indicator, index, unit);
        return 1 + _parents.Where(p => p.Value == _parents[unit]).Select(p => Quotient(indicator, index, p.Key))
            .Count(q => q.B > 0 && Better(indicator, q.A * b, a * q.B));
    }

    private long RankByShare(BoardIndicator indicator, int index, long unit)
    {
        var (a, b) = Quotient(indicator, index, unit);
        return 1 + _parents.Where(p => p.Value == _parents[unit]).Select(p => Quotient(indicator, index, p.Key))
            .Count(q => q.B > 0 && Better(indicator, BigInteger.Divide(q.A * 10_000, q.B), BigInteger.Divide(a * 10_000, b)));
    }

    private static bool Better(BoardIndicator indicator, BigInteger one, BigInteger other) =>
        indicator.HigherIsBetter ? one > other : one < other;

    private static long? R(BigInteger a, BigInteger b) => (long)ExactTests.Round(a, b);
}
