using System.Globalization;
using Yinfeng.Access;
using Yinfeng.Inspections;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Tests.Access;
using Yinfeng.Units;

namespace Yinfeng.Tests.Inspections;

/// <summary>The writes of the room under a clock that the test moves, with a city of forty projects and eight inspectors.</summary>
internal sealed class InspectionBench(TestStore store) : IDisposable
{
    public const string Nonce = "abcdef0123456789";
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    /// <summary>When 福彩3D is drawn that most tests name: 21:15 in Shanghai on 4 March.</summary>
    public static readonly DateTimeOffset Source = new(2026, 3, 4, 13, 15, 0, TimeSpan.Zero);
    public static readonly string[] Offices = ["纪委监委", "司法局", "投促局"];
    private Writer? _made;

    public Clock Clock { get; } = new(Start);
    private Writer _writer => _made ??= new Writer(store.Database, store.Get<ChangeFeed>(), Clock);
    public InspectionDesk Desk => new(_writer, store.Get<UnitDirectory>());
    public TaskDesk Tasks => new(_writer);
    public FreezePool Freeze => new(_writer, store.Get<PoolMaker>(), store.Get<UnitDirectory>(), Rules, store.Get<Yinfeng.Suspicion.SuspicionRules>());
    public PublishDraw Publish => new(Desk, Rules);
    public RunDraw Run => new(Desk, Rules);
    public InspectionRules Rules => store.Get<InspectionRules>();
    public SavePlan Plans => new(_writer, store.Get<UnitDirectory>(), Rules, Clock);
    public SaveInspector Inspectors => new(_writer, store.Get<UnitDirectory>());
    public DrawQueries Draws => store.Get<DrawQueries>();

    /// <summary>Forty signed projects in two counties, eight inspectors, a plan that draws six projects with two inspectors each.</summary>
    /// <returns>Id of the plan.</returns>
    /// <param name="owner">Whose projects all are; null: two counties in turn, so that a draw may miss one of them.</param>
    public async Task<long> PlanAsync(int projects = 40, long? owner = null)
    {
        await Some.SaveAsync(store, [.. Enumerable.Range(0, projects).Select(i =>
            Some.Project(ProjectStage.Signed, $"项目{i}", owner ?? (i % 2 == 0 ? Some.Linyi : Some.Laoling)))]);
        foreach (var (unit, i) in new[] { "临邑县", "乐陵市", "齐河县", "禹城市", "宁津县", "平原县", "夏津县", "武城县" }.Select((u, i) => (u, i)))
        {
            Assert.Empty((await Inspectors.RunAsync(TestStore.Viewer, null, new InspectorFacts("371400", $"督查员{i}", unit, null, null, true),
                default)).Unmet);
        }
        return (await Plans.RunAsync(TestStore.Viewer, null, new PlanFacts("371400", "签约项目督查", [ProjectStage.Signed], null, null, "6", null,
            null), default)).Value;
    }

    /// <returns>Number of a published draw whose source is <see cref="Source"/>.</returns>
    public async Task<string> PublishedAsync(long plan) => (await Publish.RunAsync(TestStore.Viewer, await FrozenAsync(plan),
        [new("福彩3D", new DateOnly(2026, 3, 4))], Commitments, default)).Value!;

    public async Task<string> FrozenAsync(long plan) =>
        (await Freeze.RunAsync(TestStore.Viewer, plan, DrawHash.Sha256, default)).Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Commitments of a draw; the offices take new numbers for each.</summary>
    public static Commitment[] Commitments => [.. Offices.Select(o => new Commitment(o, DrawHashes.Hex(DrawHash.Sha256, NonceOf(o))))];

    /// <summary>Letters and digits only, another for each office.</summary>
    public static string NonceOf(string office) => Nonce + Array.IndexOf(Offices, office).ToString(CultureInfo.InvariantCulture);

    /// <summary>Numbers and all three reveals, an hour after the source.</summary>
    public async Task RevealedAsync(string draw)
    {
        Clock.Now = Source.AddHours(1);
        Assert.Empty((await new EnterNumbers(Desk).RunAsync(TestStore.Viewer, draw, "福彩3D", "5 2 9", default)).Unmet);
        foreach (var office in Offices)
        {
            Assert.Empty((await new RevealNonce(Desk).RunAsync(TestStore.Viewer, draw, office, NonceOf(office), default)).Unmet);
        }
    }

    public async Task<string> DrawnAsync(long plan)
    {
        var draw = await PublishedAsync(plan);
        await RevealedAsync(draw);
        Assert.Empty((await Run.RunAsync(TestStore.Viewer, draw, default)).Unmet);
        return draw;
    }

    public async Task<DrawView> ViewAsync(string draw) => (await Draws.GetAsync(TestStore.Viewer, draw, default))!;

    public void Dispose() => _made?.Dispose();
}
