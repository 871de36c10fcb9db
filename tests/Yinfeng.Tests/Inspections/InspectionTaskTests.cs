using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Inspections;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Shell;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Inspections;

/// <summary>What an inspector does on the spot, and what comes of it.</summary>
public class InspectionTaskTests
{
    private static readonly Viewer Inspector = Some.User("zhao", Some.Laoling);
    private static readonly TaskForm Good = new("untrue", "2026-03-05", "三号路", "37.434100", "116.866700", "",
        new Dictionary<string, string> { ["start.false"] = "还是荒地" });

    [Theory, OnSqlite, OnPostgres]
    public async Task Submit_FindingsBecomeFlags_UntilTheOrganiserClosesThem(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        using var bench = new InspectionBench(store);
        var task = await TaskAsync(store, bench);
        await PhotoAsync(store, bench, task, "现场.png");

        Assert.Empty((await new SubmitTask(bench.Tasks, bench.Rules).RunAsync(Inspector, task.Id, Good, default)).Unmet);

        var line = (await store.Get<TaskQueries>().OfProjectAsync(TestStore.Viewer, task.ProjectId, default)).Single();
        Assert.Equal((InspectionResult.Untrue, 37_434_100, "还是荒地"), (line.Task.Result!.Value, line.Task.LatitudeMicro!.Value,
            line.Findings.Single().Text));
        Assert.Equal("task.done", (await new SubmitTask(bench.Tasks, bench.Rules).RunAsync(Inspector, task.Id, Good,
            default)).Unmet.Single().Code);
        var close = store.Get<CloseFinding>();
        Assert.Equal("finding.not-found", (await close.RunAsync(Some.User("county", Some.Linyi), line.Findings[0].Id, "改好了",
            default)).Unmet.Single().Code);
        Assert.True((await close.RunAsync(TestStore.Viewer, line.Findings[0].Id, "已开工，复查属实", default)).Allowed);
        var counts = await store.Get<TaskQueries>().CountsAsync(Some.Dezhou, new DateOnly(2026, 1, 1), new DateOnly(2026, 3, 31), default);
        Assert.Equal(new InspectionCounts(1, 0, 0, 1, 0, 1, 0), counts);
    }

    [Fact]
    public async Task Submit_NamesEverythingThatIsMissing()
    {
        await using var store = await TestStore.NewAsync();
        using var bench = new InspectionBench(store);
        var task = await TaskAsync(store, bench);
        var submit = new SubmitTask(bench.Tasks, bench.Rules);

        Assert.Equal(["task.result", "task.visited-on", "task.place", "task.photos"],
            (await submit.RunAsync(Inspector, task.Id, TaskForm.Empty, default)).Unmet.Select(u => u.Code));
        Assert.Equal(["task.visited-on", "task.photos", "task.finding-text", "task.finding-unknown", "task.findings"],
            (await submit.RunAsync(Inspector, task.Id,
            Good with
            {
                Result = "true",
                VisitedOn = "2026-03-01",
                Findings = new Dictionary<string, string>
                {
                    ["other"] = " ",
                    ["nonsense"] = "x"
                }
            }, default)).Unmet.Select(u => u.Code));
    }

    [Fact]
    public async Task Draft_OfThePerson_ComesBackAndIsSeenByNobodyElse()
    {
        await using var store = await TestStore.NewAsync();
        using var bench = new InspectionBench(store);
        var task = await TaskAsync(store, bench);

        Assert.True((await new SaveTaskDraft(bench.Tasks).RunAsync(Inspector, task.Id, Good with { Place = "写到一半" }, default)).Allowed);

        Assert.Equal("写到一半", (await store.Get<TaskQueries>().GetAsync(Inspector, task.Id, default))!.Typed.Place);
        Assert.Equal("", (await store.Get<TaskQueries>().GetAsync(TestStore.Viewer, task.Id, default))!.Typed.Place);
    }

    [Fact]
    public async Task Task_IsOpenToItsInspectorsAndItsOrganiserAlone()
    {
        await using var store = await TestStore.NewAsync();
        using var bench = new InspectionBench(store);
        var task = await TaskAsync(store, bench);
        var stranger = Some.User("li", Some.Linyi);

        Assert.Null(await store.Get<TaskQueries>().GetAsync(stranger, task.Id, default));
        Assert.Equal("task.not-found", (await new SubmitTask(bench.Tasks, bench.Rules).RunAsync(stranger, task.Id, Good,
            default)).Unmet.Single().Code);
        Assert.Equal("task.not-found", (await new SubmitTask(bench.Tasks, bench.Rules).RunAsync(TestStore.Viewer, task.Id, Good,
            default)).Unmet.Single().Code);
        Assert.NotNull(await store.Get<TaskQueries>().GetAsync(Inspector, task.Id,
            default)); // Though the project lies outside the inspector's own units.
    }

    [Fact]
    public async Task Photo_ThatIsNone_OrTheSameAgain_IsRefused()
    {
        await using var store = await TestStore.NewAsync();
        using var bench = new InspectionBench(store);
        var task = await TaskAsync(store, bench);

        Assert.Equal("photo.type", await PhotoAsync(store, bench, task, "a.pdf", "%PDF-1.7 x"u8.ToArray()));
        Assert.Null(await PhotoAsync(store, bench, task, "a.png"));
        Assert.Equal("photo.same", await PhotoAsync(store, bench, task, "b.png"));
    }

    [Fact]
    public async Task Desk_HasTheTaskOfTheInspector()
    {
        await using var store = await TestStore.NewAsync();
        using var bench = new InspectionBench(store);
        var task = await TaskAsync(store, bench);
        var items = await store.GetAll<IDeskSource>().OfType<InspectionItems>().Single().ItemsAsync(Inspector, new DateOnly(2026, 3, 10),
            default);
        Assert.Contains(items, i => i.Key == $"inspection:{task.Id}" && i.Part == DeskPart.Owed && i.Due == task.DueOn);
    }

    /// <summary>The first task of a draw, given to <see cref="Inspector"/>.</summary>
    private static async Task<InspectionTask> TaskAsync(TestStore store, InspectionBench bench)
    {
        var draw = await bench.DrawnAsync(await bench.PlanAsync(owner: Some.Linyi));
        bench.Clock.Now = InspectionBench.Source.AddDays(2);
        var task = (await bench.ViewAsync(draw)).Tasks.First(t => t.ProjectUnit == "临邑县").Task;
        await Some.SaveAsync(store, new TaskInspector { TaskId = task.Id, InspectorId = 1, Name = "赵", ActorId = Inspector.ActorId });
        return task;
    }

    private static readonly byte[] Pixel = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==");

    private static async Task<string?> PhotoAsync(TestStore store, InspectionBench bench, InspectionTask task, string name,
        byte[]? bytes = null)
    {
        using var content = new MemoryStream(bytes ?? Pixel);
        var add = new AddTaskPhoto(bench.Tasks, store.Database, store.Get<EvidenceFiles>());
        return (await add.RunAsync(Inspector, task.Id, name, content, default)).Unmet is [var first, ..] ? first.Code : null;
    }
}
