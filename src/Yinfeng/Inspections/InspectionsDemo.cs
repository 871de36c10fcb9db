using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Inspections;

/// <summary>Inspections of the demo workspace (演示): one draw that is finished and one that is published, made by the real writes under a
/// clock that starts ten days ago.</summary>
public sealed class InspectionsDemo : IDisposable
{
    private const string Organiser = "371400";
    private const string Photo = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="; // One pixel.
    private static readonly (string Name, string Unit)[] People =
    [
        ("赵示例", "德城区"), ("钱示例", "陵城区"), ("孙示例", "宁津县"), ("李示例", "临邑县"), ("周示例", "齐河县"), ("吴示例", "禹城市"), ("郑示例", "乐陵市"),
        ("王示例", "平原县"),
    ];

    private static readonly string[] Offices = ["市纪委监委", "市司法局", "市投资促进局"];
    private readonly MovedClock _clock;
    private readonly Writer _writer;
    private readonly InspectionDesk _desk;
    private readonly TaskDesk _tasks;
    private readonly (Database Database, UnitDirectory Units, InspectionRules Rules, Suspicion.SuspicionRules Suspicion, PoolMaker Pools, EvidenceFiles Files,
        TaskQueries Queries) _with;
    private readonly DateTime _start;
    private readonly Viewer _viewer = Viewer.Operator(Environment.UserName);

    internal InspectionsDemo(Database database, ChangeFeed feed, UnitDirectory units, InspectionRules rules,
        Suspicion.SuspicionRules suspicion, PoolMaker pools,
        EvidenceFiles files, TaskQueries queries, TimeProvider clock)
    {
        _start = clock.GetUtcNow().UtcDateTime.Date;
        _clock = new MovedClock { Now = _start.AddDays(-10).AddHours(1) };
        _writer = new Writer(database, feed, _clock);
        (_desk, _tasks) = (new InspectionDesk(_writer, units), new TaskDesk(_writer));
        _with = (database, units, rules, suspicion, pools, files, queries);
    }

    /// <param name="login">Who finds the tasks of the first inspector on the desk; the account may come later.</param>
    /// <exception cref="InvalidOperationException">A write refused its own demonstration: a bug.</exception>
    public async Task FillAsync(string login, CancellationToken ct)
    {
        var people = new List<long>();
        foreach (var (name, unit) in People)
        {
            people.Add(Must(await new SaveInspector(_writer, _with.Units).RunAsync(_viewer, null,
                new InspectorFacts(Organiser, name, unit, null, null, true), ct)));
        }
        await _writer.RunAsync(_viewer, Rights.Inspect, async work =>
        {
            (await work.Db.Set<Inspector>().FirstAsync(i => i.Id == people[0], ct)).ActorId = "user:" + login;
            work.Audit("inspector.edit", $"inspector:{people[0]}", new { login });
            return true;
        }, ct);
        var plan = Must(await new SavePlan(_writer, _with.Units, _with.Rules, _clock).RunAsync(_viewer, null,
            new PlanFacts(Organiser, "开工项目督查（示例）",
            [ProjectStage.Signed, ProjectStage.Started, ProjectStage.Producing], null, null, "8", null, "20"), ct));
        await FinishedAsync(plan, login, ct);
        _clock.Now = _start.AddHours(-20);
        await PublishedAsync(plan, BusinessTime.DayOf(_clock.Now).AddDays(4), ct);
    }

    public void Dispose() => _writer.Dispose();

    private async Task FinishedAsync(long plan, string login, CancellationToken ct)
    {
        var source = BusinessTime.DayOf(_clock.Now).AddDays(2);
        var number = await PublishedAsync(plan, source, ct);
        _clock.Now = _clock.Now.AddDays(2).AddHours(14); // After 21:15 in Shanghai.
        Must(await new EnterNumbers(_desk).RunAsync(_viewer, number, "1", "5 2 9", ct));
        for (var i = 0; i < Offices.Length - 1; i++) // The third forgets: its reveal is replaced.
        {
            Must(await new RevealNonce(_desk).RunAsync(_viewer, number, Offices[i], Nonce(source, i), ct));
        }
        _clock.Now = _clock.Now.AddDays(1);
        Must(await new RunDraw(_desk, _with.Rules).RunAsync(_viewer, number, ct));
        _clock.Now = _clock.Now.AddDays(2);
        var inspector = _viewer with { ActorId = "user:" + login, Name = People[0].Name };
        if (await _with.Queries.MineAsync(inspector, ct) is [var mine, ..])
        {
            using var photo = new MemoryStream(Convert.FromBase64String(Photo));
            Must(await new AddTaskPhoto(_tasks, _with.Database, _with.Files).RunAsync(inspector, mine.Task.Id, "现场（示例）.png", photo, ct));
            Must(await new SubmitTask(_tasks, _with.Rules).RunAsync(inspector, mine.Task.Id,
                new TaskForm(nameof(InspectionResult.MostlyTrue),
                BusinessTime.DayOf(_clock.Now).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "项目现场（示例）", "", "", "演示数据，不是真实的督查结果。",
                new Dictionary<string, string> { ["project.idle"] = "示例：现场只有一台机械在作业。" }), ct));
        }
    }

    private async Task<string> PublishedAsync(long plan, DateOnly source, CancellationToken ct)
    {
        var draw = Must(await new FreezePool(_writer, _with.Pools, _with.Units, _with.Rules, _with.Suspicion).RunAsync(_viewer, plan, DrawHash.Sha256, ct));
        return Must(await new PublishDraw(_desk, _with.Rules).RunAsync(_viewer, draw.ToString(CultureInfo.InvariantCulture),
            [new("福彩3D", source)],
            [.. Offices.Select((o, i) => new Commitment(o, DrawHashes.Hex(DrawHash.Sha256, Nonce(source, i))))], ct));
    }

    /// <summary>Known to everybody: this is a demonstration.</summary>
    private static string Nonce(DateOnly source, int office) => $"shili{source:yyyyMMdd}x{office + 1:D8}";

    private static T Must<T>(Decision<T> decision) => decision.Allowed ? decision.Value!
        : throw new InvalidOperationException(string.Join(" ", decision.Unmet.Select(u => u.Message)));

    private sealed class MovedClock : TimeProvider
    {
        public DateTime Now { get; set; }
        public override DateTimeOffset GetUtcNow() => new(Now, TimeSpan.Zero);
    }
}
