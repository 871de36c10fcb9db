using System.Runtime.CompilerServices;
using Yinfeng.Access;
using Yinfeng.Industries;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Enterprises;

/// <param name="SourceOn">The day for which the file speaks; an older file never overwrites what a newer one said.</param>
/// <param name="Columns">Head by field where a person said so; the rest is found by its words.</param>
public sealed record EnterpriseImportRequest(RegistryFile File, LedgerDate SourceOn, IReadOnlyDictionary<string, string>? Columns = null);

/// <param name="Import">As it stands now.</param>
/// <param name="AlreadyImported">The same file was taken in before; nothing was done.</param>
/// <param name="Resumed">The file had been begun before.</param>
/// <param name="Broken">Why the file could not be read to its end; null when it was.</param>
public sealed record EnterpriseImportOutcome(EnterpriseImport Import, bool AlreadyImported, bool Resumed, Unmet? Broken);

/// <summary>Takes registry files into the base: in one pass, in batches that each stand or fall with the note how far the file is read.</summary>
/// <remarks>Killed half way and started again it goes on behind the last batch. One import at a time; of several files one is read and
/// matched while the one before it is still being stored.</remarks>
public sealed class ImportEnterprises(Database database, Writer writer, EnterpriseBase companies, RegistryPlaces places, ForeignChanges foreign,
    IndustryJudge industries, RegistryTemplates templates, TimeProvider clock) : IDisposable
{
    private const long PostgresLock = 7_113;
    private const int FilesAhead = 1, BatchesAhead = 2;
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <param name="progress">Told after each batch.</param>
    /// <returns>Refused when nothing of the file could be read, or when another import is under way.</returns>
    public async Task<Decision<EnterpriseImportOutcome>> RunAsync(Viewer viewer, EnterpriseImportRequest request, Action<EnterpriseImport>? progress, CancellationToken ct)
    {
        await using var outcomes = RunAsync(viewer, [request], progress, ct).GetAsyncEnumerator(ct);
        await outcomes.MoveNextAsync();
        return outcomes.Current;
    }

    /// <param name="requests">Opened on another thread, ahead of the file that is stored.</param>
    /// <returns>For each file what became of it, once it is stored; a single refusal when another import is under way.</returns>
    public async IAsyncEnumerable<Decision<EnterpriseImportOutcome>> RunAsync(Viewer viewer, IEnumerable<EnterpriseImportRequest> requests,
        Action<EnterpriseImport>? progress, [EnumeratorCancellation] CancellationToken ct)
    {
        if (!viewer.May(Rights.Approve))
        {
            throw new RightMissingException(Rights.Approve);
        }
        await using var alone = await AloneAsync(ct);
        if (alone is null)
        {
            yield return Decision<EnterpriseImportOutcome>.Refuse("import-running", "file", "另一个企业库导入正在进行，请等它完成后再试。");
            yield break;
        }
        await foreign.HearNowAsync(ct);
        using var run = new EnterpriseRun(database, writer, companies, viewer, places, industries, templates, BusinessTime.Today(clock), progress);
        await run.BeginAsync(ct);
        foreach (var step in ReadAhead.Of(run.Steps(ReadAhead.Of(requests.Select(run.Begin), FilesAhead)), BatchesAhead))
        {
            if (await step.File.TakeAsync(step.Batch, step.Broken, ct) is { } decision)
            {
                yield return decision;
            }
        }
    }

    /// <summary>Holds the only place there is for an import; null when somebody else has it, on this server or another.</summary>
    private async Task<IAsyncDisposable?> AloneAsync(CancellationToken ct)
    {
        if (!await _one.WaitAsync(0, ct))
        {
            return null;
        }
        if (database.IsSqlite)
        {
            return new Place(_one, null);
        }
        var connection = await database.OpenConnectionAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT pg_try_advisory_lock({PostgresLock})";
        if (await command.ExecuteScalarAsync(ct) is true)
        {
            return new Place(_one, connection);
        }
        await connection.DisposeAsync();
        _one.Release();
        return null;
    }

    public void Dispose() => _one.Dispose();

    private sealed class Place(SemaphoreSlim one, System.Data.Common.DbConnection? session) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            if (session is not null)
            {
                await using var command = session.CreateCommand();
                command.CommandText = $"SELECT pg_advisory_unlock({PostgresLock})"; // The pool keeps the session.
                await command.ExecuteNonQueryAsync();
                await session.DisposeAsync();
            }
            one.Release();
        }
    }
}
