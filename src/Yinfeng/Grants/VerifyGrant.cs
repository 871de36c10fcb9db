using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Grants;

/// <summary>Verifies a grant (核实): every fact of the clause against a file, by somebody who did not apply.</summary>
internal sealed class VerifyGrant(OpenGrants grants)
{
    /// <param name="checkedAgainst">File by name of the fact.</param>
    public Task<Decision> RunAsync(Viewer viewer, long id, int? version, IReadOnlyDictionary<string, long> checkedAgainst, string? remark,
        CancellationToken ct) =>
        grants.ChangeAsync(viewer, Rights.Verify, id, [GrantState.Submitted], version, async opened =>
        {
            var (grant, unmet) = (opened.Grant, new List<Unmet>());
            if (grant.AppliedBy == opened.Actor)
            {
                unmet.Add(new("grant.verify.own", "", "自己申报的不能自己核实。请由另一个人核实。"));
            }
            var facts = await opened.Db.Set<GrantFact>().Where(f => f.GrantId == id).OrderBy(f => f.Position).ToListAsync(ct);
            var files = await opened.Db.Set<GrantFile>().Where(f => f.GrantId == id).Select(f => f.Id).ToListAsync(ct);
            foreach (var fact in facts)
            {
                if (!checkedAgainst.TryGetValue(fact.Name, out var file) || !files.Contains(file))
                {
                    unmet.Add(new("grant.fact-unproved", $"fact.{fact.Position}",
                        $"“{fact.Name}：{fact.Value}”还没有对上佐证。请选一份能证明它的文件；没有就先请申报人上传，对不上就退回。"));
                }
                fact.FileId = file;
            }
            if (remark?.Length > GrantTerms.MostReason)
            {
                unmet.Add(new("grant.remark", "remark", $"核实说明不超过 {GrantTerms.MostReason} 字。"));
            }
            if (unmet.Count > 0)
            {
                return Decision.Refuse(unmet);
            }
            (grant.State, grant.VerifiedBy) = (GrantState.Verified, opened.Actor);
            opened.Note(GrantAct.Verified, null, string.IsNullOrWhiteSpace(remark) ? null : remark.Trim(),
                facts.ToDictionary(f => f.Name, f => f.FileId));
            return Decision.Allow;
        }, ct);
}
