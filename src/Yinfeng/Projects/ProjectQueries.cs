using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Arbitration;
using Yinfeng.Audit;
using Yinfeng.Imports;
using Yinfeng.Inspections;
using Yinfeng.Kernel;
using Yinfeng.Lights;
using Yinfeng.Persistence;
using Yinfeng.Reviews;
using Yinfeng.Suspicion;
using Yinfeng.Units;

namespace Yinfeng.Projects;

/// <summary>One project with everything its page shows.</summary>
/// <param name="Missing">What the gate of the next stage lacks.</param>
/// <param name="Shares">Credit by month, oldest first; empty means the owner has it all.</param>
/// <param name="Names">People by actor id.</param>
/// <param name="Flags">Figures that cannot be right (待核), with the reason.</param>
/// <param name="SourceFile">Name of the imported file, or null.</param>
/// <param name="Light">How it stands today.</param>
/// <param name="Turns">History of that light, newest first.</param>
public sealed record ProjectView(
    Project Project, UnitTree Tree, bool CanChange, IReadOnlyList<Evidence> Evidence, IReadOnlyList<StageChange> Steps,
    IReadOnlyList<MonthlyReport> Months, IReadOnlyList<CreditShare> Shares, IReadOnlyList<TimelineEntry> Timeline,
    IReadOnlyList<Need> Missing, IReadOnlyList<Flag> Flags, ActorNames Names, string? SourceFile, DateOnly Today,
    ProjectLight Light, IReadOnlyList<LightTurn> Turns)
{
    /// <summary>Inspections of the project and what they found, the latest first.</summary>
    public IReadOnlyList<TaskLine> Inspected { get; init; } = [];

    /// <summary>Joint reviews, the latest first.</summary>
    public IReadOnlyList<ReviewRow> Reviews { get; init; } = [];

    /// <summary>Double claims of the project that the viewer is told of, and what a project just entered looks like.</summary>
    public IReadOnlyList<ClaimLine> Claims { get; init; } = [];
    public IReadOnlyList<NearMatter> Near { get; init; } = [];

    /// <summary>What happened to each month's report, oldest first.</summary>
    public IReadOnlyList<MonthStep> MonthSteps { get; init; } = [];

    /// <summary>What runs found doubtful about it, open ones first.</summary>
    public IReadOnlyList<DoubtLine> Doubts { get; init; } = [];
    public ProjectStage? Next => StageRules.Next(Project.Stage);
    public string OwnerName => UnitText.Name(Project.OwnerUnitId, Tree);
    public string LandingName => UnitText.Name(Project.LandingUnitId, Tree);
    public long FundsFen => Months.Sum(m => m.FundsFen ?? 0);

    /// <summary>Funds of the months that another person has verified; the rest is shown apart, never added.</summary>
    public long VerifiedFundsFen => Months.Where(m => m.VerifiedBy is not null).Sum(m => m.FundsFen ?? 0);

    /// <summary>Gates that were passed with conditions unmet.</summary>
    public IEnumerable<StageChange> Overrides => Steps.Where(s => s.OverriddenUnmet is not null);
}

