using Yinfeng.Kernel;

namespace Yinfeng.Inspections;

/// <summary>Whether a draw still has the pools it was frozen with.</summary>
internal static class PoolGuard
{
    public static IEnumerable<Unmet> Faults(Draw draw, DrawFile file)
    {
        var hash = DrawHashes.Find(file.Hash)!.Value;
        if (DrawHashes.Hex(hash, DrawKernel.Canonical(file.Projects.Items)) != draw.ProjectPoolHash
            || file.Projects.Hash != draw.ProjectPoolHash)
        {
            yield return new("draw.pool-changed", "", "项目池与冻结时的摘要不符：冻结以后有人改过。这次抽取不能继续，请取消，查明原因后重新冻结。");
        }
        if (DrawHashes.Hex(hash, DrawKernel.Canonical(file.Inspectors.Items)) != draw.InspectorPoolHash
            || file.Inspectors.Hash != draw.InspectorPoolHash)
        {
            yield return new("draw.pool-changed", "", "督查员池与冻结时的摘要不符：冻结以后有人改过。这次抽取不能继续，请取消，查明原因后重新冻结。");
        }
    }
}
