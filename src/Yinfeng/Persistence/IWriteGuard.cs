using Yinfeng.Kernel;

namespace Yinfeng.Persistence;

/// <summary>Asked after the work of every write and before its commit, whoever wrote and by whichever way.</summary>
/// <remarks>On SQLite the writer's gate, on PostgreSQL a lock of the server keeps other writes from committing meanwhile, so a guard may
/// compare the committed state (through <see cref="Database.OpenRead"/>) with the one in <see cref="WriteWork.Db"/>.</remarks>
public interface IWriteGuard
{
    /// <returns>What stands in the way: the write is rolled back and answers this. Empty lets it pass. A guard may add rows and audit lines.</returns>
    ValueTask<IReadOnlyList<Unmet>> CheckAsync(WriteWork work, CancellationToken ct);
}
