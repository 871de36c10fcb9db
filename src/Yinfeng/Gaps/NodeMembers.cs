using Yinfeng.Analytics.Enterprises;

namespace Yinfeng.Gaps;

/// <summary>The companies on one node, and which of them are in a city. Unchanged nodes stay the same object when the base changes.</summary>
internal sealed class NodeMembers
{
    private readonly int[] _cities;
    private readonly int[] _byCity;

    /// <param name="all">By row.</param>
    public NodeMembers(EnterpriseColumns companies, NodeMember[] all)
    {
        All = all;
        _cities = Array.ConvertAll(all, m => companies.Adcode(m.Row));
        _byCity = new int[all.Length];
        for (var i = 0; i < all.Length; i++)
        {
            _byCity[i] = i;
        }
        Array.Sort(_cities, _byCity);
    }

    /// <summary>By row.</summary>
    public IReadOnlyList<NodeMember> All { get; }

    /// <summary>By row.</summary>
    public IEnumerable<NodeMember> InCity(int adcode)
    {
        var (from, until) = (FirstNotBelow(adcode), FirstNotBelow(adcode + 1));
        return _byCity[from..until].Order().Select(i => All[i]);
    }

    /// <param name="changed">Rows that were judged anew.</param>
    /// <param name="now">Those of them that stand on the node.</param>
    public NodeMembers With(EnterpriseColumns companies, IReadOnlySet<int> changed, NodeMember[] now)
    {
        var kept = All.Where(m => !changed.Contains(m.Row)).ToList();
        return kept.Count == All.Count && now.Length == 0 ? this : new NodeMembers(companies, [.. kept.Concat(now).OrderBy(m => m.Row)]);
    }

    private int FirstNotBelow(int adcode)
    {
        var (low, high) = (0, _cities.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _cities[middle] < adcode ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}
