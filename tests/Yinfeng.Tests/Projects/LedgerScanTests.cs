using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Tests.Projects;

/// <summary>The columns against a plain reading of the same rows, one row after another.</summary>
public class LedgerScanTests
{
    private static readonly long[] Units = [371400, 371424, 371481, 371402, 370200, 370202, 140800, 999];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(700)]
    public async Task EveryQuery_FindsCountsSumsAndOrders_AsAPlainReadingDoes(int count)
    {
        await using var store = await TestStore.NewAsync();
        var tree = await store.Get<UnitDirectory>().TodayAsync(CancellationToken.None);
        var random = new Random(20260302 + count);
        var rows = Enumerable.Range(1, count).Select(i => Row(random, i)).ToList();
        var columns = new LedgerColumns(tree, rows);
        for (var round = 0; round < 300; round++)
        {
            var query = Query(random);
            Compare(columns, rows, query, Viewer(random));
            var plain = new LedgerQuery(Stage: query.Stage, MinWan: query.MinWan, MaxWan: query.MaxWan, Sort: query.Sort,
                Descending: query.Descending, Page: query.Page);
            Compare(columns, rows, plain, Viewer(random));
        }
    }

    [Fact]
    public async Task With_ChangedAndNewRows_OrdersAsIfSortedAfresh()
    {
        await using var store = await TestStore.NewAsync();
        var tree = await store.Get<UnitDirectory>().TodayAsync(CancellationToken.None);
        var random = new Random(7);
        var rows = Enumerable.Range(1, 200).Select(i => Row(random, i)).ToList();
        var columns = new LedgerColumns(tree, rows);
        foreach (var sort in Enum.GetValues<LedgerSort>())
        {
            columns.Order(sort);
        }
        var changed = new[] { 5, 77, 200, 201, 202 }.Select(i => Row(random, i)).ToList();
        var mended = columns.With(changed);
        foreach (var row in changed)
        {
            if (row.Id <= 200) { rows[(int)row.Id - 1] = row; } else { rows.Add(row); }
        }
        var afresh = new LedgerColumns(tree, rows);
        foreach (var sort in Enum.GetValues<LedgerSort>())
        {
            Assert.Equal(afresh.Order(sort).Known, mended.Order(sort).Known);
            Assert.Equal(afresh.Order(sort).Rows, mended.Order(sort).Rows);
        }
    }

    private static void Compare(LedgerColumns columns, List<LedgerRow> rows, LedgerQuery query, Viewer viewer)
    {
        var words = new ulong[LedgerScan.Words(columns)];
        var scan = LedgerScan.Run(columns, query, viewer, words);
        var fits = rows.Where(r => Fits(r, query, viewer, columns.Tree)).ToList();
        Assert.Equal(Enum.GetValues<ProjectStage>().Select(s => fits.Count(r => r.Stage == s)), scan.ByStage());

        scan.OnlyStage(query.Stage);
        fits = [.. fits.Where(r => query.Stage is null || r.Stage == query.Stage)];
        Assert.Equal(fits.Count, scan.CountRows());
        var stated = fits.Where(r => !r.IsForeign && r.TotalInvestmentFen is not null).ToList();
        var reported = fits.Where(r => r.FundsFen is not null).ToList();
        Assert.Equal(new LedgerTotals(fits.Count, stated.Count == 0 ? null : stated.Sum(r => r.TotalInvestmentFen!.Value),
            reported.Count == 0 ? null : reported.Sum(r => r.FundsFen!.Value),
            fits.Count(r => !r.IsForeign && r.TotalInvestmentFen is null), fits.Count(r => r.IsForeign)), scan.Totals());

        Span<int> page = stackalloc int[20];
        page = page[..scan.Page(query, page)];
        var expected = Ordered(fits, query, columns).Skip((query.Page - 1) * 20).Take(20).Select(r => r.Id);
        Assert.Equal(expected, page.ToArray().Select(i => columns.Rows[i].Id));
        CompareAnswer(columns, query, viewer, fits.Count, page.ToArray());
    }

    /// <summary>What is answered by lookup is what the scan finds.</summary>
    private static void CompareAnswer(LedgerColumns columns, LedgerQuery query, Viewer viewer, int count, int[] expected)
    {
        Span<int> page = stackalloc int[20];
        var (found, written) = LedgerAnswer.Page(columns, query, viewer, page);
        Assert.Equal(count, found);
        Assert.Equal(expected, page[..written].ToArray());

        var scan = LedgerScan.Run(columns, query, viewer, new ulong[LedgerScan.Words(columns)]);
        var byStage = scan.ByStage();
        scan.OnlyStage(query.Stage);
        var full = LedgerAnswer.Full(columns, query, viewer, page);
        Assert.Equal(byStage, full.ByStage);
        Assert.Equal(scan.Totals(), full.Totals);
        Assert.Equal(Math.Min(query.Page, Math.Max(1, (count + 19) / 20)), full.Query.Page);
        var last = page[..full.Written].ToArray();
        Assert.Equal(last.Length, scan.Page(full.Query, page));
        Assert.Equal(page[..last.Length].ToArray(), last);
    }

    /// <summary>Rows without a value stand last, whichever way; the rest upward or downward, ties by id the same way.</summary>
    private static IEnumerable<LedgerRow> Ordered(List<LedgerRow> rows, LedgerQuery query, LedgerColumns columns)
    {
        long Value(LedgerRow r) => columns.SortValue(query.Sort, columns.RowOf[r.Id]);
        var known = rows.Where(r => Value(r) >= 0).OrderBy(Value).ThenBy(r => r.Id);
        return (query.Descending ? known.Reverse() : known).Concat(rows.Where(r => Value(r) < 0).OrderBy(r => r.Id));
    }

    private static bool Fits(LedgerRow r, LedgerQuery q, Viewer viewer, UnitTree tree) =>
        Within(r, viewer.UnitId, tree) && Within(r, q.UnitId, tree)
        && new ProjectPolicy(viewer, tree).Can(r.Id, r.OwnerUnitId, r.LandingUnitId, r.OtherUnits, r.Stage, r.Confidentiality)
        && (q.Status is null || r.Status == q.Status) && (q.Kind is null || r.Kind == q.Kind) && (q.Origin is null || r.Origin == q.Origin)
        && (!q.NoInvestment || (!r.IsForeign && r.TotalInvestmentFen is null))
        && ((q.MinWan is null && q.MaxWan is null) || (!r.IsForeign && r.TotalInvestmentFen is { } fen
            && fen >= (q.MinWan ?? 0) * Money.FenPerWan && fen <= (q.MaxWan ?? decimal.MaxValue / Money.FenPerWan) * Money.FenPerWan))
        && (q.Year is null || r.SignedOn?.Year == q.Year) && (!q.CarriedOver || r.CarriedOver) && (!q.WithProblems || r.HasProblems)
        && (q.Text is null || r.SearchText.Contains(q.Text, StringComparison.Ordinal));

    private static bool Within(LedgerRow r, long? unit, UnitTree tree) =>
        unit is null || new ProjectPolicy(Some.User("x", unit), tree).Can(r.Id, r.OwnerUnitId, r.LandingUnitId, r.OtherUnits, r.Stage, r.Confidentiality);

    private static LedgerRow Row(Random random, int id) => new(id, $"项目{random.Next(50)}", null, null, null,
        Units[random.Next(Units.Length)], Units[random.Next(Units.Length)], (ProjectStage)random.Next(8), (ProjectStatus)random.Next(3),
        random.Next(3) is var kind and < 2 ? (InvestmentKind)kind : null, (InvestorOrigin)random.Next(4), (Confidentiality)random.Next(3),
        random.Next(4) == 0 ? null : random.NextInt64(0, 100) * Money.FenPerWan, random.Next(10) == 0 ? "USD" : "CNY", null, null, null, false,
        random.Next(3) == 0 ? null : new LedgerDate(2020 + random.Next(4), random.Next(13), 0), null, random.Next(2) == 0, null, Some.Now,
        random.Next(2) == 0 ? null : random.Next(90), random.Next(2) == 0, random.Next(8) == 0 ? [Units[random.Next(Units.Length)]] : [])
    {
        SearchText = $"项目{random.Next(50)}",
    };

    private static LedgerQuery Query(Random random) => new(
        random.Next(5) == 0 ? "3" : null, random.Next(5) == 0 ? Units[random.Next(Units.Length)] : null, null,
        random.Next(3) == 0 ? (ProjectStage)random.Next(8) : null, random.Next(4) == 0 ? random.Next(100) : null,
        random.Next(4) == 0 ? random.Next(100) : null, random.Next(9) == 0, random.Next(6) == 0 ? (InvestmentKind)random.Next(2) : null,
        random.Next(6) == 0 ? (InvestorOrigin)random.Next(4) : null, random.Next(4) == 0 ? (ProjectStatus)random.Next(3) : null,
        random.Next(6) == 0 ? 2020 + random.Next(4) : null, random.Next(8) == 0, random.Next(8) == 0,
        Sort: (LedgerSort)random.Next((int)LedgerSort.Name), Descending: random.Next(2) == 0, Page: 1 + random.Next(4));

    private static Viewer Viewer(Random random) => random.Next(3) switch
    {
        0 => TestStore.Viewer,
        1 => Some.User("li", UnitTree.NationId),
        _ => Some.User("li", Units[random.Next(Units.Length)]),
    };
}
