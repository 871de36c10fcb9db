using Yinfeng.Access;
using Yinfeng.Persistence;

namespace Yinfeng.Units;

/// <summary>Puts the nation and every region of GB/T 2260 into an empty store, once.</summary>
/// <remarks>The regions hold from the founding of the republic: the product keeps no history before its own, and a ledger of
/// 2012 must find the counties that are known. What the office changes later is dated.</remarks>
internal sealed class SeedRegions(Database database, Writer writer) : IStartTask
{
    public static readonly DateOnly ValidFrom = new(1949, 10, 1);
    private static readonly Statement Nation = new($"SELECT id FROM unit WHERE id = {UnitTree.NationId}");
    private static readonly Viewer System = Viewer.Product("seed", "系统");

    public async Task RunAsync(CancellationToken ct)
    {
        await using (var sql = await database.BorrowAsync(ct))
        {
            if (await sql.FirstAsync(Nation, _ => true, ct))
            {
                return;
            }
        }
        await writer.RunAsync(System, Rights.None, async work =>
        {
            var regions = RegionTable.Read().Prepend(new Region(UnitTree.NationId, UnitKind.Nation, "100000", "全国", null, 0)).ToList();
            await UnitRows.InsertAsync(work.Sql, regions.Select(r => (new Unit { Id = r.Id, Kind = r.Kind }, new UnitVersion
            {
                UnitId = r.Id, ValidFrom = ValidFrom, Code = r.Code, Name = r.Name, ShortName = r.ShortName,
                ParentId = r.ParentId == 0 ? null : r.ParentId,
            })), ct);
            work.Changes.Units = true;
            work.Audit("unit.seed", "", new { file = "gbt2260-2023.csv", units = regions.Count, validFrom = ValidFrom });
            return regions.Count;
        }, ct);
    }
}
