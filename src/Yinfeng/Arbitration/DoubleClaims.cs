using Yinfeng.Kernel;
using Yinfeng.Units;

namespace Yinfeng.Arbitration;

/// <summary>Two records of different units that look like one matter (重复申报), the smaller id first.</summary>
internal sealed record ClaimPair(Matter One, Matter Two, ClaimScore Likeness)
{
    public string Key => KeyOf(One.Id, Two.Id);

    /// <summary>The same whichever is named first.</summary>
    public static string KeyOf(MatterId a, MatterId b) => a.IsBefore(b) ? $"{a}|{b}" : $"{b}|{a}";
}

/// <summary>Finds double claims, among all records or for one. Reads memory only.</summary>
internal sealed class DoubleClaims(MatterIndex index, ArbitrationRules rules, TimeProvider clock)
{
    /// <summary>All pairs at or above the score that is shown, the strongest first.</summary>
    public async Task<IReadOnlyList<ClaimPair>> AllAsync(CancellationToken ct)
    {
        var set = await index.SetAsync(ct);
        return All(set, rules.On(BusinessTime.Today(clock)));
    }

    /// <summary>Pairs of some records; those that are gone have none.</summary>
    public async Task<IReadOnlyList<ClaimPair>> OfAsync(IReadOnlyCollection<MatterId> ids, CancellationToken ct)
    {
        var set = await index.SetAsync(ct);
        return Of(set, [.. ids.Select(set.Find).OfType<Matter>()], rules.On(BusinessTime.Today(clock)));
    }

    internal static IReadOnlyList<ClaimPair> All(MatterSet set, ArbitrationLimits limits) =>
        Ordered(set.Pairs((a, b) => Pair(a, b, limits.Weights) is var pair && IsShown(pair, limits) ? pair : null));

    internal static IReadOnlyList<ClaimPair> Of(MatterSet set, IReadOnlyList<Matter> matters, ArbitrationLimits limits) =>
        Ordered(matters.AsParallel().Where(m => !m.Closed).SelectMany(m => set.Near(m).Select(o => Pair(m, o, limits.Weights)))
            .Where(p => IsShown(p, limits)).AsEnumerable());

    private static bool IsShown(ClaimPair pair, ArbitrationLimits limits) => pair.Likeness.Score >= limits.HintScore && pair.Likeness.Explanation is null;

    private static IReadOnlyList<ClaimPair> Ordered(IEnumerable<ClaimPair> pairs) =>
        [.. pairs.DistinctBy(p => p.Key).OrderByDescending(p => p.Likeness.Score).ThenBy(p => p.Key, StringComparer.Ordinal)];

    internal static ClaimPair Pair(Matter a, Matter b, ClaimWeights weights)
    {
        var (one, two) = a.Id.IsBefore(b.Id) ? (a, b) : (b, a);
        return new ClaimPair(one, two, ClaimLikeness.Of(one, two, weights));
    }

    /// <summary>The unit that may decide between two: the nearest above both, and neither of them. Null when one of them is the whole tree.</summary>
    public static long? Above(UnitTree tree, long one, long two)
    {
        var (a, b) = (tree.Find(one)?.Id ?? one, tree.Find(two)?.Id ?? two);
        var path = tree.Upward(a).Select(n => n.Id).ToHashSet();
        var unit = tree.Upward(b).FirstOrDefault(n => path.Contains(n.Id));
        while (unit is not null && (unit.Id == a || unit.Id == b))
        {
            unit = unit.ParentId is { } parent ? tree.Find(parent) : null;
        }
        return unit?.Id;
    }
}
