using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Policies;

/// <summary>Projects as policies see them: the ledger's facts with where each comes from.</summary>
internal sealed class ProjectSubjects(Database database, UnitDirectory units, PolicyLibrary library, RegionNames regions, TimeProvider clock) : IPolicySubjects
{
    /// <summary>Every project that existed on the day and was not given up since.</summary>
    public async Task<IReadOnlyList<PolicySubject>> OnAsync(Viewer viewer, DateOnly day, CancellationToken ct)
    {
        var tree = await units.OnAsync(day, ct);
        await using var db = database.OpenRead();
        return await ReadAsync(db, db.Set<Project>().Where(new ProjectPolicy(viewer, await units.TodayAsync(ct)).Filter(db))
            .Where(p => p.Status != ProjectStatus.Terminated), day, tree, begun: true, ct);
    }

    /// <summary>One project; null where the viewer may not see it.</summary>
    public async Task<PolicySubject?> OneAsync(Viewer viewer, long id, DateOnly day, CancellationToken ct)
    {
        var tree = await units.OnAsync(day, ct);
        await using var db = database.OpenRead();
        var seen = db.Set<Project>().Where(new ProjectPolicy(viewer, await units.TodayAsync(ct)).Filter(db)).Where(p => p.Id == id);
        return (await ReadAsync(db, seen, day, tree, begun: false, ct)).SingleOrDefault();
    }

    /// <param name="begun">Only those that existed on the day.</param>
    private async Task<IReadOnlyList<PolicySubject>> ReadAsync(YinfengDb db, IQueryable<Project> seen, DateOnly day, UnitTree tree, bool begun, CancellationToken ct)
    {
        var today = BusinessTime.Today(clock);
        // A month counts once it is over; the present one as far as it is reported.
        var last = day >= today ? YearMonth.Of(today) : YearMonth.Of(day) is var month && month.LastDay == day ? month : month.AddMonths(-1);
        var funds = await db.Set<MonthlyReport>().Where(m => m.Month <= last && m.FundsFen != null && seen.Any(p => p.Id == m.ProjectId))
            .GroupBy(m => m.ProjectId)
            .Select(g => new { g.Key, Fen = g.Sum(m => m.FundsFen ?? 0), Verified = g.Sum(m => m.VerifiedBy != null ? m.FundsFen ?? 0 : 0) })
            .ToDictionaryAsync(g => g.Key, g => new ProjectFunds(g.Fen, g.Verified, last), ct);
        var words = PolicyWords.Of(library.For(day));
        var projects = await seen.Include(p => p.Tags).OrderBy(p => p.Id).ToListAsync(ct);
        return [.. projects.Where(p => !begun || Began(p) <= day).Select(p => new ProjectPolicyFacts(p, day, tree, regions, words, funds.GetValueOrDefault(p.Id)).Subject())];
    }

    /// <summary>The first thing known of it; the day it was entered where no stage has a date.</summary>
    private static DateOnly Began(Project project) => Enum.GetValues<ProjectStage>().Select(s => project.DateOf(s)?.Earliest)
        .Append(project.SourceImportId is null ? DateOnly.FromDateTime(project.CreatedAtUtc) : null).OfType<DateOnly>().DefaultIfEmpty(DateOnly.MinValue).Min();
}

/// <param name="VerifiedFen">The part that another person has verified.</param>
/// <param name="Through">The last month counted.</param>
internal sealed record ProjectFunds(long Fen, long VerifiedFen, YearMonth Through);
