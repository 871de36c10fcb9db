using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Yinfeng.Access;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Industries;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Enterprises;

/// <summary>One pass over one file: rows are read and checked on several threads, matched on one, stored on another.</summary>
internal sealed class EnterprisePass(Database database, Writer writer, EnterpriseBase companies, Viewer viewer, EnterpriseImportRequest request, RegistryReading reading,
    EnterpriseImport? known, Action<EnterpriseImport>? progress, IndustryJudge industries)
{
    internal const int BatchRows = 32_768;
    private const int BatchesAhead = 1;
    private readonly Dictionary<string, int> _counts = known is null ? [] : JsonSerializer.Deserialize<Dictionary<string, int>>(known.Problems)!;
    private readonly long _importId = known?.Id ?? Ids.Next(); // Older than every company the file adds.
    private EnterpriseColumns _held = EnterpriseColumns.Empty;

    /// <summary>Null until the first batch is stored.</summary>
    public EnterpriseImport? Import { get; private set; } = known;

    public async Task RunAsync(CancellationToken ct)
    {
        _held = await companies.NowAsync(ct);
        var match = new EnterpriseMatch(() => Volatile.Read(ref _held), _importId);
        await using var db = database.OpenRead();
        var model = db.Model;
        using var batches = ReadAhead.Of(Batches(reading.Blocks, Import?.Rows ?? 0).Select(rows => Ready(match.Run(rows), model)), BatchesAhead).GetEnumerator();
        MatchedRows? before = null;
        try
        {
            while (batches.MoveNext())
            {
                if (before is not null)
                {
                    await StoreAsync(before, last: false, ct);
                }
                before = batches.Current;
            }
        }
        catch (RegistryRefusedException) when (before is not null)
        {
            await StoreAsync(before, last: false, ct); // What came before the break is good.
            throw;
        }
        await StoreAsync(before ?? new MatchedRows(), last: true, ct);
    }

    /// <summary>Rows in batches, those left out that are stored already. Where the file breaks off, what came before comes first.</summary>
    private static IEnumerable<List<RegistryRow>> Batches(IEnumerable<List<RegistryRow>> blocks, int skip)
    {
        var batch = new List<RegistryRow>(BatchRows + 8192);
        using var source = blocks.GetEnumerator();
        RegistryRefusedException? broken = null;
        while (true)
        {
            try
            {
                if (!source.MoveNext())
                {
                    break;
                }
            }
            catch (RegistryRefusedException e)
            {
                broken = e;
                break;
            }
            var rows = source.Current;
            var from = Math.Min(skip, rows.Count);
            skip -= from;
            batch.AddRange(from == 0 ? rows : rows.Skip(from));
            if (batch.Count >= BatchRows)
            {
                yield return batch;
                batch = new List<RegistryRow>(BatchRows + 8192);
            }
        }
        if (batch.Count > 0)
        {
            yield return batch;
        }
        if (broken is not null)
        {
            throw broken;
        }
    }

    /// <summary>Has the rows of a batch made ready while the batch before is stored.</summary>
    private MatchedRows Ready(MatchedRows batch, IModel model)
    {
        batch.Companies = new(model, database.IsSqlite, batch.Added, a => EnterpriseMaking.From(a, _importId));
        batch.Scopes = new(model, database.IsSqlite, [.. batch.Added.Where(a => a.Row.Scope.Length > 0)],
            a => new EnterpriseScope { EnterpriseId = a.Id, Text = a.Row.Scope });
        return batch;
    }

    private async Task StoreAsync(MatchedRows batch, bool last, CancellationToken ct)
    {
        Import = await writer.RunAsync(viewer, Rights.Approve, async work =>
        {
            var import = await TrackedAsync(work, ct);
            var kept = Math.Min(EnterpriseProblem.MostKept, await work.Db.Set<EnterpriseProblem>().CountAsync(p => p.ImportId == import.Id, ct));
            await new EnterpriseBatch(import, _counts, kept, industries).StoreAsync(work, batch, ct);
            import.Problems = JsonSerializer.Serialize(_counts, EnterpriseJson.Plain);
            import.Version++;
            if (last)
            {
                (import.Status, import.DoneAtUtc) = (EnterpriseImportStatus.Done, work.NowUtc);
            }
            work.Audit(last ? "enterprise.import" : "enterprise.import-part", $"enterprise-import:{import.Id}", new
            {
                file = import.FileName, import.Sha256, sourceOn = import.SourceOn.ToString(), import.Rows, import.Stored, import.Merged, import.Updated, import.Refused,
            });
            return import;
        }, ct);
        Volatile.Write(ref _held, await companies.NowAsync(ct));
        progress?.Invoke(Import);
    }

    private async Task<EnterpriseImport> TrackedAsync(WriteWork work, CancellationToken ct)
    {
        if (Import is { } begun)
        {
            return await work.Db.Set<EnterpriseImport>().SingleAsync(i => i.Id == begun.Id, ct);
        }
        var import = new EnterpriseImport
        {
            Id = _importId, FileName = request.File.Name, Sha256 = request.File.Sha256, Bytes = request.File.Bytes, SourceOn = request.SourceOn, ActorId = viewer.ActorId,
            AtUtc = work.NowUtc, Problems = "{}", Mapping = reading.Mapping.ToJson(),
        };
        work.Db.Add(import);
        return import;
    }
}
