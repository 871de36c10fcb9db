using Yinfeng.Rules;

namespace Yinfeng.Targets;

/// <summary>Whether the targets of a unit's children cover its own (目标分解).</summary>
/// <param name="Parent">The unit's own target; null when it has none.</param>
/// <param name="Children">Sum of the children's; for a rate the lowest of them. Null when no child has one.</param>
/// <param name="With">Children that have a target.</param>
/// <param name="Of">All children.</param>
/// <param name="Short">What is missing to cover the parent; 0 when it is covered or more; null when there is nothing to compare.</param>
public sealed record CascadeLine(string Indicator, TargetLevel Level, long? Parent, long? Children, int With, int Of, long? Short)
{
    public bool? Covered => Short is { } missing ? missing == 0 : null;
}

/// <summary>Adds up children's targets. Rates do not add up: the parent is covered when no child is set a lower one.</summary>
public static class CascadeCheck
{
    /// <param name="parent">Own target, scaled as <see cref="Target.Value"/>.</param>
    /// <param name="children">One entry per child, null where it has no target.</param>
    public static CascadeLine Of(Indicator indicator, TargetLevel level, long? parent, IReadOnlyCollection<long?> children)
    {
        var set = children.OfType<long>().ToList();
        long? together = set.Count == 0 ? null : indicator.Unit == IndicatorUnit.Rate ? set.Min() : set.Sum();
        long? missing = parent is { } wanted && children.Count > 0 ? Math.Max(0, wanted - (together ?? 0)) : null;
        return new(indicator.Code, level, parent, together, set.Count, children.Count, missing);
    }
}
