using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Closing;

/// <summary>Stands before every commit: a write that would move a figure of a closed month is refused, or with a reason recorded as
/// restatements.</summary>
/// <remarks>While nothing is closed, and for the report of an open month, it looks nothing up.</remarks>
/// <param name="comparison">Made when first needed: most commands write nothing that has to do with figures.</param>
internal sealed class ClosedGuard(ClosedMonths closed, Lazy<ClosedComparison> comparison, Database database) : IWriteGuard
{
    public ValueTask<IReadOnlyList<Unmet>> CheckAsync(WriteWork work, CancellationToken ct)
    {
        // Another server's closing is in the database before it is known here, so only SQLite may go by memory alone.
        if ((database.IsSqlite && IsOpen(work.Changes)) || !ClosedComparison.Concerns(work))
        {
            return new([]);
        }
        return CompareAsync(work, ct);
    }

    private async ValueTask<IReadOnlyList<Unmet>> CompareAsync(WriteWork work, CancellationToken ct)
    {
        if (!database.IsSqlite)
        {
            await closed.FollowOthersAsync(work, ct);
            if (IsOpen(work.Changes))
            {
                return [];
            }
        }
        return await comparison.Value.CheckAsync(work, await closed.CoverageAsync(ct), ct);
    }

    private bool IsOpen(ChangeSet changes) => closed.Latest is not { } latest || changes.OnlyMonth > latest;
}
