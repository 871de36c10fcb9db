using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Policies;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Grants;

/// <summary>What a list of grants is narrowed to. Nulls mean no filter.</summary>
/// <param name="Owed">Only those with money claimed back that is not returned yet.</param>
/// <param name="Q">Part of the enterprise's name or code.</param>
/// <param name="Page">From 1.</param>
public sealed record GrantFilter(GrantState? State = null, string? PolicyId = null, int? Year = null, bool Owed = false, string? Q = null,
    long? ProjectId = null,
    int Page = 1, int Size = 50);

/// <param name="NextDue">Day of the next open instalment of an approved grant.</param>
public sealed record GrantRow(Grant Grant, string UnitName, DateOnly? NextDue);

/// <param name="Counts">Of every state under the other filters.</param>
public sealed record GrantList(GrantFilter Filter, IReadOnlyList<GrantRow> Rows, int Total, IReadOnlyDictionary<GrantState, int> Counts,
    int Owed, long AskedFen, long ApprovedFen,
    long PaidFen, long RepaidFen, IReadOnlyList<Policy> Policies, DateOnly Today)
{
    public int Pages => (Total + Filter.Size - 1) / Filter.Size;
    public int All => Counts.Values.Sum();
}

/// <summary>One grant with all that belongs to it.</summary>
public sealed record GrantView(Grant Grant, GrantReason Reason, string? ProjectName, IReadOnlyList<GrantFact> Facts,
    IReadOnlyList<GrantFile> Files,
    IReadOnlyList<GrantInstalment> Plan, IReadOnlyList<GrantClawback> Clawbacks, IReadOnlyList<GrantRepayment> Repayments,
        IReadOnlyList<GrantStep> Steps,
    UnitTree Tree, Viewer Viewer, DateOnly Today)
{
    public string UnitName => UnitText.Name(Grant.OwnerUnitId, Tree);
    public GrantClawback? OpenClawback => Clawbacks.FirstOrDefault(c => c.ClosedOn is null);
    private string Actor => Viewer.ActorId;
    private bool Is(params GrantState[] states) => states.Contains(Grant.State);

    public bool CanUpload => Grant.IsLive && Viewer.May(Rights.Report);
    public bool CanCorrect => Is(GrantState.Returned) && Viewer.May(Rights.Report);
    public bool CanVerify => Is(GrantState.Submitted) && Viewer.May(Rights.Verify) && Grant.AppliedBy != Actor;
    public bool CanApprove => Is(GrantState.Verified) && Viewer.May(Rights.Approve) && Grant.AppliedBy != Actor
        && Grant.VerifiedBy != Actor;
    public bool CanRefuse => Is(GrantState.Submitted, GrantState.Verified, GrantState.Returned) && Viewer.May(Rights.Approve)
        && Grant.AppliedBy != Actor;
    public bool CanWithdraw => Is(GrantState.Submitted, GrantState.Verified, GrantState.Returned) && Viewer.May(Rights.Report);
    public bool CanPay => Is(GrantState.Approved, GrantState.Paying) && Viewer.May(Rights.Report) && Grant.ApprovedBy != Actor
        && OpenClawback is null && Plan.Any(p => p.IsOpen);
    public bool CanPlan => Is(GrantState.Approved, GrantState.Paying) && Viewer.May(Rights.Approve) && Plan.Any(p => p.IsOpen);
    public bool CanClaimBack => Is(GrantState.Paying, GrantState.Paid) && Viewer.May(Rights.Approve) && OpenClawback is null
        && Grant.PaidFen > Grant.ClawbackFen
        && Plan.All(p => p.PaidBy != Actor);
    public bool CanRepay => OpenClawback is { } open && Viewer.May(Rights.Report) && open.DecidedBy != Actor;
    public bool CanAct => CanVerify || CanApprove || CanPay || CanRepay || CanPlan || CanClaimBack || CanRefuse || CanWithdraw;
    public bool CanClose => OpenClawback is not null && Viewer.May(Rights.Approve);
}

/// <summary>What the form for an application shows.</summary>
/// <param name="Yearly">The clause gives again every year.</param>
public sealed record GrantOffer(Policy Policy, PolicyClause Clause, bool Yearly, PolicySubject? Subject, DateOnly Today);

