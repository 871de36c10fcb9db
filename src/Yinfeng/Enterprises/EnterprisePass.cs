using System.Text.Json;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Enterprises;

/// <summary>One file of a run: stores its batches, each in a transaction with how far the file is read.</summary>
/// <param name="known">The import as an earlier run left it; null for a new file.</param>
/// <param name="problemsKept">How many problems it left.</param>
/// <param name="again">The same file came before in this run.</param>
internal sealed class EnterprisePass(EnterpriseRun run, EnterpriseImportRequest request, RegistryReading reading, EnterpriseImport? known, int problemsKept, bool again)
{
    private readonly Dictionary<string, int> _counts = known is null ? [] : JsonSerializer.Deserialize<Dictionary<string, int>>(known.Problems)!;
    private readonly bool _resumed = known is not null;
    private MatchedRows? _before;

    /// <summary>There is nothing to read: the file was taken in by an earlier run, or comes twice in this one.</summary>
    public bool IsDone { get; } = again || known is { Status: EnterpriseImportStatus.Done };

    /// <summary>Older than every company the file adds.</summary>
    public long ImportId { get; } = known?.Id ?? Ids.Next();

    /// <summary>Problems of the file that are or will be stored; for whoever matches its rows.</summary>
    public int ProblemsKept { get; set; } = problemsKept;

    /// <summary>Null until the first batch is stored.</summary>
    public EnterpriseImport? Import { get; private set; } = known;

    /// <summary>Takes the file's next step. A batch waits for the one behind it, so that the last one can close the import.</summary>
    /// <param name="batch">Null at the end of the file.</param>
    /// <returns>What became of the file, at its end.</returns>
    public async Task<Decision<EnterpriseImportOutcome>?> TakeAsync(MatchedRows? batch, RegistryRefusedException? broken, CancellationToken ct)
    {
        if (IsDone)
        {
            return run.Known(request.File.Sha256).Import is { Status: EnterpriseImportStatus.Done } done
                ? Decision<EnterpriseImportOutcome>.Allow(new(done, true, false, null))
                : Decision<EnterpriseImportOutcome>.Refuse("file-repeated", "file", $"“{request.File.Name}”与前面的一个文件内容相同，那个文件没有导入。");
        }
        if (batch is not null)
        {
            if (_before is not null)
            {
                await StoreAsync(_before, last: false, ct);
            }
            _before = batch;
            return null;
        }
        if (broken is null)
        {
            await StoreAsync(_before ?? new MatchedRows(), last: true, ct);
            return Decision<EnterpriseImportOutcome>.Allow(new(Import!, false, _resumed, null));
        }
        if (_before is not null)
        {
            await StoreAsync(_before, last: false, ct); // What came before the break is good.
        }
        return Import is null
            ? Decision<EnterpriseImportOutcome>.Refuse(broken.Reason, "file", broken.Message)
            : Decision<EnterpriseImportOutcome>.Allow(new(Import, false, _resumed, new Unmet(broken.Reason, "file", broken.Message)));
    }

    private async Task StoreAsync(MatchedRows batch, bool last, CancellationToken ct)
    {
        Import = await run.Writer.RunAsync(run.Viewer, Rights.Approve, async work =>
        {
            var import = Import ?? Begun(work);
            int? seen = Import is null ? null : import.Version;
            await new EnterpriseBatch(import, _counts, run.Industries).StoreAsync(work, batch, ct);
            import.Problems = JsonSerializer.Serialize(_counts, EnterpriseJson.Plain);
            import.Version++;
            if (last)
            {
                (import.Status, import.DoneAtUtc) = (EnterpriseImportStatus.Done, work.NowUtc);
            }
            await EnterpriseImportRow.StoreAsync(work.Sql, import, seen, ct);
            work.Audit(last ? "enterprise.import" : "enterprise.import-part", $"enterprise-import:{import.Id}", new
            {
                file = import.FileName, import.Sha256, sourceOn = import.SourceOn.ToString(), import.Rows, import.Stored, import.Merged, import.Updated, import.Refused,
            });
            return import;
        }, ct);
        await run.StoredAsync(Import, ct);
        batch.IsStored = true;
    }

    private EnterpriseImport Begun(WriteWork work) => new()
    {
        Id = ImportId, FileName = request.File.Name, Sha256 = request.File.Sha256, Bytes = request.File.Bytes, SourceOn = request.SourceOn, ActorId = run.Viewer.ActorId,
        AtUtc = work.NowUtc, Problems = "{}", Mapping = reading.Mapping.ToJson(),
    };
}
