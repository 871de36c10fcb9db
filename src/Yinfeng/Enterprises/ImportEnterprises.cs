using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Industries;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Enterprises;

/// <param name="SourceOn">The day for which the file speaks; an older file never overwrites what a newer one said.</param>
/// <param name="Columns">Head by field where a person said so; the rest is found by its words.</param>
public sealed record EnterpriseImportRequest(RegistryFile File, LedgerDate SourceOn, IReadOnlyDictionary<string, string>? Columns = null)
{
    /// <summary>Given where the reading has begun already; else it begins with the import.</summary>
    internal RegistryReading? Begun { get; init; }
}

/// <param name="Import">As it stands now.</param>
/// <param name="AlreadyImported">The same file was taken in before; nothing was done.</param>
/// <param name="Resumed">The file had been begun before.</param>
/// <param name="Broken">Why the file could not be read to its end; null when it was.</param>
public sealed record EnterpriseImportOutcome(EnterpriseImport Import, bool AlreadyImported, bool Resumed, Unmet? Broken);

/// <summary>Takes a registry file into the base: in one pass, in batches that each stand or fall with the note how far the file is read.</summary>
/// <remarks>Killed half way and started again it goes on behind the last batch. One import at a time.</remarks>
public sealed class ImportEnterprises(Database database, Writer writer, EnterpriseBase companies, RegistryPlaces places, ForeignChanges foreign,
    IndustryJudge industries, TimeProvider clock) : IDisposable
{
    private const long PostgresLock = 7_113;
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <param name="progress">Told after each batch.</param>
    /// <returns>Refused when nothing of the file could be read, or when another import is under way.</returns>
    public async Task<Decision<EnterpriseImportOutcome>> RunAsync(Viewer viewer, EnterpriseImportRequest request, Action<EnterpriseImport>? progress, CancellationToken ct)
    {
        if (!viewer.May(Rights.Approve))
        {
            throw new RightMissingException(Rights.Approve);
        }
        await using var alone = await AloneAsync(ct);
        if (alone is null)
        {
            return Decision<EnterpriseImportOutcome>.Refuse("import-running", "file", "另一个企业库导入正在进行，请等它完成后再试。");
        }
        await foreign.HearNowAsync(ct);
        var known = await KnownAsync(request.File.Sha256, ct);
        if (known is { Status: EnterpriseImportStatus.Done })
        {
            return Decision<EnterpriseImportOutcome>.Allow(new(known, true, false, null));
        }
        using var reading = request.Begun ?? Begin(request.File, request.Columns);
        var pass = new EnterprisePass(database, writer, companies, viewer, request, reading, known, progress, industries);
        try
        {
            await pass.RunAsync(ct);
        }
        catch (RegistryRefusedException e)
        {
            return pass.Import is null
                ? Decision<EnterpriseImportOutcome>.Refuse(e.Reason, "file", e.Message)
                : Decision<EnterpriseImportOutcome>.Allow(new(pass.Import, false, known is not null, new Unmet(e.Reason, "file", e.Message)));
        }
        return Decision<EnterpriseImportOutcome>.Allow(new(pass.Import!, false, known is not null, null));
    }

    /// <summary>Begins to read a file that will be imported soon.</summary>
    internal RegistryReading Begin(RegistryFile file, IReadOnlyDictionary<string, string>? columns)
    {
        var reading = new RegistryReading(file, places, industries, BusinessTime.Today(clock), columns);
        reading.Begin();
        return reading;
    }

    private async Task<EnterpriseImport?> KnownAsync(string sha256, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        return await db.Set<EnterpriseImport>().FirstOrDefaultAsync(i => i.Sha256 == sha256, ct);
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