internal sealed class GrantQueries(Database database, UnitDirectory units, PolicyLibrary library, GrantComputing computing,
    ProjectSubjects projects, TimeProvider clock)
{
    public async Task<GrantList> ListAsync(Viewer viewer, GrantFilter filter, CancellationToken ct)
    {
        filter = filter with { Page = Math.Clamp(filter.Page, 1, 100_000), Size = Math.Clamp(filter.Size, 1, 100_000) };
        var (tree, today) = (await units.TodayAsync(ct), BusinessTime.Today(clock));
        await using var db = database.OpenRead();
        var all = Narrowed(new GrantScope(viewer, tree).Seen(db), filter);
        var counts = await all.GroupBy(g => g.State).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var owed = await all.CountAsync(g => g.ClawbackFen > g.RepaidFen, ct);
        var chosen = filter.State is { } state ? all.Where(g => g.State == state) : filter.Owed
            ? all.Where(g => g.ClawbackFen > g.RepaidFen) : all;
        var sums = await chosen.GroupBy(g => 1).Select(g => new
        {
            Count = g.Count(), Asked = g.Sum(x => x.AskedFen), Approved = g.Sum(x => x.ApprovedFen ?? 0), Paid = g.Sum(x => x.PaidFen),
            Repaid = g.Sum(x => x.RepaidFen),
        }).FirstOrDefaultAsync(ct);
        var rows = await chosen.OrderByDescending(g => g.Id).Skip((filter.Page - 1) * filter.Size).Take(filter.Size).ToListAsync(ct);
        var ids = rows.ConvertAll(g => g.Id);
        var due = await db.Set<GrantInstalment>().Where(i => ids.Contains(i.GrantId) && i.PaidOn == null && !i.Stopped
            && i.ApprovedBy != null)
            .GroupBy(i => i.GrantId).Select(g => new { g.Key, Due = g.Min(i => i.Due) }).ToDictionaryAsync(g => g.Key, g => g.Due, ct);
        return new GrantList(filter,
            rows.ConvertAll(g => new GrantRow(g, UnitText.Name(g.OwnerUnitId, tree), due.TryGetValue(g.Id, out var day) ? day : null)),
            sums?.Count ?? 0, counts, owed, sums?.Asked ?? 0, sums?.Approved ?? 0, sums?.Paid ?? 0, sums?.Repaid ?? 0, library.For(today),
                today);
    }

    public async Task<GrantView?> GetAsync(Viewer viewer, long id, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        if (await new GrantScope(viewer, tree).Seen(db).FirstOrDefaultAsync(g => g.Id == id, ct) is not { } grant)
        {
            return null;
        }
        return new GrantView(grant, GrantReason.FromJson(grant.ReasonJson),
            grant.ProjectId is { } project ? await db.Set<Project>().Where(p => p.Id == project).Select(p => p.Name)
                .FirstOrDefaultAsync(ct) : null,
            await db.Set<GrantFact>().Where(f => f.GrantId == id).OrderBy(f => f.Position).ToListAsync(ct),
            await db.Set<GrantFile>().Where(f => f.GrantId == id).OrderBy(f => f.Id).ToListAsync(ct),
            await db.Set<GrantInstalment>().Where(i => i.GrantId == id).OrderBy(i => i.Position).ToListAsync(ct),
            await db.Set<GrantClawback>().Where(c => c.GrantId == id).OrderBy(c => c.Id).ToListAsync(ct),
            await db.Set<GrantRepayment>().Where(r => r.GrantId == id).OrderBy(r => r.Id).ToListAsync(ct),
            await db.Set<GrantStep>().Where(s => s.GrantId == id).OrderBy(s => s.AtUtc).ThenBy(s => s.Id).ToListAsync(ct), tree, viewer,
                BusinessTime.Today(clock));
    }

    /// <summary>What the form for a new grant needs; null where there is no such clause, or the project may not be seen.</summary>
    public async Task<GrantOffer?> OfferAsync(Viewer viewer, string? policyId, string? article, long? projectId, CancellationToken ct)
    {
        var today = BusinessTime.Today(clock);
        if (computing.Clause(policyId, article, today) is not { } clause)
        {
            return null;
        }
        var subject = projectId is { } id ? await projects.OneAsync(viewer, id, today, ct) : null;
        return projectId is not null && subject is null ? null
            : new GrantOffer(library.Find(policyId!, today)!, clause, GrantComputing.IsYearly(clause), subject, today);
    }

    /// <summary>A file of a grant that the viewer may see.</summary>
    public async Task<GrantFile?> FileAsync(Viewer viewer, long id, long fileId, CancellationToken ct)
    {
        var scope = new GrantScope(viewer, await units.TodayAsync(ct));
        await using var db = database.OpenRead();
        return await scope.Seen(db).AnyAsync(g => g.Id == id, ct) ? await db.Set<GrantFile>().FirstOrDefaultAsync(f => f.GrantId == id
            && f.Id == fileId, ct) : null;
    }

    private static IQueryable<Grant> Narrowed(IQueryable<Grant> query, GrantFilter filter)
    {
        query = filter.PolicyId is { Length: > 0 } policy ? query.Where(g => g.PolicyId == policy) : query;
        query = filter.Year is { } year ? query.Where(g => g.Year == year) : query;
        query = filter.ProjectId is { } project ? query.Where(g => g.ProjectId == project) : query;
        return filter.Q?.Trim() is { Length: > 0 } text ? query.Where(g => g.BeneficiaryName.Contains(text) || g.BeneficiaryCode == text)
            : query;
    }
}
