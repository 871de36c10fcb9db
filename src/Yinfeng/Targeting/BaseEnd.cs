using Yinfeng.Analytics.Enterprises;
using Yinfeng.Enterprises;
using Yinfeng.Kernel;

namespace Yinfeng.Targeting;

/// <summary>The day on which the base ends: what was registered later is not in it, so advice is given as of then.</summary>
internal sealed class BaseEnd(EnterpriseBase companies, BaseDrift drift, TimeProvider clock)
{
    private volatile Known? _known;

    public async Task<DateOnly> DayAsync(CancellationToken ct)
    {
        var (moved, today) = (await drift.NowAsync(ct), BusinessTime.Today(clock));
        if (_known is not { } known || known.Today != today || !await drift.IsLittleAsync(known.Moved, ct))
        {
            _known = known = new Known(moved, today, Of(await companies.NowAsync(ct), today));
        }
        return known.Day;
    }

    private static DateOnly Of(EnterpriseColumns companies, DateOnly today)
    {
        var days = new Dictionary<int, int>();
        for (var row = 0; row < companies.Count; row++)
        {
            if (companies.RegisteredOn(row) is > 0 and var day && day < OpeningOutlook.Day(today))
            {
                System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(days, day, out _)++;
            }
        }
        var left = days.Values.Sum() * BaseDrift.FewShare; // A few companies added by hand do not make it younger.
        foreach (var (day, firms) in days.OrderByDescending(d => d.Key))
        {
            left -= firms;
            if (left <= 0 && new LedgerDate(day).Earliest is var last)
            {
                return last.AddDays(1);
            }
        }
        return today;
    }

    private sealed record Known(long Moved, DateOnly Today, DateOnly Day);
}
