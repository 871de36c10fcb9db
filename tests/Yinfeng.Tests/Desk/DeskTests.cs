using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Yinfeng.Access;
using Yinfeng.Desk;
using Yinfeng.Kernel;
using Yinfeng.Monthly;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Shell;
using Yinfeng.Tests.Access;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Desk;

public class DeskTests
{
    [Fact]
    public async Task Items_LateFirst_ThenByDueDay_ThenWhatWaits()
    {
        var today = new DateOnly(2026, 3, 10);
        var desk = new DeskItems([new Fixed(Item("w", DeskPart.Waiting, null), Item("b", DeskPart.Owed, today.AddDays(3))),
            new Fixed(Item("c", DeskPart.Owed, null), Item("l", DeskPart.Late, today.AddDays(-1)), Item("a", DeskPart.Owed, today))], TimeProvider.System);

        Assert.Equal("l a b c w", string.Join(' ', (await desk.OfAsync(TestStore.Viewer, default)).Select(i => i.Key)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Month_StandsOnTheDeskOfWhoeverHasToAct(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var (clerk, department) = (Some.User("clerk", Some.Linyi), Some.User("dept", Some.Dezhou));
        var today = BusinessTime.Today(TimeProvider.System);
        var month = YearMonth.Of(today).AddMonths(-1);
        var (a, b) = (Some.Project(ProjectStage.Started, "甲"), Some.Project(ProjectStage.Started, "乙"));
        await Some.SaveAsync(store, a, b);

        var before = await ItemsAsync(store, clerk);
        await store.Get<SubmitMonth>().RunAsync(clerk, month, [new TypedRow(a.Id, TypedMonth.Empty with { FundsWan = "5" }, 0)], default);
        var after = await ItemsAsync(store, clerk);

        Assert.Contains(before, i => i.Key == $"month:{month}:371424" && i.Title.Contains("2 个项目没有报", StringComparison.Ordinal));
        Assert.Contains(after, i => i.Key == $"month:{month}:371424" && i.Title.Contains("1 个项目没有报", StringComparison.Ordinal)
            && i.Part == (today.Day > 5 ? DeskPart.Late : DeskPart.Owed));
        Assert.Contains(after, i => i.Key == $"month-waiting-reported:{month}" && i.Href.EndsWith("show=reported", StringComparison.Ordinal) && i.Part == DeskPart.Waiting);
        Assert.DoesNotContain(after, i => i.Key == $"month-reported:{month}"); // Nobody verifies their own.
        Assert.Contains(await ItemsAsync(store, department), i => i.Key == $"month-reported:{month}" && i.Part == DeskPart.Owed);
        Assert.DoesNotContain(await ItemsAsync(store, Some.User("neighbour", Some.Laoling)), i => i.Key.StartsWith("month", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Evidence_StandsOnOtherDesks_ToBeVerified()
    {
        await using var store = await TestStore.NewAsync();
        var project = await Some.ProjectAsync(store, Some.Project(ProjectStage.Signed));
        await Some.SaveAsync(store, new Evidence
        {
            ProjectId = project.Id, Stage = ProjectStage.Signed, Kind = EvidenceKind.Agreement, FileName = "协议.pdf", Sha256 = new string('a', 64), UploadedBy = "user:clerk",
        });

        Assert.Contains(await ItemsAsync(store, Some.User("clerk", Some.Linyi)), i => i.Key == $"evidence-mine:{project.Id}" && i.Part == DeskPart.Waiting);
        Assert.Contains(await ItemsAsync(store, Some.User("dept", Some.Dezhou)), i => i.Key == $"evidence:{project.Id}" && i.Part == DeskPart.Owed);
        Assert.Empty(await ItemsAsync(store, Some.User("neighbour", Some.Laoling)));
    }

    [Fact]
    public async Task Drawn_IsKept_UntilAWrite_AndNeverCrossesKeys()
    {
        await using var store = await TestStore.NewAsync();
        var pages = store.Get<DrawnPages>();
        var drawn = 0;
        Task<string> Of(object key) => DrawnAsync(pages, key, TestStore.Viewer.ActorId, () => Interlocked.Increment(ref drawn));

        Assert.Equal("1 1 2", $"{await Of("甲")} {await Of("甲")} {await Of("乙")}");
        await Some.ProjectAsync(store); // By the one who asks: they see it at once.

        Assert.Equal("3 4", $"{await Of("甲")} {await Of("乙")}");
    }

    [Fact]
    public async Task Drawn_AfterSomebodyElsesWrite_IsOldForSecondsAtMost_WhileANewOneIsMade()
    {
        await using var store = await TestStore.NewAsync();
        var clock = new Clock(new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero));
        var feed = new ChangeFeed(clock);
        using var writer = new Writer(store.Database, feed, clock);
        var pages = new DrawnPages(feed, store.Database, store.Get<IServiceProvider>(), store.Get<ILoggerFactory>(), clock);
        var drawn = 0;
        Task<string> Of() => DrawnAsync(pages, "甲", "user:li", () => Interlocked.Increment(ref drawn));
        Task<int> WriteAsync(string by, bool units = false) => writer.RunAsync(Some.User(by, null), Rights.None, work =>
        {
            work.Changes.Units = units;
            work.Audit("test.seed", "", new { });
            return Task.FromResult(0);
        }, default);

        Assert.Equal("1", await Of());
        await WriteAsync("chen");
        Assert.Equal("1", await Of());
        for (var i = 0; i < 200 && await Of() == "1"; i++)
        {
            await Task.Delay(10);
        }
        Assert.Equal("2", await Of());

        await WriteAsync("chen");
        clock.Now += TimeSpan.FromSeconds(6);
        Assert.Equal("3", await Of()); // Too long ago: waits for the new one.
        await WriteAsync("li");
        Assert.Equal("4", await Of()); // One's own.
        await WriteAsync("chen", units: true);
        Assert.Equal("5", await Of()); // Moves everything.
    }

    private static async Task<string> DrawnAsync(DrawnPages pages, object key, string actorId, Func<int> next) =>
        Encoding.UTF8.GetString((await pages.OfAsync<Count>(key, actorId, () => Task.FromResult<Dictionary<string, object?>?>(new() { ["Number"] = next() })))!);

    [Fact]
    public async Task Cockpit_OfAUnit_HasBoardLightsClocksAndSources_AndRespectsTheScope()
    {
        await using var store = await TestStore.NewAsync();
        await Some.ProjectAsync(store, Some.Project(ProjectStage.Started, totalFen: 7 * Money.FenPerYi));
        var desk = store.Get<DeskQueries>();

        var view = (await desk.ViewAsync(Some.User("clerk", Some.Linyi), new YearMonth(2022, 12), null, null, default)).Value!;

        Assert.Equal("371424", view.Cockpit.Board.Unit.Code);
        Assert.Equal((1, 7 * Money.FenPerYi), (view.Clocks.Stages[(int)ProjectStage.Signed].Reached, view.Clocks.Stages[(int)ProjectStage.Signed].ReachedFen));
        Assert.Equal(1, view.Sources!.Count);
        Assert.False((await desk.ViewAsync(Some.User("clerk", Some.Linyi), new YearMonth(2022, 12), "371481", null, default)).Allowed);
    }

    private static Task<IReadOnlyList<DeskItem>> ItemsAsync(TestStore store, Viewer viewer) => store.Get<DeskItems>().OfAsync(viewer, default);

    private static DeskItem Item(string key, DeskPart part, DateOnly? due) => new(key, part, due, key, "", "/");

    private sealed class Fixed(params DeskItem[] items) : IDeskSource
    {
        public Task<IReadOnlyList<DeskItem>> ItemsAsync(Viewer viewer, DateOnly today, CancellationToken ct) => Task.FromResult<IReadOnlyList<DeskItem>>(items);
    }

    private sealed class Count : ComponentBase
    {
        [Parameter] public int Number { get; set; }

        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder) => builder.AddContent(0, Number);
    }
}
