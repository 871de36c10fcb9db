using Yinfeng.Analytics.Enterprises;

namespace Yinfeng.Gaps;

/// <summary>The companies on one node, and which of them are in a city. Unchanged nodes stay the same object when the base changes.</summary>
internal sealed class NodeMembers
{
    private readonly NodeMember[] _all;
    private readonly int[] _cities;
    private readonly int[] _byCity;

    /// <param name="all">By row.</param>
    public NodeMembers(EnterpriseColumns companies, NodeMember[] all)
    {
        _all = all;
        _cities = Array.ConvertAll(all, m => companies.Adcode(m.Row));
        _byCity = new int[all.Length];
        for (var i = 0; i < all.Length; i++)
        {
            _byCity[i] = i;
        }
        Array.Sort(_cities, _byCity);
    }

    /// <summary>By row.</summary>
    public IReadOnlyList<NodeMember> All => _all;

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
        if (now.Length == 0 && !changed.Any(Holds))
        {
            return this; // Nearly always: a company stands on a node or two of hundreds.
        }
        return new NodeMembers(companies, [.. _all.Where(m => !changed.Contains(m.Row)).Concat(now).OrderBy(m => m.Row)]);
    }

    private bool Holds(int row) => _all.AsSpan().BinarySearch(new ByRow(row)) >= 0;

    private readonly record struct ByRow(int Row) : IComparable<NodeMember>
    {
        public int CompareTo(NodeMember other) => Row.CompareTo(other.Row);
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
