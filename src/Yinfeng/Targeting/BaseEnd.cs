using Yinfeng.Analytics.Enterprises;
using Yinfeng.Enterprises;
using Yinfeng.Kernel;

namespace Yinfeng.Targeting;

/// <summary>The day on which the base ends: what was registered later is not in it, so advice is given as of then.</summary>
internal sealed class BaseEnd(EnterpriseBase companies, TimeProvider clock)
{
    /// <summary>So small a part of the base does not make it younger: a few companies added by hand.</summary>
    private const double FewShare = 0.001;
    private volatile Known? _known;

    public async Task<DateOnly> DayAsync(CancellationToken ct)
    {
        var now = await companies.NowAsync(ct);
        var today = BusinessTime.Today(clock);
        if (_known is not { } known || known.Companies != now || known.Today != today)
        {
            _known = known = new Known(now, today, Of(now, today));
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
        var left = days.Values.Sum() * FewShare;
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

    private sealed record Known(EnterpriseColumns Companies, DateOnly Today, DateOnly Day);
}
