using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Industries;
using Yinfeng.Persistence;

namespace Yinfeng.Enterprises;

/// <summary>One pass over one file, batch after batch.</summary>
internal sealed class EnterprisePass(Writer writer, EnterpriseBase companies, RegistryPlaces places, DateOnly today, Viewer viewer,
    EnterpriseImportRequest request, EnterpriseImport? known, Action<EnterpriseImport>? progress, IndustryJudge industries)
{
    internal const int BatchRows = 32_768;
    private readonly Dictionary<string, int> _counts = known is null ? [] : JsonSerializer.Deserialize<Dictionary<string, int>>(known.Problems)!;
    private RegistryMapping? _mapping;

    public EnterpriseImport? Import { get; private set; } = known;

    public async Task RunAsync(CancellationToken ct)
    {
        var skip = Import?.Rows ?? 0;
        var batch = new List<RegistryRow>(BatchRows + 4096);
        await foreach (var rows in ReadAsync(batch, ct))
        {
            var from = Math.Min(skip, rows.Count);
            skip -= from;
            batch.AddRange(rows.Skip(from));
            if (batch.Count >= BatchRows)
            {
                await StoreAsync(batch, last: false, ct);
                batch.Clear();
            }
        }
        await StoreAsync(batch, last: true, ct);
    }

    /// <summary>What can be read of the file; where it breaks off, what came before is stored first.</summary>
    private async IAsyncEnumerable<List<RegistryRow>> ReadAsync(List<RegistryRow> batch, [EnumeratorCancellation] CancellationToken ct)
    {
        using var rows = request.File.Read(Check).GetEnumerator();
        while (true)
        {
            RegistryRefusedException? broken = null;
            try
            {
                if (!rows.MoveNext())
                {
                    yield break;
                }
            }
            catch (RegistryRefusedException e) when (_mapping is not null)
            {
                broken = e;
            }
            if (broken is not null)
            {
                await StoreAsync(batch, last: false, ct);
                throw broken;
            }
            yield return rows.Current;
        }
    }

    private RegistryCheck Check(IReadOnlyList<string> heads)
    {
        var mapping = RegistryMapping.Of(heads, request.Columns);
        _mapping = mapping.Allowed ? mapping.Value! : throw new RegistryRefusedException(mapping.Unmet[0].Code, mapping.Unmet[0].Message);
        return new RegistryCheck(_mapping, places, today);
    }

    private async Task StoreAsync(List<RegistryRow> rows, bool last, CancellationToken ct)
    {
        var held = await companies.NowAsync(ct);
        Import = await writer.RunAsync(viewer, Rights.Approve, async work =>
        {
            var import = await TrackedAsync(work, ct);
            var kept = Math.Min(EnterpriseProblem.MostKept, await work.Db.Set<EnterpriseProblem>().CountAsync(p => p.ImportId == import.Id, ct));
            await new EnterpriseBatch(held, import, _counts, kept, industries).StoreAsync(work, rows, ct);
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
            FileName = request.File.Name, Sha256 = request.File.Sha256, Bytes = request.File.Bytes, SourceOn = request.SourceOn, ActorId = viewer.ActorId,
            AtUtc = work.NowUtc, Problems = "{}", Mapping = _mapping!.ToJson(),
        };
        work.Db.Add(import);
        return import;
    }
}
