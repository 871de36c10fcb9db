using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Inspections;

/// <summary>A draw opened for change.</summary>
/// <param name="Draw">Tracked.</param>
/// <param name="File">As stored.</param>
/// <param name="Now">To the second, UTC.</param>
internal sealed record OpenedDraw(WriteWork Work, Draw Draw, DrawFile File, DateTime Now, UnitTree Tree);

/// <summary>Opens a draw for a write: checks who may, holds others back until the commit, raises the version.</summary>
internal sealed class InspectionDesk(Writer writer, UnitDirectory units)
{
    public static readonly Unmet NoDraw = new("draw.not-found", "", "没有这次抽取，或它不归您的单位组织。请从“督查”进入。");

    /// <param name="number">The draw's number, or its id before it has one.</param>
    public async Task<Decision<T>> ChangeAsync<T>(Viewer viewer, string number, Func<OpenedDraw, Task<Decision<T>>> change,
        CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        return await writer.RunAsync(viewer, Rights.Inspect, async work =>
        {
            await Writer.TakeTurnAsync(work, ct); // Between servers too: of two who run a draw, the second sees that it is drawn.
            var draw = await FindAsync(work.Db, number, ct);
            if (draw is null || !Manages(viewer, draw.UnitId, tree))
            {
                return Decision<T>.Refuse([NoDraw]);
            }
            var decision = await change(new OpenedDraw(work, draw, draw.File, InspectionTerms.Second(work.NowUtc), tree));
            if (decision.Allowed)
            {
                draw.Version++;
            }
            return decision;
        }, ct);
    }

    public static Task<Draw?> FindAsync(YinfengDb db, string number, CancellationToken ct)
    {
        var text = number.Trim();
        return long.TryParse(text, out var id)
            ? db.Set<Draw>().FirstOrDefaultAsync(d => d.Id == id, ct)
            : db.Set<Draw>().FirstOrDefaultAsync(d => d.Number == text, ct);
    }

    /// <summary>Whoever has the unit in their part of the tree, and the right, runs its inspections.</summary>
    public static bool Manages(Viewer viewer, long unitId, UnitTree tree) => viewer.May(Rights.Inspect) && Oversees(viewer, unitId, tree);

    /// <summary>Whoever sees the business of the unit reads what its inspections found.</summary>
    public static bool Oversees(Viewer viewer, long unitId, UnitTree tree) => viewer.May(Rights.See) && tree.IsWithin(unitId, viewer.UnitId);
}
