using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Projects;

namespace Yinfeng.Grants;

/// <summary>Other living grants of the same enterprise that a grant may not stand beside: the same award, or one for the same matter where
/// the policy says 就高不重复.</summary>
internal static class GrantRivals
{
    /// <param name="scope">Of whoever asks: a rival outside it is named by its unit only.</param>
    public static async Task<IEnumerable<Unmet>> OfAsync(Persistence.YinfengDb db, Grant grant, GrantScope scope, CancellationToken ct)
    {
        var others = await db.Set<Grant>().Where(g => g.BeneficiaryCode == grant.BeneficiaryCode && g.LiveKey != null && g.Id != grant.Id)
            .ToListAsync(ct);
        var key = Grant.KeyOf(grant.PolicyId, grant.Article, grant.BeneficiaryCode, grant.Year);
        var seen = others.Count == 0 ? [] : await scope.Seen(db).Where(g => g.BeneficiaryCode == grant.BeneficiaryCode).Select(g => g.Id)
            .ToListAsync(ct);
        return others.Where(o => o.LiveKey == key).Select(o => new Unmet("grant.twice", "code",
                $"同一企业的同一条款（{GrantTerms.Year(o.Year)}）已有一件兑现：{Named(o, scope, seen.Contains(o.Id))}。同一笔钱不重复申报、不重复兑现。"))
            .Concat(others.Where(o => o.LiveKey != key && Excludes(grant, o)).Select(o => new Unmet("grant.excluded", "code",
                $"同一内容（{grant.Subject}）就高不重复，这家企业已有：{Named(o, scope, seen.Contains(o.Id))}。要改报这一条，请先撤回那一件；已拨付的先办追回。")));
    }

    /// <summary>For the same matter, and at the same time: both of one year, or one of them once and for all.</summary>
    private static bool Excludes(Grant one, Grant other) =>
        one.Subject is { } subject && subject == other.Subject && (one.Year == other.Year || one.Year == 0 || other.Year == 0);

    private static string Named(Grant other, GrantScope scope, bool seen) => seen
        ? $"{other.PolicyName} {other.ClauseName}，{GrantTerms.Of(other.State)}，{Money.Show(other.ApprovedFen ?? other.AskedFen)}（编号 {other.Id}）"
        : $"由{UnitText.Name(other.OwnerUnitId, scope.Tree)}办理，不在您的权限范围内，请与它核对";
}
