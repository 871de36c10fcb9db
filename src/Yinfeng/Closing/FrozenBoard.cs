using System.Globalization;
using Yinfeng.Analytics.Board;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Reports;
using Yinfeng.Rules;
using Yinfeng.Targets;
using Yinfeng.Units;

namespace Yinfeng.Closing;

/// <summary>Makes the board again from what was frozen, with the definitions that were frozen: the same arithmetic on the same rows.</summary>
internal static class FrozenBoard
{
    /// <summary>The parts that it is made from.</summary>
    public static readonly string[] Needs = [PartKind.Rules, PartKind.Projects, PartKind.Shares, PartKind.Months, PartKind.Targets, PartKind.Plans,
        PartKind.Units, PartKind.UnitVersions, PartKind.Coverage];

    /// <param name="part">The data of a part; see <see cref="PartKind"/>.</param>
    public static BoardMemory Thaw(Func<string, byte[]> part)
    {
        var catalog = FrozenRules.Read(FrozenText.Unpack(part(PartKind.Rules)));
        var measures = new BoardMeasures(catalog);
        var cube = new BoardCube(measures.Count);
        var projects = new Dictionary<long, Analytics.Board.Contribution[]>();
        Fill(part, measures, cube, projects);
        var years = new LedgerYears(new FrozenTable(part(PartKind.Coverage)).Select(r => (r.Whole("unit_id"), (int)r.Whole("year"))).ToHashSet());
        var frame = new BoardFrame(History(part), Goals(part, measures), years);
        return new BoardMemory(new BoardEngine(measures.Columns, frame, cube, projects), frame, measures.Indicators, []);
    }

    /// <summary>Projects, shares and months are packed in the order of the projects' ids.</summary>
    private static void Fill(Func<string, byte[]> part, BoardMeasures measures, BoardCube cube,
        Dictionary<long, Analytics.Board.Contribution[]> projects)
    {
        using var shares = new FrozenTable(part(PartKind.Shares)).GetEnumerator();
        using var months = new FrozenTable(part(PartKind.Months), FrozenProject.ForPeople).GetEnumerator();
        var (moreShares, moreMonths) = (shares.MoveNext(), months.MoveNext());
        var (facts, credit, reports, entries) = (new ProjectFacts(), new BoardCredit(), new List<BoardMonth>(), new List<BoardEntry>());
        var batch = new List<(long Id, BoardEntry[] Entries)>();
        foreach (var row in new FrozenTable(part(PartKind.Projects), FrozenProject.ForPeople))
        {
            var project = FrozenProject.Of(row);
            facts.Fill(project);
            credit.Start(project.OwnerUnitId);
            reports.Clear();
            for (; moreShares && shares.Current.Whole("project_id") == project.Id; moreShares = shares.MoveNext())
            {
                credit.Add(shares.Current.Whole("unit_id"), Month(shares.Current.Whole("from_month")),
                    shares.Current.Number("to_month") is { } to ? Month(to) : null, (int)shares.Current.Whole("share_bp"));
            }
            for (; moreMonths && months.Current.Whole("project_id") == project.Id; moreMonths = months.MoveNext())
            {
                reports.Add(new BoardMonth(Month(months.Current.Whole("month")), months.Current.Number("funds_fen") ?? 0,
                    months.Current.Number("fixed_investment_fen") ?? 0));
            }
            entries.Clear();
            measures.Read(facts, credit, reports, entries);
            batch.Add((project.Id, [.. entries]));
            if (batch.Count == 4_096)
            {
                BoardStore.Take(cube, projects, batch);
            }
        }
        BoardStore.Take(cube, projects, batch);
    }

    private static UnitHistory History(Func<string, byte[]> part)
    {
        var kinds = new FrozenTable(part(PartKind.Units)).Select(r => (Id: r.Whole("id"), Kind: Enum.Parse<UnitKind>(r.Text("kind")!)))
            .ToDictionary(u => u.Id, u => u.Kind);
        var versions = new FrozenTable(part(PartKind.UnitVersions)).Select(r => new UnitVersion
        {
            UnitId = r.Whole("unit_id"),
            ValidFrom = DateOnly.ParseExact(r.Text("valid_from")!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            Code = r.Text("code")!,
            Name = r.Text("name")!,
            ShortName = r.Text("short_name"),
            ParentId = r.Number("parent_id"),
            Ended = r.Number("ended") == 1,
            SuccessorId = r.Number("successor_id"),
        }).ToList();
        return new UnitHistory([.. versions.Select(v => v.ValidFrom).Distinct().Order().Select(day => new UnitTree(day, kinds, versions))]);
    }

    private static BoardTargets Goals(Func<string, byte[]> part, BoardMeasures measures) => new([.. measures.Indicators.Select(i => i.Code)],
        [.. new FrozenTable(part(PartKind.Targets)).Select(r => new Target
        {
            UnitId = r.Whole("unit_id"),
            Year = (int)r.Whole("year"),
            Indicator = r.Text("indicator")!,
            Level = Enum.Parse<TargetLevel>(r.Text("level")!),
            Value = r.Whole("value"),
        })],
        [.. new FrozenTable(part(PartKind.Plans)).Select(r => new Plan
        {
            UnitId = r.Whole("unit_id"),
            Month = new YearMonth((int)r.Whole("month")),
            Indicator = r.Text("indicator")!,
            Value = r.Whole("value"),
        })]);

    private static int Month(long value) => new YearMonth((int)value).Ordinal;
}
