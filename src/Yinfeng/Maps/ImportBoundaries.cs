using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Maps;

/// <summary>What a file of boundaries led to.</summary>
public sealed record BoundaryImport(string File, string Sha256, int Added, int Replaced);

/// <summary>Takes in boundaries: all of a file or none. A region that has one gets the new one.</summary>
internal sealed class ImportBoundaries(Writer writer, UnitDirectory units)
{
    public async Task<Decision<BoundaryImport>> RunAsync(Viewer viewer, string fileName, byte[] file, CancellationToken ct)
    {
        var read = BoundaryFile.Read(file, await units.TodayAsync(ct));
        if (read.Value is not { } lands)
        {
            return Decision<BoundaryImport>.Refuse(read.Unmet);
        }
        var (name, sha256) = (Path.GetFileName(fileName), Convert.ToHexStringLower(SHA256.HashData(file)));
        return await writer.RunAsync(viewer, Rights.ManageSystem, async work =>
        {
            var ids = lands.Select(l => l.RegionId).ToList();
            var known = await work.Db.Set<Boundary>().Where(b => ids.Contains(b.RegionId)).ToDictionaryAsync(b => b.RegionId, ct);
            foreach (var land in lands)
            {
                var rings = BoundaryText.Write(land.Rings);
                if (known.TryGetValue(land.RegionId, out var boundary))
                {
                    (boundary.Rings, boundary.FileName, boundary.Sha256, boundary.ActorId, boundary.AtUtc) = (rings, name, sha256, viewer.ActorId, work.NowUtc);
                }
                else
                {
                    work.Db.Add(new Boundary { RegionId = land.RegionId, Rings = rings, FileName = name, Sha256 = sha256, ActorId = viewer.ActorId, AtUtc = work.NowUtc });
                }
            }
            work.Audit("boundaries.import", "boundaries", new { file = name, sha256, regions = ids.Order(), replaced = known.Count });
            return Decision<BoundaryImport>.Allow(new BoundaryImport(name, sha256, lands.Count - known.Count, known.Count));
        }, ct);
    }
}
