using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Reports;
using Yinfeng.Targets;
using Yinfeng.Tests.Conditions;
using Yinfeng.Units;

namespace Yinfeng.Tests.Persistence;

/// <summary>Two processes on one PostgreSQL database: what one of them commits, the memory of the other shows.</summary>
public class ForeignChangesTests
{
    private static readonly YearMonth Month = new(2023, 6);
    private static readonly DateOnly Day = new(2023, 7, 1);

    [PostgresFact]
    public async Task Hear_WhatAnotherProcessCommitted_IsInBoardListAndTree()
    {
        await using var here = await TestStore.NewAsync("postgres");
        await using var there = await here.BesideAsync();
        Assert.Equal((0, 0L, null, "临邑县"), await SeenAsync(here)); // Now everything is in memory.

        await WriteAsync(there);
        await here.Get<ForeignChanges>().HearAsync(default);

        Assert.Equal((1, 1L, 8L, "临邑区"), await SeenAsync(here));
        Assert.Equal((1, 1L, 8L, "临邑区"), await SeenAsync(there));
    }

    [PostgresFact]
    public async Task Hear_ImportOfAnotherProcess_ReadsAfresh()
    {
        await using var here = await TestStore.NewAsync("postgres");
        await using var there = await here.BesideAsync();
        await SeenAsync(here);
        await there.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None, work =>
        {
            work.Db.AddRange(Enumerable.Range(1, 1_200).Select(i => Some.Project(ProjectStage.Signed, $"第{i}号项目")));
            work.Audit("import.ledger", "import:1", new { });
            return Task.FromResult(0);
        }, default);

        await here.Get<ForeignChanges>().HearAsync(default);

        Assert.Equal((1_200, 0L), ((await SeenAsync(here)).Listed, (await SeenAsync(here)).Started));
    }

    [PostgresFact]
    public async Task Hear_MoreThanOneRoundOfEntries_MissesNone()
    {
        await using var here = await TestStore.NewAsync("postgres");
        await using var there = await here.BesideAsync();
        await SeenAsync(here);
        var project = Some.Project(ProjectStage.Started);
        await there.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None, work =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                work.Audit("test.nothing", "", new { i });
            }
            work.Db.Add(project);
            work.Audit("project.create", $"project:{project.Id}", new { });
            return Task.FromResult(0);
        }, default);

        await here.Get<ForeignChanges>().HearAsync(default);

        Assert.Equal(1, (await SeenAsync(here)).Listed);
    }

    /// <summary>A process hears of its own writes when it makes them; loading a large import a second time would cost seconds.</summary>
    [PostgresFact]
    public async Task Hear_OwnWrites_AreNotToldAgain()
    {
        await using var store = await TestStore.NewAsync("postgres");
        await Some.ProjectAsync(store);
        var told = 0;
        store.Get<ChangeFeed>().Subscribe((_, _) => Task.FromResult(++told));

        await store.Get<ForeignChanges>().HearAsync(default);

        Assert.Equal(0, told);
    }

    [PostgresFact]
    public async Task RunningServer_HearsByItself()
    {
        await using var here = await TestStore.NewAsync("postgres");
        await using var there = await here.BesideAsync();
        await SeenAsync(here);
        var listener = here.GetAll<IHostedService>().OfType<HearForeignChanges>().Single();
        await listener.StartAsync(default);
        try
        {
            await WriteAsync(there);
            var watch = Stopwatch.StartNew();
            while (watch.Elapsed.TotalSeconds < 20 && (await SeenAsync(here)).Listed == 0)
            {
                await Task.Delay(100);
            }
            Assert.Equal(1, (await SeenAsync(here)).Listed);
        }
        finally
        {
            await listener.StopAsync(default);
        }
    }

    /// <summary>A project that started, a target and a new name of its county; each in a transaction of its own.</summary>
    private static async Task WriteAsync(TestStore store)
    {
        var project = Some.Project(ProjectStage.Started);
        project.StartedOn = new LedgerDate(2023, 5, 8);
        await store.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None, work =>
        {
            work.Db.Add(project);
            work.Audit("project.create", $"project:{project.Id}", new { });
            work.Changes.ProjectIds.Add(project.Id);
            return Task.FromResult(0);
        }, default);
        Assert.True((await store.Get<SetTarget>().RunAsync(TestStore.Viewer, 2023,
            [new TargetEdit(Some.Linyi, "started.count", TargetLevel.Base, 8 * 10_000, null)], default)).Allowed);
        Assert.True((await store.Get<RenameUnit>().RunAsync(TestStore.Viewer, Some.Linyi, "临邑区", null, Day, "鲁政字〔2023〕1号", default)).Allowed);
    }

    private static async Task<(int Listed, long? Started, long? Target, string Name)> SeenAsync(TestStore store)
    {
        var list = await store.Get<LedgerQueries>().ViewAsync(TestStore.Viewer, new(), default);
        var board = (await store.Get<BoardQueries>().BoardAsync(TestStore.Viewer, Month, "371424", ["started.count"], default)).Value!;
        var cell = board.Rows[0].Single();
        return (list.Totals.Count, (long?)cell.Value, (long?)cell.Target, (await store.Get<UnitDirectory>().OnAsync(Day, default)).Find(Some.Linyi)!.Name);
    }
}
