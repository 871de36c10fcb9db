using Yinfeng.Assessment;

namespace Yinfeng.Tests.Assessment;

/// <summary>The test scheme written out once more as plain arithmetic, without the rules language.</summary>
internal static class ByHand
{
    private const ItemState Computed = ItemState.Computed;

    private sealed record Of(decimal? Value, decimal? Last, decimal? Target, decimal? Stretch)
    {
        public decimal? Done => Value is { } v && Target is > 0 ? v / Target : null;
    }

    public static (Dictionary<string, (decimal Points, ItemState State)> Items, decimal Total, string? Grade) Score(FileSubject subject, IReadOnlyList<FileSubject> group)
    {
        var (funds, signed, rate) = (Read(subject, "funds"), Read(subject, "signed"), Read(subject, "rate"));
        var items = new Dictionary<string, (decimal Points, ItemState State)>
        {
            ["funds"] = Funds(funds), ["signed"] = Signed(signed), ["rate"] = Rate(rate), ["best"] = Best(funds, group), ["place"] = Place(subject, group),
            ["growth"] = Growth(funds), ["cross"] = Cross(funds, signed),
        };
        items = items.ToDictionary(i => i.Key, i => (Math.Round(i.Value.Points, 2, MidpointRounding.AwayFromZero), i.Value.State));
        var weights = new Dictionary<string, decimal> { ["funds"] = 40, ["signed"] = 20, ["rate"] = 10, ["best"] = 20, ["place"] = 10, ["growth"] = 5, ["cross"] = 5 };
        var counted = items.Where(i => i.Value.State != ItemState.LeftOut).ToList();
        var sum = counted.Sum(i => i.Value.Points);
        if (counted.Count < items.Count)
        {
            sum = Math.Round(sum * 110 / counted.Sum(i => weights[i.Key]), 2, MidpointRounding.AwayFromZero);
        }
        sum += Math.Min(3, subject.Entries.Where(e => e.Item == "bonus").Sum(e => e.Points));
        sum -= Math.Round(Math.Min(2, subject.Cases[ExtraBasis.LateReports] * 0.35m), 2, MidpointRounding.AwayFromZero);
        var vetoed = subject.Entries.Any(e => e.Item == "veto");
        var total = vetoed ? 0 : Math.Min(105, Math.Max(0, sum));
        return (items, total, vetoed || subject.Entries.Any(e => e.Item == "serious") ? null : total >= 80 ? "优秀" : total >= 40 ? "合格" : null);
    }

    private static (decimal, ItemState) Funds(Of f)
    {
        if (f.Done is not { } done)
        {
            return (0, ItemState.Unknown);
        }
        if (done < 0.3m)
        {
            return (0, ItemState.BelowThreshold);
        }
        var stretched = f.Stretch > f.Target ? Math.Clamp((f.Value!.Value - f.Target!.Value) / (f.Stretch!.Value - f.Target.Value), 0, 1) : 0;
        return (Math.Min(done, 1) * 40 + stretched * 4, Computed);
    }

    private static (decimal, ItemState) Signed(Of f) => f.Done switch
    {
        null => (0, ItemState.LeftOut),
        < 0.6m => (0, Computed),
        < 0.8m => (10, Computed),
        < 1 => (15, Computed),
        < 1.2m => (20, Computed),
        _ => (22, Computed),
    };

    private static (decimal, ItemState) Rate(Of f)
    {
        if (f.Value is not { } value || f.Target is not { } target || (value < target && target == 0))
        {
            return (0, ItemState.Unknown);
        }
        var points = value >= target ? 10 : value / target * 10;
        return points < 2 ? (2, ItemState.Floored) : (points, Computed);
    }

    private static (decimal, ItemState) Best(Of f, IReadOnlyList<FileSubject> group)
    {
        var best = group.Select(g => Read(g, "funds").Value).Where(v => v is not null).DefaultIfEmpty(null).Max();
        return f.Value is { } own && best is > 0 ? (own / best.Value * 20, Computed) : (0, ItemState.Unknown);
    }

    /// <summary>Fewer days are better.</summary>
    private static (decimal, ItemState) Place(FileSubject subject, IReadOnlyList<FileSubject> group)
    {
        if (Read(subject, "days").Value is not { } own)
        {
            return (0, ItemState.Unknown);
        }
        var points = 10 - group.Count(g => Read(g, "days").Value < own) * 1.5m;
        return points > 9 ? (9, ItemState.Capped) : points < 1 ? (1, ItemState.Floored) : (points, Computed);
    }

    private static (decimal, ItemState) Growth(Of f)
    {
        if (f.Value is not { } value || f.Last is not > 0)
        {
            return (0, ItemState.LeftOut);
        }
        var growth = Math.Max(0, (value - f.Last.Value) / f.Last.Value);
        var points = Math.Min(growth, 0.1m) * 20 + Math.Max(0, growth - 0.1m) * 10;
        return points > 5 ? (5, ItemState.Capped) : (points, Computed);
    }

    private static (decimal, ItemState) Cross(Of funds, Of signed)
    {
        if (funds.Done is not { } a || signed.Done is not { } b)
        {
            return (0, ItemState.Unknown);
        }
        var points = Math.Max(a, b) * 5;
        return points > 6 ? (6, ItemState.Capped) : (points, Computed);
    }

    private static Of Read(FileSubject subject, string code) => subject.Figures.FirstOrDefault(f => f.Indicator == code) is { } f
        ? new Of(f.Value, f.LastYear, f.Target, f.Stretch) : new Of(null, null, null, null);
}
