using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Projects;

namespace Yinfeng.Monthly;

/// <summary>A row that was ticked.</summary>
/// <param name="Version">The version that was seen.</param>
/// <param name="Remark">A word of its own; of a return its reason.</param>
public sealed record TickedRow(long ProjectId, int Version, string? Remark = null);

/// <summary>Verifies, accepts (核验、确认) or sends back (退回) many reports of a month in one transaction, by the rules of the single
/// write.</summary>
internal sealed class VerifyMonths(VerifyMonth verify, MonthGridQueries grid)
{
    public Task<SubmitOutcome> RunAsync(Viewer viewer, YearMonth month, IReadOnlyList<(long ProjectId, int Version)> ticked, CancellationToken ct) =>
        RunAsync(viewer, month, [.. ticked.Select(t => new TickedRow(t.ProjectId, t.Version))], returns: false, null, ct);

    /// <param name="remark">For the rows that have none of their own.</param>
    /// <returns>Which went through, and why the others did not.</returns>
    public async Task<SubmitOutcome> RunAsync(Viewer viewer, YearMonth month, IReadOnlyList<TickedRow> ticked, bool returns, string? remark, CancellationToken ct)
    {
        if (ticked.Count == 0)
        {
            return new SubmitOutcome([], 0, []);
        }
        var seen = ticked.GroupBy(t => t.ProjectId).ToDictionary(g => g.Key, g => g.First())
            .ToDictionary(t => t.Key, t => new MonthSeen(t.Value.Version, new MonthWord(returns, string.IsNullOrWhiteSpace(t.Value.Remark) ? remark : t.Value.Remark)));
        var decided = await verify.RunAsync(viewer, seen, month, ct);
        var names = decided.Values.All(d => d.Allowed) ? []
            : (await grid.RowsAsync(viewer, month, [.. seen.Keys], ct)).ToDictionary(r => r.ProjectId, r => r.Name);
        return new SubmitOutcome([.. decided.Where(d => d.Value.Allowed).Select(d => d.Key)], 0,
            [.. decided.SelectMany(d => d.Value.Unmet.Select(u => u with
            {
                Field = $"{(u.Field == "remark" ? "remark" : "tick")}.{d.Key}", Message = $"“{names.GetValueOrDefault(d.Key, $"项目 {d.Key}")}”：{u.Message}",
            }))]);
    }
}
