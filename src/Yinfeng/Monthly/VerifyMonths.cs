using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Projects;

namespace Yinfeng.Monthly;

/// <summary>Verifies or accepts (核验、确认) many reports of a month in one transaction, by the rules of the single write.</summary>
internal sealed class VerifyMonths(VerifyMonth verify, MonthGridQueries grid)
{
    /// <param name="ticked">Project and the version that was seen.</param>
    /// <returns>Which went through, and why the others did not.</returns>
    public async Task<SubmitOutcome> RunAsync(Viewer viewer, YearMonth month, IReadOnlyList<(long ProjectId, int Version)> ticked, CancellationToken ct)
    {
        if (ticked.Count == 0)
        {
            return new SubmitOutcome([], 0, []);
        }
        var seen = ticked.GroupBy(t => t.ProjectId).ToDictionary(g => g.Key, g => g.First().Version);
        var decided = await verify.RunAsync(viewer, seen, month, ct);
        var names = decided.Values.All(d => d.Allowed) ? []
            : (await grid.RowsAsync(viewer, month, [.. seen.Keys], ct)).ToDictionary(r => r.ProjectId, r => r.Name);
        return new SubmitOutcome([.. decided.Where(d => d.Value.Allowed).Select(d => d.Key)], 0,
            [.. decided.SelectMany(d => d.Value.Unmet.Select(u => u with
            {
                Field = $"tick.{d.Key}", Message = $"“{names.GetValueOrDefault(d.Key, $"项目 {d.Key}")}”：{u.Message}",
            }))]);
    }
}
