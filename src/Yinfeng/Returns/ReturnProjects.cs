using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Returns;

/// <summary>The rows of a return that lists projects: those of a unit and below, as the ledger holds them at this moment.</summary>
internal static class ReturnProjects
{
    /// <returns>By unit, then day, then name; values as in <see cref="ReturnTable"/>.</returns>
    public static async Task<IReadOnlyList<object?[]>> RowsAsync(YinfengDb db, Viewer viewer, UnitTree tree, long unitId, YearMonth period,
        ReturnLayout layout, CancellationToken ct)
    {
        var (scope, policy, within) = (layout.Scope!, new ProjectPolicy(viewer, tree), tree.IdsWithin(unitId));
        var ledger = await db.Set<Project>().AsNoTracking().Where(policy.Filter(db)).Where(p => within.Contains(p.OwnerUnitId)).ToListAsync(ct);
        var listed = ledger.Where(p => scope.Holds(p.DateOf(scope.Stage), period))
            .OrderBy(p => tree.Find(p.OwnerUnitId)?.Code, StringComparer.Ordinal).ThenBy(p => p.DateOf(scope.Stage)?.ToString(), StringComparer.Ordinal)
            .ThenBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Id).ToList();
        var months = new List<MonthlyReport>();
        foreach (var ids in listed.Select(p => p.Id).Chunk(1000))
        {
            months.AddRange(await db.Set<MonthlyReport>().AsNoTracking().Where(m => ids.Contains(m.ProjectId) && m.Month <= period).ToListAsync(ct));
        }
        var reports = months.ToLookup(m => m.ProjectId);
        return [.. listed.Select((p, at) => Row(new ListedProject(p, tree, period, [.. reports[p.Id]]), at + 1L, layout))];
    }

    private static object?[] Row(ListedProject project, long number, ReturnLayout layout) => [.. layout.Columns.Select(c => c.Field switch
    {
        ReturnField.Number => number,
        ReturnField.Text => c.Text,
        ReturnField.UnitName => project.Tree.Find(project.Project.OwnerUnitId)?.Name,
        ReturnField.UnitCode => project.Tree.Find(project.Project.OwnerUnitId)?.Code,
        _ => ReturnFact.Find(c.Fact!) is { IsMoney: true } money ? c.OfMoney((long?)money.Value(project)) : ReturnFact.Find(c.Fact!)!.Value(project),
    })];
}
