using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Inspections;
using Yinfeng.Projects;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Inspections;

/// <summary>A draw from the plan to the tasks, and everything that the order refuses.</summary>
public class DrawLifeTests
{
    private static readonly Viewer Neighbour = Some.User("li", 140800);

    [Theory, OnSqlite, OnPostgres]
    public async Task Draw_FromPlanToTasks_ComesOutAsAnybodyComputesIt(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        using var bench = new InspectionBench(store);

        var number = await bench.DrawnAsync(await bench.PlanAsync());

        var view = await bench.ViewAsync(number);
        Assert.Equal(("德州督抽〔2026〕1号", DrawStatus.Drawn, 40, 6), (number, view.Line.Status, view.Line.PoolSize, view.Line.ProjectCount));
        Assert.Empty(DrawVerifier.Check(view.File).Differences);
        Assert.Equal(view.File.Drawn!.Tasks.Select(t => t.Project), view.Tasks.Select(t =>
            t.Task.ProjectId.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.All(view.Tasks, t => Assert.Equal(2, t.Inspectors.Count(i => i.Active)));
        Assert.All(view.Tasks, t => Assert.DoesNotContain(t.Inspectors, i =>
            t.ProjectUnit == view.File.Inspectors.Items.Single(x => x.Id == $"{i.InspectorId}").Unit));
        await using var db = store.Database.OpenRead();
        Assert.Equal(["draw.freeze", "draw.publish", "draw.numbers", "draw.reveal", "draw.reveal", "draw.reveal", "draw.run"],
            await db.Set<AuditEntry>().Where(e => e.Action.StartsWith("draw.")).OrderBy(e => e.Seq).Select(e => e.Action).ToListAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Run_ManyAtOnce_ExactlyOneTakesEffect(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await OnceAsync(store, 50);
    }

    [SoakFact]
    public async Task Run_AThousandAtOnce_ExactlyOneTakesEffect()
    {
        await using var store = await TestStore.NewAsync();
        await OnceAsync(store, 1_000);
    }

    private static async Task OnceAsync(TestStore store, int times)
    {
        using var bench = new InspectionBench(store);
        var draw = await bench.PublishedAsync(await bench.PlanAsync());
        await bench.RevealedAsync(draw);
        using var other = new InspectionBench(store); // A writer of its own: on PostgreSQL like another server.
        other.Clock.Now = bench.Clock.Now;
        RunDraw[] servers = store.Database.IsSqlite ? [bench.Run] : [bench.Run, other.Run];

        var answers = await Task.WhenAll(Enumerable.Range(0, times).Select(i =>
            Task.Run(() => servers[i % servers.Length].RunAsync(TestStore.Viewer, draw, default))));

        Assert.Single(answers, a => a.Allowed);
        Assert.All(answers.Where(a => !a.Allowed), a => Assert.Equal("draw.not-published", a.Unmet.Single().Code));
        await using var db = store.Database.OpenRead();
        Assert.Equal((6, 1), (await db.Set<InspectionTask>().CountAsync(), await db.Set<AuditEntry>().CountAsync(e =>
            e.Action == "draw.run")));
    }

    [Fact]
    public async Task Publish_NamesEverythingThatIsMissing_AndGivesNoNumberAway()
    {
        await using var store = await TestStore.NewAsync();
        using var bench = new InspectionBench(store);
        var draw = await bench.FrozenAsync(await bench.PlanAsync());

        var refused = await bench.Publish.RunAsync(TestStore.Viewer, draw,
            [new("福彩3D", new DateOnly(2026, 3, 2)), new("六合彩", new DateOnly(2026, 3, 9))],
            [new("纪委监委", "12"), new("纪委监委", new string('a', 64))], default);

        Assert.Equal(["draw.source-soon", "draw.source-unknown", "draw.offices-few", "draw.commitment", "draw.office-name"],
            refused.Unmet.Select(u => u.Code));
        Assert.Contains("不足 24 小时。请选 2026-03-03 09:00 以后开奖的日期", refused.Unmet[0].Message, StringComparison.Ordinal);
        Assert.Equal("德州督抽〔2026〕1号", (await bench.Publish.RunAsync(TestStore.Viewer, draw, [new("福彩3D", new DateOnly(2026, 3, 4))],
            InspectionBench.Commitments, default)).Value);
    }

    [Fact]
    public async Task EverythingBeforeItsTime_IsRefusedWithTheTime()
    {
        await using var store = await TestStore.NewAsync();
        using var bench = new InspectionBench(store);
        var draw = await bench.PublishedAsync(await bench.PlanAsync());

        bench.Clock.Now = InspectionBench.Source.AddMinutes(-1);
        var early = await new RevealNonce(bench.Desk).RunAsync(TestStore.Viewer, draw, "司法局", InspectionBench.NonceOf("司法局"), default);
        Assert.Equal("draw.reveal-early", Assert.Single(early.Unmet).Code);
        Assert.Equal("draw.numbers-early", (await new EnterNumbers(bench.Desk).RunAsync(TestStore.Viewer, draw, "1", "1 2 3",
            default)).Unmet[0].Code);
        Assert.Equal(["draw.numbers-missing", "draw.reveals-missing"],
            (await bench.Run.RunAsync(TestStore.Viewer, draw, default)).Unmet.Select(u => u.Code));

        bench.Clock.Now = InspectionBench.Source.AddHours(25);
        var late = await new RevealNonce(bench.Desk).RunAsync(TestStore.Viewer, draw, "司法局", "0123456789abcdefg", default);
        Assert.Equal(["draw.reveal-late", "draw.nonce-differs"], late.Unmet.Select(u => u.Code));
        Assert.Equal("draw.numbers-form", (await new EnterNumbers(bench.Desk).RunAsync(TestStore.Viewer, draw, "1", "1 2 10",
            default)).Unmet[0].Code);
    }

    [Fact]
    public async Task Run_RevealsThatNeverCame_AreReplacedAndShown()
    {
        await using var store = await TestStore.NewAsync();
        using var bench = new InspectionBench(store);
        var draw = await bench.PublishedAsync(await bench.PlanAsync());
        bench.Clock.Now = InspectionBench.Source.AddHours(24);
        await new EnterNumbers(bench.Desk).RunAsync(TestStore.Viewer, draw, "1", "5,2,9", default);

        Assert.Empty((await bench.Run.RunAsync(TestStore.Viewer, draw, default)).Unmet);

        var file = (await bench.ViewAsync(draw)).File;
        Assert.Equal($"{draw}/{file.Projects.Hash}/2.5.9./MISSING/MISSING/MISSING/", DrawKernel.Key(file, file.Projects.Hash));
        Assert.Empty(DrawVerifier.Check(file).Differences);
    }

    [Fact]
    public async Task Run_PoolChangedAfterTheFreeze_IsRefused()
    {
        await using var store = await TestStore.NewAsync();
        using var bench = new InspectionBench(store);
        var draw = await bench.PublishedAsync(await bench.PlanAsync());
        await bench.RevealedAsync(draw);
        await store.Get<Yinfeng.Persistence.Writer>().RunAsync(TestStore.Viewer, Rights.Inspect, async work =>
        {
            var row = await work.Db.Set<Draw>().SingleAsync();
            var items = row.File.Projects.Items.Skip(1).ToList(); // A friend's project is gone, and the hash in the file fits again.
            row.Write(row.File with { Projects = new(DrawHashes.Hex(DrawHash.Sha256, DrawKernel.Canonical(items)), items) });
            work.Audit("test.forge", "", new { });
            return 0;
        }, default);

        Assert.Equal("draw.pool-changed", (await bench.Run.RunAsync(TestStore.Viewer, draw, default)).Unmet.Single().Code);
    }

    [Fact]
    public async Task Cancel_KeepsNumberAndReason_AndSaysWhatWasKnown()
    {
        await using var store = await TestStore.NewAsync();
        using var bench = new InspectionBench(store);
        var plan = await bench.PlanAsync();
        var draw = await bench.PublishedAsync(plan);
        var cancel = new CancelDraw(bench.Desk);
        Assert.Equal("draw.reason", (await cancel.RunAsync(TestStore.Viewer, draw, " ", default)).Unmet.Single().Code);
        bench.Clock.Now = InspectionBench.Source.AddMinutes(1);

        Assert.True((await cancel.RunAsync(TestStore.Viewer, draw, "结果不合适", default)).Allowed);

        var view = await bench.Draws.GetAsync(Neighbour, draw, default); // Readable by everybody, like every published draw.
        Assert.Equal(("结果不合适", true), (view!.File.Cancelled!.Reason, view.File.Cancelled.NumbersKnown));
        bench.Clock.Now = InspectionBench.Start;
        var next = await bench.FrozenAsync(plan);
        NamedSource[] source = [new("福彩3D", new DateOnly(2026, 3, 4))];
        var reused = await bench.Publish.RunAsync(TestStore.Viewer, next, source, InspectionBench.Commitments, default);
        Assert.Equal(["draw.commitment-used", "draw.commitment-used", "draw.commitment-used"], reused.Unmet.Select(u => u.Code));
        var fresh = InspectionBench.Offices.Select(o => new Commitment(o, DrawHashes.Hex(DrawHash.Sha256, o)));
        Assert.Equal("德州督抽〔2026〕2号", (await bench.Publish.RunAsync(TestStore.Viewer, next, source, [.. fresh], default)).Value);
    }

    [Fact]
    public async Task OtherUnits_ReadWhatIsPublished_AndChangeNothing()
    {
        await using var store = await TestStore.NewAsync();
        using var bench = new InspectionBench(store);
        var plan = await bench.PlanAsync();
        var frozen = await bench.FrozenAsync(plan);

        Assert.Null(await bench.Draws.GetAsync(Neighbour, frozen, default));
        Assert.Empty(await bench.Draws.PlansAsync(Neighbour, default));
        Assert.Empty(await bench.Draws.InspectorsAsync(Neighbour, default));
        Assert.Equal("plan.not-found", (await bench.Freeze.RunAsync(Neighbour, plan, DrawHash.Sha256, default)).Unmet[0].Code);
        var draw = await bench.PublishedAsync(plan);
        Assert.False((await bench.Draws.GetAsync(Neighbour, draw, default))!.CanManage);
        Assert.Equal("draw.not-found", (await bench.Run.RunAsync(Neighbour, draw, default)).Unmet[0].Code);
    }

    [Fact]
    public async Task Freeze_WeighsLightsAndFindings_AndWithholdsWhatIsNotPublic()
    {
        await using var store = await TestStore.NewAsync();
        using var bench = new InspectionBench(store);
        var secret = Some.Project(ProjectStage.Signed, "保密项目", grade: Confidentiality.CommercialSecret);
        secret.InvestorCreditCode = "914403001922038216";
        var flagged = Some.Project(ProjectStage.Signed, "有问题的项目");
        await Some.SaveAsync(store, secret, flagged, Some.Project(ProjectStage.Negotiating, "在谈项目"),
            new Finding { TaskId = 1, ProjectId = flagged.Id, Kind = "other", Text = "x", FoundOn = Some.Today });

        var file = (await bench.ViewAsync(await bench.FrozenAsync(await bench.PlanAsync()))).File;

        Assert.Equal(42, file.Projects.Items.Count);
        Assert.Equal((PoolMaker.Withheld, ""), file.Projects.Items.Where(p => p.Id == $"{secret.Id}").Select(p =>
            (p.Name, p.Code)).Single());
        Assert.Contains("督查发现未销号1条+2", file.Projects.Items.Single(p => p.Id == $"{flagged.Id}").Why);
        Assert.All(file.Projects.Items, p => Assert.InRange(p.Weight, 1, 5));
    }

    [Fact]
    public async Task Substitute_IsTheNextInTheDrawnOrder_AndTheFileStillVerifies()
    {
        await using var store = await TestStore.NewAsync();
        using var bench = new InspectionBench(store);
        var draw = await bench.DrawnAsync(await bench.PlanAsync());
        var task = (await bench.ViewAsync(draw)).Tasks[0];
        var (project, leaving) = (task.Task.ProjectId, task.Inspectors[0].InspectorId);
        var substitute = new SubstituteInspector(bench.Desk);
        Assert.Equal("substitute.reason", (await substitute.RunAsync(TestStore.Viewer, draw, project, leaving, "",
            default)).Unmet.Single().Code);

        var name = (await substitute.RunAsync(TestStore.Viewer, draw, project, leaving, "因病住院", default)).Value;

        var view = await bench.ViewAsync(draw);
        Assert.Empty(DrawVerifier.Check(view.File).Differences);
        Assert.Contains(name, view.Tasks[0].Inspectors.Where(i => i.Active).Select(i => i.Name));
        Assert.Equal("substitute.not-on", (await substitute.RunAsync(TestStore.Viewer, draw, project, leaving, "又病",
            default)).Unmet.Single().Code);
    }

    [Fact]
    public async Task Freeze_TooFewInspectorsWithoutConflict_IsRefusedWithTheProject()
    {
        await using var store = await TestStore.NewAsync();
        using var bench = new InspectionBench(store);
        await Some.ProjectAsync(store, Some.Project(ProjectStage.Signed));
        await bench.Inspectors.RunAsync(TestStore.Viewer, null, new InspectorFacts("371400", "甲", "临邑县", null, null, true), default);
        await bench.Inspectors.RunAsync(TestStore.Viewer, null, new InspectorFacts("371400", "乙", "乐陵市", null, null, true), default);
        var plan = (await bench.Plans.RunAsync(TestStore.Viewer, null,
            new PlanFacts("371400", "督查", [ProjectStage.Signed], null, null, null, null, null), default)).Value;

        var refused = await bench.Freeze.RunAsync(TestStore.Viewer, plan, DrawHash.Sm3, default);

        Assert.Contains("有 1 个项目回避以后督查员不够 2 人，例如临邑县的", refused.Unmet.Single().Message, StringComparison.Ordinal);
    }
}
