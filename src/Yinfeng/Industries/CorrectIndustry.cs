using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Enterprises;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Industries;

/// <summary>Stores the industry that a person says a company has, and takes it back.</summary>
internal sealed class CorrectIndustry(Writer writer, IndustryJudge judge, EnterpriseBase companies, Database database)
{
    private const int LongestName = 200, LongestScope = 20_000;

    /// <summary>The same for a company of the base.</summary>
    public async Task<Decision<long>> RunAsync(Viewer viewer, long companyId, string? division, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        return await db.Set<Enterprise>().Where(e => e.Id == companyId).Select(e => e.Name).FirstOrDefaultAsync(ct) is not { } name
            ? Decision<long>.Refuse("industry.company", "", "企业库里没有这家企业。")
            : await RunAsync(viewer, name, await StoredScopes.OfAsync(db, companyId, ct), division, ct);
    }

    /// <param name="division">Two digits of GB/T 4754, or a longer code of it.</param>
    /// <returns>The id of the correction.</returns>
    public async Task<Decision<long>> RunAsync(Viewer viewer, string? name, string? scope, string? division, CancellationToken ct)
    {
        var (company, text, code) = ((name ?? "").Trim(), (scope ?? "").Trim(), (division ?? "").Trim().TrimStart([.. "ABCDEFGHIJKLMNOPQRST"]));
        var unmet = new List<Unmet>();
        if (company.Length is < 2 or > LongestName)
        {
            unmet.Add(new("industry.name", "name", $"企业名称要有 2 到 {LongestName} 个字。"));
        }
        if (text.Length > LongestScope)
        {
            unmet.Add(new("industry.scope", "scope", $"经营范围太长（{text.Length:N0} 个字），最多 {LongestScope:N0} 个字。"));
        }
        var known = code.Length >= 2 && int.TryParse(code[..2], out var two) && judge.Titles.ContainsKey(two) ? two : 0;
        if (known == 0)
        {
            unmet.Add(new("industry.division", "division", $"没有行业大类“{division}”。请写 GB/T 4754 的两位代码，如 39。"));
        }
        if (unmet.Count > 0)
        {
            return Decision<long>.Refuse(unmet);
        }
        var held = await companies.NowAsync(ct);
        var bearers = held.WithName(company).Select(held.Id).ToList();
        return await writer.RunAsync(viewer, Rights.Report, async work =>
        {
            foreach (var old in await work.Db.Set<IndustryCorrection>().Where(c => c.Name == company && c.UndoneAtUtc == null).ToListAsync(ct))
            {
                (old.UndoneBy, old.UndoneAtUtc) = (viewer.ActorId, work.NowUtc); // The newer word replaces the older.
            }
            var was = judge.Decide(company, text);
            var correction = new IndustryCorrection
            {
                Name = company, Scope = text, Division = known, Was = was, ActorId = viewer.ActorId, AtUtc = work.NowUtc,
            };
            work.Db.Add(correction);
            work.Audit("industry.correct", $"industry:{correction.Id}", new { name = company, division = known, was });
            work.Changes.Industries = true;
            await work.Db.Set<Enterprise>().Where(e => bearers.Contains(e.Id)).ExecuteUpdateAsync(set => set.SetProperty(e => e.Division, known), ct);
            work.Changes.EnterpriseIds.UnionWith(bearers);
            return Decision<long>.Allow(correction.Id);
        }, ct);
    }

    public async Task<Decision> UndoAsync(Viewer viewer, long id, CancellationToken ct) => await writer.RunAsync(viewer, Rights.Report, async work =>
    {
        var correction = await work.Db.Set<IndustryCorrection>().FirstOrDefaultAsync(c => c.Id == id && c.UndoneAtUtc == null, ct);
        if (correction is null)
        {
            return Decision.Refuse("industry.not-found", "", "没有这条改正，或已经撤销。");
        }
        (correction.UndoneBy, correction.UndoneAtUtc) = (viewer.ActorId, work.NowUtc);
        work.Audit("industry.undo", $"industry:{id}", new { name = correction.Name, division = correction.Division });
        work.Changes.Industries = true;
        return Decision.Allow;
    }, ct);
}
