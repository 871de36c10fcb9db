using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Arbitration;

/// <summary>Counts masked searches by person and by unit, so that nobody leafs through what others have. Refused tries are logged too.</summary>
internal sealed class SearchLimit(Writer writer, ArbitrationRules rules, TimeProvider clock)
{
    /// <param name="action">As the audit log names the try.</param>
    /// <param name="asked">What was asked for; the log keeps it.</param>
    /// <returns>Null when the try may go on; then it has been counted and logged.</returns>
    public async Task<Unmet?> TakeAsync(Viewer viewer, string action, string asked, CancellationToken ct)
    {
        var limits = rules.On(BusinessTime.Today(clock));
        var (asks, unitAsks) = await writer.RunAsync(viewer, Rights.Report, async work =>
        {
            await Writer.TakeTurnAsync(work, ct);
            var (hour, day) = (work.NowUtc.AddHours(-1), work.NowUtc.AddDays(-1));
            await work.Db.Set<MaskedSearch>().Where(s => s.AtUtc < day).ExecuteDeleteAsync(ct);
            var mine = await work.Db.Set<MaskedSearch>().CountAsync(s => s.ActorId == viewer.ActorId && s.AtUtc > hour, ct);
            var ours = await work.Db.Set<MaskedSearch>().CountAsync(s => s.UnitId == viewer.UnitId && s.AtUtc > day, ct);
            var refused = !viewer.Scope.IsEverything && (mine >= limits.AsksPerHour || ours >= limits.AsksPerUnitDay);
            if (!refused)
            {
                work.Db.Add(new MaskedSearch { ActorId = viewer.ActorId, UnitId = viewer.UnitId, AtUtc = work.NowUtc });
            }
            work.Audit(action, "", new { asked, refused });
            return refused ? (mine, ours) : (0, 0); // Whoever sees everything learns nothing here, and is not held back.
        }, ct);
        return asks >= limits.AsksPerHour ? new("taken.too-many", "investor", $"一小时内已查 {asks} 次，最多 {limits.AsksPerHour} 次。每次查询都有记录，请过一会儿再查。")
            : unitAsks >= limits.AsksPerUnitDay ? new("taken.too-many-unit", "investor", $"本单位一天内已查 {unitAsks} 次，最多 {limits.AsksPerUnitDay} 次。请明天再查，或联系上级。") : null;
    }
}