/// <summary>Reads of one project; every one asks the policy.</summary>
internal sealed class ProjectQueries(Database database, UnitDirectory units, LightQueries lights, LightHistory history,
    TaskQueries inspections, ReviewQueries reviews, DoubtQueries doubts, ArbitrationQueries claims, TimeProvider clock)
{
    private const int TimelineLength = 200;

    /// <summary>The whole project, or null when it does not exist or lies outside the viewer's scope.</summary>
    public async Task<ProjectView?> GetAsync(Viewer viewer, long id, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var policy = new ProjectPolicy(viewer, await units.TodayAsync(ct));
        var project = await db.Set<Project>().Where(policy.Filter(db)).Include(p => p.Tags).FirstOrDefaultAsync(p => p.Id == id, ct);
        if (project is null)
        {
            return null;
        }
        // Another server may have written the project this very second.
        var light = await lights.ProjectAsync(viewer, id, ct) ?? new ProjectLight(id, project.Name, project.OwnerUnitId, "", project.Stage,
            new Light(LightColour.None, "刚刚登记，稍后评定", null, "", null, ""));
        var evidence = await db.Set<Evidence>().Where(e => e.ProjectId == id).OrderBy(e => e.Id).ToListAsync(ct);
        var steps = await db.Set<StageChange>().Where(s => s.ProjectId == id).OrderBy(s => s.Id).ToListAsync(ct);
        var months = await db.Set<MonthlyReport>().Where(m => m.ProjectId == id).OrderBy(m => m.Month).ToListAsync(ct);
        var shares = await db.Set<CreditShare>().Where(s => s.ProjectId == id).ToListAsync(ct);
        var subject = $"project:{id}";
        var log = await AuditPeople.OpenAsync(db, await db.Set<AuditEntry>().Where(e => e.Subject == subject).OrderByDescending(e => e.Seq)
            .Take(TimelineLength).ToListAsync(ct), ct);
        var names = await ActorNames.ReadAsync(db, [.. log.Select(e => e.ActorId), .. steps.Select(s => s.ActorId),
            .. evidence.SelectMany(e => new[] { e.UploadedBy, e.VerifiedBy }), .. months.SelectMany(m => new[] { m.ReportedBy, m.VerifiedBy, m.AcceptedBy })], ct);
        var source = project.SourceImportId is { } import
            ? await db.Set<Import>().Where(i => i.Id == import).Select(i => i.FileName).FirstOrDefaultAsync(ct) : null;
        var facts = Facts(project, evidence);
        var flags = HardRules.Of(project, months, steps, await TwinsAsync(db, project, policy, ct));
        return new ProjectView(project, policy.Tree, policy.CanChange(project.OwnerUnitId, project.LandingUnitId), evidence, steps, months,
            [.. shares.OrderBy(s => s.From).ThenByDescending(s => s.ShareBp)],
            [.. log.Select(e => new TimelineEntry(e.AtUtc, Timeline.Sentence(e), names.Of(e.ActorId)))],
            StageRules.Next(project.Stage) is { } next ? StageRules.Missing(facts, next) : [],
            flags, names, source, BusinessTime.Today(clock), light, [.. (await history.ProjectsAsync([id], ct))[id]])
        {
            Reviews = await reviews.OfProjectAsync(viewer, id, ct),
            MonthSteps = await db.Set<MonthStep>().Where(s => s.ProjectId == id).OrderBy(s => s.Month).ThenBy(s => s.Version).ToListAsync(ct),
            Doubts = await doubts.OfProjectAsync(viewer, id, ct),
            Inspected = await inspections.OfProjectAsync(viewer, id, ct), Claims = await claims.OfAsync(viewer, new(MatterKind.Project, id), ct),
            Near = await claims.NearAsync(viewer, new(MatterKind.Project, id), project.CreatedAtUtc, ct),
        };
    }

    /// <summary>Projects of other units with the same firm or parcel, as far as the viewer may know of them.</summary>
    private static async Task<List<HardRules.Twin>> TwinsAsync(YinfengDb db, Project project, ProjectPolicy policy, CancellationToken ct)
    {
        var (code, parcel) = (project.InvestorCreditCode, project.Parcel);
        if ((code is null && parcel is null) || project.Status == ProjectStatus.Terminated)
        {
            return [];
        }
        var twins = await db.Set<Project>().Where(policy.Filter(db))
            .Where(p => p.Id != project.Id && p.OwnerUnitId != project.OwnerUnitId && p.Status != ProjectStatus.Terminated
                && ((code != null && p.InvestorCreditCode == code) || (parcel != null && p.Parcel == parcel)))
            .Select(p => new { p.Id, p.Name, p.InvestorCreditCode }).Take(5).ToListAsync(ct);
        return [.. twins.Select(t => t.InvestorCreditCode == code && code is not null
            ? new HardRules.Twin(t.Id, t.Name, false, code) : new HardRules.Twin(t.Id, t.Name, true, parcel!))];
    }

    /// <summary>Whether the viewer sees the project and may change it.</summary>
    public async Task<bool> MayChangeAsync(Viewer viewer, long id, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var policy = new ProjectPolicy(viewer, await units.TodayAsync(ct));
        var line = await db.Set<Project>().Where(policy.Filter(db)).Where(p => p.Id == id)
            .Select(p => new { p.OwnerUnitId, p.LandingUnitId }).FirstOrDefaultAsync(ct);
        return line is not null && policy.CanChange(line.OwnerUnitId, line.LandingUnitId);
    }

    /// <summary>One evidence file of a project in scope.</summary>
    public async Task<Evidence?> EvidenceAsync(Viewer viewer, long projectId, long evidenceId, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var policy = new ProjectPolicy(viewer, await units.TodayAsync(ct));
        return await db.Set<Project>().Where(policy.Filter(db)).AnyAsync(p => p.Id == projectId, ct)
            ? await db.Set<Evidence>().FirstOrDefaultAsync(e => e.Id == evidenceId && e.ProjectId == projectId, ct)
            : null;
    }

    /// <summary>What gates look at, without the date: moves bring their own.</summary>
    public static GateFacts Facts(Project project, IEnumerable<Evidence> evidence) => new(project,
        [.. evidence.Where(e => e.WithdrawnReason is null).Select(e => new StageEvidence(e.Stage, e.Kind, e.DatedOn is not null))],
        new Dictionary<ProjectStage, LedgerDate>());
}
