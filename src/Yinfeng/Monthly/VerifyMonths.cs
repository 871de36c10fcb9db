using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Projects;

namespace Yinfeng.Monthly;

/// <summary>Verifies or accepts (核验、确认) many reports of a month at once; each goes through the single write, whose rules hold.</summary>
internal sealed class VerifyMonths(VerifyMonth verify, MonthGridQueries grid)
{
    /// <param name="ticked">Project and the version that was seen.</param>
    /// <returns>How many went through, and why the others did not.</returns>
    public async Task<SubmitOutcome> RunAsync(Viewer viewer, YearMonth month, IReadOnlyList<(long ProjectId, int Version)> ticked, CancellationToken ct)
    {
        var names = (await grid.RowsAsync(viewer, month, [.. ticked.Select(t => t.ProjectId)], ct)).ToDictionary(r => r.ProjectId, r => r.Name);
        var (done, unmet) = (new List<long>(), new List<Unmet>());
        foreach (var (id, version) in ticked)
        {
            var decision = await verify.RunAsync(viewer, id, month, version, ct);
            if (decision.Allowed)
            {
                done.Add(id);
            }
            else
            {
                unmet.AddRange(decision.Unmet.Select(u => u with { Field = $"tick.{id}", Message = $"“{names.GetValueOrDefault(id, $"项目 {id}")}”：{u.Message}" }));
            }
        }
        return new SubmitOutcome(done, 0, unmet);
    }
}
