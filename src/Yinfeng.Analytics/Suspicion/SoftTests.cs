namespace Yinfeng.Analytics.Suspicion;

/// <summary>All soft tests over a ledger as one family, so that of all alarms together few are false.</summary>
public static class SoftTests
{
    /// <summary>Which hypotheses are in the family is decided before any is looked at: by how much there is to look at.</summary>
    public static SoftRun Run(SoftInput input, SoftLimits limits)
    {
        var scatter = Scatter(input, limits);
        SoftResult[] family = [.. Courses(input, limits), .. Digits(input, limits), .. Repeated(input, limits), .. Copied(input, limits),
            .. Even(input, limits, scatter), .. Grown(input, limits), .. FirstDigits(input, limits)];
        return new(family, FalseDiscovery.Cut([.. family.Select(r => r.P)], limits.Q), scatter);
    }

    private static IEnumerable<SoftResult> Courses(SoftInput input, SoftLimits limits)
    {
        foreach (var course in input.Courses)
        {
            var ratios = new List<double>();
            var slots = new List<int>();
            for (var i = 0; i < course.Value.Length; i++)
            {
                var before = i == 0 || input.JanuaryAt.Contains(i) ? 0 : course.Value[i - 1];
                // A month that added nothing stands where the last one left it: it says nothing new.
                if (course.Value[i] is { } value && course.Plan[i] is { } plan and > 0 && value != before)
                {
                    ratios.Add(value / plan - 1);
                    if (ratios[^1] >= 0 && ratios[^1] < limits.Window)
                    {
                        slots.Add(i);
                    }
                }
            }
            var (near, above, p) = Bunching.JustAbove([.. ratios], limits.Window, limits.WindowShare);
            if (near >= limits.LeastNear)
            {
                yield return new("soft.bunching", course.Unit, null, null, course.Indicator, near, above, (double)above / near, p, slots);
            }
        }
    }

    private static IEnumerable<SoftResult> Digits(SoftInput input, SoftLimits limits)
    {
        foreach (var unit in input.Projects.GroupBy(p => p.Unit))
        {
            var amounts = unit.SelectMany(Fresh).ToArray();
            var (decimals, counts) = (LastDigits.Decimals(amounts), new int[10]);
            foreach (var fen in amounts)
            {
                if (LastDigits.Of(fen, decimals) is { } digit)
                {
                    counts[digit]++;
                }
            }
            if (counts.Sum() is var n && n >= limits.LeastDigits)
            {
                yield return new("soft.digits", unit.Key, null, null, null, n, decimals, LastDigits.ChiSquare(counts),
                    LastDigits.P(counts, limits.Draws, SoftLimits.Seed), [])
                { Counts = counts };
            }
        }
    }

    private static IEnumerable<SoftResult> Repeated(SoftInput input, SoftLimits limits)
    {
        foreach (var project in input.Projects)
        {
            var (pairs, equal, p) = Repeats.Own(project.Fen);
            if (pairs >= limits.LeastPairs)
            {
                yield return new("soft.repeat", project.Unit, project.Project, null, null, pairs, equal, 0, p,
                    [.. Enumerable.Range(1, project.Fen.Length - 1).Where(i => Repeats.IsOdd(project.Fen[i - 1]) && project.Fen[i] == project.Fen[i - 1])]);
            }
        }
    }

    /// <summary>Pairs without a single equal odd amount cannot be alarms, so only the others are counted out.</summary>
    private static IEnumerable<SoftResult> Copied(SoftInput input, SoftLimits limits)
    {
        var looked = input.Projects.Where(p => p.Fen.Count(f => Repeats.IsOdd(f)) >= limits.LeastShared).ToList();
        var at = new Dictionary<(int Slot, long Fen), List<int>>();
        for (var i = 0; i < looked.Count; i++)
        {
            for (var slot = 0; slot < looked[i].Fen.Length; slot++)
            {
                if (Repeats.IsOdd(looked[i].Fen[slot]))
                {
                    Slot(at, (slot, looked[i].Fen[slot]!.Value)).Add(i);
                }
            }
        }
        var met = looked.Select(_ => new Dictionary<int, int>()).ToArray();
        foreach (var same in at.Values.Where(v => v.Count > 1))
        {
            foreach (var one in same)
            {
                foreach (var other in same.Where(o => o != one))
                {
                    met[one][other] = met[one].GetValueOrDefault(other) + 1;
                }
            }
        }
        for (var i = 0; i < looked.Count; i++)
        {
            var (p, equal, months, other) = (1.0, 0, 0, -1);
            foreach (var (candidate, _) in met[i].Where(m => m.Value > 1).OrderBy(m => looked[m.Key].Project))
            {
                var (n, hits, tail) = Repeats.Between(looked[i].Fen, looked[candidate].Fen, looked.Count - 1);
                if (tail < p)
                {
                    (p, equal, months, other) = (tail, hits, n, candidate);
                }
            }
            yield return new("soft.copy", looked[i].Unit, looked[i].Project, other < 0 ? null : looked[other].Project, null, months, equal,
                looked.Count - 1, p, other < 0 ? [] : [.. Enumerable.Range(0, looked[i].Fen.Length)
                    .Where(s => Repeats.IsOdd(looked[i].Fen[s]) && looked[i].Fen[s] == looked[other].Fen[s])]);
        }
    }

