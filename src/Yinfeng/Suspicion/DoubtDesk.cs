using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Suspicion;

/// <summary>Opens a doubt that the viewer may see for a write.</summary>
internal sealed class DoubtDesk(Writer writer, UnitDirectory units)
{
    public const int LongestText = 2000;
    public static readonly Unmet NoDoubt = new("doubt.not-found", "", "没有这条疑点，或它不在您的查看范围内。请从“疑点”进入。");

    public async Task<Decision<bool>> ChangeAsync(Viewer viewer, Rights right, long id, Func<WriteWork, Doubt, ProjectPolicy, Task<Decision<bool>>> change,
        CancellationToken ct)
    {
        var policy = new ProjectPolicy(viewer, await units.TodayAsync(ct));
        return await writer.RunAsync(viewer, right, async work =>
        {
            if (await DoubtQueries.Visible(work.Db, policy).FirstOrDefaultAsync(d => d.Id == id, ct) is not { } doubt)
            {
                return Decision<bool>.Refuse([NoDoubt]);
            }
            if (!doubt.Weighs)
            {
                return Decision<bool>.Refuse("doubt.closed", "", $"这条疑点{DoubtTerms.Of(doubt.State)}，不用再办理。");
            }
            var decision = await change(work, doubt, policy);
            if (decision.Allowed)
            {
                doubt.Version++;
            }
            return decision;
        }, ct);
    }

    /// <summary>What somebody typed, without control characters but with its lines.</summary>
    public static string Plain(string? text) => string.Concat((text ?? "").Where(c => !char.IsControl(c) || c == '\n')).Trim();
}
