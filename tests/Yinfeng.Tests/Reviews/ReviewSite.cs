using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Reviews;
using Yinfeng.Units;

namespace Yinfeng.Tests.Reviews;

/// <summary>A project of 临邑县 in negotiation, reviewed by two departments of 德州市.</summary>
internal sealed class ReviewSite
{
    public static readonly DateOnly Today = BusinessTime.Today(TimeProvider.System);
    public static readonly Viewer County = Only("county", Some.Linyi, Role.Reporter, Role.Verifier, Role.Approver),
        Office = Only("office", Some.Dezhou, Role.Reporter), Boss = Only("boss", Some.Dezhou, Role.Approver, Role.Verifier), Neighbour = Only("neighbour", Some.Laoling, Role.Verifier);

    private ReviewSite(TestStore store, Project project, long land, long nature) => (Store, Project, LandId, NatureId) = (store, project, land, nature);

    public TestStore Store { get; }
    public Project Project { get; }
    public long LandId { get; }
    public long NatureId { get; }
    public Evidence File { get; private set; } = null!;
    public Viewer Land => Only("land", LandId, Role.Verifier);
    public Viewer Nature => Only("nature", NatureId, Role.Verifier);

    public static string Day(int daysFromNow) => Today.AddDays(daysFromNow).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    public static Viewer Only(string login, long unit, params Role[] roles) => new($"user:{login}", login, unit, Roles.Of(roles));
    public static string[] Codes(Decision decision) => [.. decision.Unmet.Select(u => u.Code)];

    public static async Task<ReviewSite> NewAsync(TestStore store, Confidentiality grade = Confidentiality.Internal)
    {
        var ids = (await store.Get<AddUnit>().RunAsync(TestStore.Viewer, [Department("德州市自然资源局"), Department("德州市生态环境局")], default)).Value!;
        var project = Some.Project(ProjectStage.Negotiating, "膳食纤维生产项目", grade: grade);
        (project.Leader, project.Industry, project.Content) = ("王某", "食品制造业", "年产 2 万吨膳食纤维");
        var file = Some.Evidence(project, ProjectStage.Negotiating, EvidenceKind.MeetingRecord);
        await Some.SaveAsync(store, project, file);
        return new ReviewSite(store, project, ids[0], ids[1]) { File = file };
    }

    private static NewUnit Department(string name) => new(null, name, null, UnitKind.Department, Some.Dezhou, new DateOnly(2020, 1, 1), "机构改革");

    public Task<Decision<long>> TryOpenAsync(Viewer by, string? deadline = null, params string[] units) => Store.Get<OpenReview>().RunAsync(by, Project.Id,
        new ReviewFacts("拟签订投资协议", "请就用地和环评提出意见", deadline, units.Length > 0 ? units : ["德州市自然资源局", "德州市生态环境局"], [File.Id]), default);

    public async Task<long> OpenAsync(Viewer? by = null)
    {
        var made = await TryOpenAsync(by ?? Office);
        Assert.Empty(made.Unmet);
        return made.Value;
    }

    /// <summary>The person as the door would let them in: with what the reviews of their unit show them.</summary>
    public async Task<Viewer> EnterAsync(Viewer viewer)
    {
        await using var db = Store.Database.OpenRead();
        var shared = await new ReviewedProjects().OfAsync(db, 0, viewer.UnitId, Today, default);
        return viewer with { Shared = System.Collections.Frozen.FrozenSet.ToFrozenSet(shared) };
    }

    public Task<Decision> GiveAsync(Viewer by, long review, OpinionVerdict verdict, string? text = null, params ConditionFacts[] conditions) =>
        Store.Get<GiveOpinion>().RunAsync(by, review, new OpinionFacts(verdict.ToString(), text, conditions), default);

    public Task<Decision> ConcludeAsync(Viewer by, long review, ReviewOutcome outcome, string text = "条件成熟", int? version = null, params long[] adopted) =>
        Store.Get<ConcludeReview>().RunAsync(by, review, version, new ConclusionFacts(outcome.ToString(), text, adopted.ToDictionary(a => a, _ => (string?)null)), default);

    public Task<ReviewView?> ViewAsync(Viewer by, long review) => Store.Get<ReviewQueries>().GetAsync(by, review, default);

    /// <summary>Moves the deadline into the past, as days that go by would.</summary>
    public Task LetPassAsync(long review, int daysLate = 1) => Store.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None, async work =>
    {
        (await work.Db.Set<Review>().SingleAsync(r => r.Id == review)).Deadline = Today.AddDays(-daysLate);
        work.Audit("test.time", $"review:{review}", new { daysLate });
        return 0;
    }, default);
}
