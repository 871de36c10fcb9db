using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Policies;

/// <summary>Versions that were handed in, on the desks of those who may put them in force and of those who wait for it.</summary>
internal sealed class PolicyItems(PolicyVersions versions, UnitDirectory units) : IDeskSource
{
    public async Task<IReadOnlyList<DeskItem>> ItemsAsync(Viewer viewer, DateOnly today, CancellationToken ct)
    {
        if (!viewer.May(Rights.See))
        {
            return [];
        }
        var tree = await units.TodayAsync(ct);
        var items = new List<DeskItem>();
        foreach (var version in await versions.ListAsync(viewer, null, PolicyVersionState.Submitted, ct))
        {
            var (own, key) = (version.ProposedBy == viewer.ActorId, $"policy:{version.Id}");
            if (own)
            {
                items.Add(new(key, DeskPart.Waiting, null, $"您提交的政策版本在等审定：{version.Name}", version.Why ?? "", Href(version)));
            }
            else if (viewer.May(Rights.Approve) && DecidePolicy.Answers(viewer, tree, PolicyFile.RegionOf(version.Yaml)))
            {
                items.Add(new(key, DeskPart.Owed, null, $"政策版本待审定：{version.Name}", $"{version.Why}，{version.ProposedByName}提交", Href(version)));
            }
        }
        return items;
    }

    /// <summary>Those of the viewer's regions and of the regions above them.</summary>
    public async Task<IReadOnlyList<PendingMatter>> PendingAsync(Viewer viewer, long? projectId, CancellationToken ct)
    {
        if (projectId is not null || !viewer.May(Rights.See))
        {
            return [];
        }
        var tree = await units.TodayAsync(ct);
        return [.. (await versions.ListAsync(viewer, null, PolicyVersionState.Submitted, ct)).Select(v => (Version: v, Region: PolicyFile.RegionOf(v.Yaml)))
            .Where(x => tree.IsWithin(x.Region, viewer.UnitId) || (viewer.UnitId is { } unit && tree.IsWithin(unit, x.Region)))
            .Select(x => Matter(x.Version, x.Region, LiesAt(viewer, tree, x.Region)))];
    }

    private static PendingMatter Matter(PolicyVersion version, long region, long at)
    {
        var since = BusinessTime.DayOf(version.SavedAtUtc);
        return new(PendingKind.PolicyToApprove, version.Name, region, at, Rights.Approve, since, since, Href(version), null, NotBy: [version.ProposedBy]);
    }

    /// <summary>What comes from above lies with the viewer's own city, which may decide it; everything else with its region.</summary>
    private static long LiesAt(Viewer viewer, UnitTree tree, long region) =>
        viewer.UnitId is { } unit && tree.Upward(unit).FirstOrDefault(n => n.Id % 100 == 0) is { } city && tree.IsWithin(city.Id, region) ? city.Id : region;

    private static string Href(PolicyVersion version) => $"/policies/versions/{version.Id}";
}
