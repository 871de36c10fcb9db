using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Units;

namespace Yinfeng.Assessment;

/// <summary>Who may run the assessment of a unit, and who may look.</summary>
internal sealed class AssessmentScope(UnitDirectory units)
{
    private const int LongestText = 500;

    public static readonly Unmet NotFound = new("assess.not-found", "", "没有这一条，或它不在您的权限范围内。请从“目标考核”进入。");

    /// <summary>The unit that assesses, if it stands in the person's part of the tree.</summary>
    /// <param name="unit">Code or name; null for the person's own.</param>
    public async Task<Decision<UnitNode>> OrganiserAsync(Viewer viewer, string? unit, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var found = string.IsNullOrWhiteSpace(unit) ? tree.Find(viewer.UnitId ?? UnitTree.NationId) is { } own ? [own] : []
            : UnitNames.Find(tree, unit, viewer.UnitId);
        return found is [var one] ? Decision<UnitNode>.Allow(one)
            : Decision<UnitNode>.Refuse("assess.unit", "unit", $"找不到唯一的单位“{unit}”，或它不在您的权限范围内。请填代码，如 371400。");
    }

    /// <summary>Whether the person stands at or above the unit that assesses.</summary>
    public async Task<bool> OverseesAsync(Viewer viewer, long organiserId, CancellationToken ct) =>
        (await units.TodayAsync(ct)).IsWithin(organiserId, viewer.UnitId);

    /// <summary>A text that must be there and not too long.</summary>
    public static string Needed(string? text, string field, string what, List<Unmet> unmet)
    {
        var trimmed = (text ?? "").Trim();
        if (trimmed.Length is 0 or > LongestText)
        {
            unmet.Add(new($"assess.{field}", field, trimmed.Length == 0 ? $"请填写{what}。" : $"{what}有 {trimmed.Length} 个字，最多 {LongestText} 个，请缩短。"));
        }
        return trimmed;
    }
}
