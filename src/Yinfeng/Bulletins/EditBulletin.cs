using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Bulletins;

/// <summary>Keeps what a person wrote into a draft by hand.</summary>
internal sealed class EditBulletin(Writer writer, UnitDirectory units)
{
    private const int LongestText = 20_000;

    /// <param name="seenVersion">Version that was on the screen; 0 for a draft nobody edited yet.</param>
    public async Task<Decision<Bulletin>> RunAsync(Viewer viewer, YearMonth period, string unit, BulletinEdits edits, int seenVersion, CancellationToken ct)
    {
        var tree = await units.OnAsync(period.LastDay, ct);
        if (tree.FindByCode(unit) is not { } node || !tree.IsWithin(node.Id, viewer.UnitId))
        {
            return Decision<Bulletin>.Refuse("bulletin.unit", "unit", $"没有代码为“{unit}”的单位，或它不在您的权限范围内。");
        }
        if (edits.ToJson().Length > LongestText)
        {
            return Decision<Bulletin>.Refuse("bulletin.long", "remarks", $"手工补充的文字超过 {LongestText} 字，请删减。");
        }
        return await writer.RunAsync(viewer, Rights.Publish, async work =>
        {
            var bulletin = await work.Db.Set<Bulletin>().FirstOrDefaultAsync(b => b.UnitId == node.Id && b.Period == period, ct);
            if (bulletin?.Number is { } number)
            {
                return Decision<Bulletin>.Refuse("bulletin.issued", "", $"这期通报已印发（{number}），不能再改。有错请作为更正记入下一期通报。");
            }
            if ((bulletin?.Version ?? 0) != seenVersion)
            {
                return Decision<Bulletin>.Refuse("bulletin.stale", "", $"{bulletin?.EditedBy ?? "别人"}刚刚改过这份草稿。请核对后再保存一次。");
            }
            if (bulletin is null)
            {
                bulletin = new Bulletin { Id = Ids.Next(), UnitId = node.Id, Period = period, EditedBy = viewer.Name };
                work.Db.Add(bulletin);
            }
            var before = BulletinEdits.FromJson(bulletin.Edits);
            (bulletin.Edits, bulletin.EditedBy, bulletin.EditedAtUtc) = (edits.ToJson(), viewer.Name, work.NowUtc);
            bulletin.Version++;
            work.Audit("bulletin.edit", $"bulletin:{bulletin.Id}", new { unit, period = period.ToString(), before, after = edits });
            return Decision<Bulletin>.Allow(bulletin);
        }, ct);
    }
}
