using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Chains;

/// <summary>Chief, office and plan of a chain as typed.</summary>
/// <param name="FileName">Of the plan's document; null keeps the document of the day before.</param>
public sealed record ChainChargeFacts(DateOnly? From, string? Chief, string? Office, string? Plan, string? FileName = null, Stream? File = null);

/// <summary>Says who answers for a chain in an office from a day on, and by which plan. What was said before stays for the days before.</summary>
internal sealed class SetChainCharge(Writer writer, UnitDirectory units, ChainShelf shelf, EvidenceFiles files, TimeProvider clock)
{
    private const int LongestPlan = 50_000;

    public async Task<Decision> RunAsync(Viewer viewer, long unit, string chain, ChainChargeFacts facts, CancellationToken ct)
    {
        var unmet = Shape(facts).ToList();
        if (!(await units.TodayAsync(ct)).IsWithin(unit, viewer.UnitId))
        {
            unmet.Add(new("chain.unit", "unit", "这个单位不在您的权限范围内。"));
        }
        if (await shelf.FindAsync(viewer, chain, unit, BusinessTime.Today(clock), ct) is null)
        {
            unmet.Add(new("chain.unknown", "chain", $"没有代号为“{chain}”的产业链。"));
        }
        StoredFile? stored = null;
        if (unmet.Count == 0 && viewer.May(Rights.Approve) && facts is { File: { } file, FileName: { Length: > 0 } name })
        {
            var taken = await files.TakeAsync(file, name, ct);
            (stored, unmet) = (taken.Value, [.. taken.Unmet]);
        }
        return unmet.Count > 0 ? Decision.Refuse(unmet) : await writer.RunAsync(viewer, Rights.Approve, work => StoreAsync(work,
            unit, chain, facts, stored, ct), ct);
    }

    private static IEnumerable<Unmet> Shape(ChainChargeFacts facts)
    {
        if (facts.From is null)
        {
            yield return new("chain-charge.from", "from", "请写明从哪一天起，写成 2026-01-01。");
        }
        if (string.IsNullOrWhiteSpace(facts.Chief) || facts.Chief.Trim().Length > ChainMapping.LongestName)
        {
            yield return new("chain-charge.chief", "chief", $"请写链长的姓名和职务，不超过 {ChainMapping.LongestName} 个字。");
        }
        if (string.IsNullOrWhiteSpace(facts.Office) || facts.Office.Trim().Length > ChainMapping.LongestName)
        {
            yield return new("chain-charge.office", "office", $"请写链长办公室设在哪个单位，不超过 {ChainMapping.LongestName} 个字。");
        }
        if (facts.Plan?.Length > LongestPlan)
        {
            yield return new("chain-charge.plan", "plan", $"方案有 {facts.Plan.Length} 个字，最多 {LongestPlan} 个。请写要点，全文作为附件。");
        }
        if (facts.FileName?.Length > 200)
        {
            yield return new("chain-charge.file", "file", "文件名太长，请改短再上传。");
        }
    }

    private static async Task<Decision> StoreAsync(WriteWork work, long unit, string chain, ChainChargeFacts facts,
        StoredFile? stored, CancellationToken ct)
    {
        await Writer.TakeTurnAsync(work, ct);
        var from = facts.From!.Value;
        var known = await work.Db.Set<ChainCharge>().Where(c => c.UnitId == unit && c.ChainId == chain && c.From <= from).ToListAsync(ct);
        var last = known.MaxBy(c => c.From);
        if (last?.From == from)
        {
            work.Db.Remove(last); // Said anew for the same day; the log keeps what was said first.
            await work.Db.SaveChangesAsync(ct);
        }
        var charge = new ChainCharge
        {
            ChainId = chain, UnitId = unit, From = from, Chief = facts.Chief!.Trim(), Office = facts.Office!.Trim(),
            Plan = string.IsNullOrWhiteSpace(facts.Plan) ? null : facts.Plan.Trim().ReplaceLineEndings("\n"),
            FileSha256 = stored?.Sha256 ?? last?.FileSha256, FileName = stored is null ? last?.FileName : facts.FileName,
            SavedBy = work.Viewer.Name, SavedAtUtc = work.NowUtc,
        };
        work.Db.Add(charge);
        work.Audit("chain-charge.set", $"chain:{chain}", new
        {
            unit, from, before = last is null ? null : new { last.From, last.Chief, last.Office },
            after = new { charge.Chief, charge.Office, charge.FileName }
        });
        return Decision.Allow;
    }
}