    private static IEnumerable<SoftResult> Even(SoftInput input, SoftLimits limits, double scatter)
    {
        foreach (var (project, first, length) in Runs(input, limits))
        {
            var even = Smoothness.Evenest(project.Fen.AsSpan(first, length), limits.LeastRun, scatter);
            yield return new("soft.smooth", project.Unit, project.Project, null, null, even.Length, length, even.Scatter, even.P,
                [.. Enumerable.Range(first + even.First, even.Length)]);
        }
    }

    private static IEnumerable<SoftResult> Grown(SoftInput input, SoftLimits limits)
    {
        var units = input.Growth.Where(g => g.Before > 0 && g.Now > 0).ToList();
        if (units.Count < limits.LeastUnits)
        {
            yield break;
        }
        var proxies = Enumerable.Range(0, units[0].Proxies.Count).Select(k => units.Select(u =>
            u.Proxies[k] is { Before: > 0, Now: > 0 } pair ? Math.Log(pair.Now / pair.Before) : double.NaN).ToArray()).ToList();
        var (score, p) = Growth.Above([.. units.Select(u => Math.Log(u.Now / u.Before))], proxies, limits.Freedom);
        for (var i = 0; i < units.Count; i++)
        {
            if (!double.IsNaN(score[i]))
            {
                yield return new("soft.growth", units[i].Unit, null, null, null, units.Count, proxies.Count(x => !double.IsNaN(x[i])), score[i], p[i], []);
            }
        }
    }

    private static IEnumerable<SoftResult> FirstDigits(SoftInput input, SoftLimits limits)
    {
        foreach (var unit in input.Projects.GroupBy(p => p.Unit))
        {
            var counts = new int[10];
            foreach (var fen in unit.SelectMany(Fresh))
            {
                counts[Benford.FirstDigit(fen)]++;
            }
            if (counts.Sum() is var n && n >= Benford.LeastAmounts)
            {
                yield return new("soft.benford", unit.Key, null, null, null, n, 0, Benford.Distance(counts), Benford.P(counts, limits.BenfordGranted), [])
                { Counts = counts };
            }
        }
    }

    /// <summary>σ₀: what the rules say, or half of what nine of ten series of this ledger scatter by where that is less.</summary>
    private static double Scatter(SoftInput input, SoftLimits limits)
    {
        var sigmas = Runs(input, limits)
            .Select(r => Math.Sqrt(Smoothness.Squares(r.Project.Fen.AsSpan(r.First, r.Length)) / (r.Length - 2))).Order().ToArray();
        return sigmas.Length == 0 ? limits.LeastScatter : Math.Max(1e-6, Math.Min(limits.LeastScatter, sigmas[sigmas.Length / 10] / 2));
    }

    /// <summary>Long enough runs of mostly odd amounts: round instalments are even by contract.</summary>
    private static IEnumerable<(ProjectSeries Project, int First, int Length)> Runs(SoftInput input, SoftLimits limits)
    {
        foreach (var project in input.Projects)
        {
            var (first, length) = Smoothness.Run(project.Fen);
            var run = project.Fen.AsSpan(first, length);
            var odd = 0;
            foreach (var fen in run)
            {
                odd += Repeats.IsOdd(fen) ? 1 : 0;
            }
            if (length >= limits.LeastRun && odd * 2 > length)
            {
                yield return (project, first, length);
            }
        }
    }

    /// <summary>Amounts that are not the month before copied: a repeated figure is one figure.</summary>
    private static IEnumerable<long> Fresh(ProjectSeries project)
    {
        for (var i = 0; i < project.Fen.Length; i++)
        {
            if (project.Fen[i] is { } fen and > 0 && (i == 0 || project.Fen[i - 1] != fen))
            {
                yield return fen;
            }
        }
    }

    private static List<int> Slot(Dictionary<(int, long), List<int>> at, (int, long) key)
    {
        if (!at.TryGetValue(key, out var list))
        {
            at[key] = list = [];
        }
        return list;
    }
}
