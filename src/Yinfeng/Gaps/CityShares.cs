namespace Yinfeng.Gaps;

/// <summary>Which part of a city's companies stands on each node, and its mean over cities: what a city of the usual composition has.</summary>
/// <remarks>The base is an uneven sample of cities, so counts are never compared across cities, only shares within each. Each city of
/// enough companies weighs the same.</remarks>
internal sealed class CityShares
{
    private readonly Dictionary<int, int> _firms = [];
    private readonly Dictionary<string, double> _mean = new(StringComparer.Ordinal);
    private readonly int _until;

    /// <param name="until">yyyymmdd; <see cref="int.MaxValue"/> for all.</param>
    public CityShares(ChainMembers members, GapRules rules, int until)
    {
        _until = until;
        var companies = members.Companies;
        for (var row = 0; row < companies.Count; row++)
        {
            if (members.Kinds[row] == FirmKind.Firm && Exists(companies.RegisteredOn(row)) && companies.Adcode(row) is > 0 and var city)
            {
                System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_firms, city, out _)++;
            }
        }
        var large = _firms.Where(c => c.Value >= rules.LeastCityFirms).ToDictionary();
        Cities = large.Count;
        foreach (var node in members.Chain.Nodes)
        {
            var share = 0.0;
            foreach (var member in members.Of(node.Id).All)
            {
                if (member.IsSure && Exists(companies.RegisteredOn(member.Row)) && large.TryGetValue(companies.Adcode(member.Row), out var firms))
                {
                    share += 1.0 / firms;
                }
            }
            _mean[node.Id] = large.Count == 0 ? 0 : share / large.Count;
        }
    }

    /// <summary>How many cities the mean is of.</summary>
    public int Cities { get; }

    /// <summary>Mean share of a node, 0 to 1.</summary>
    public double Mean(string node) => _mean[node];

    /// <summary>Whether a company of this day (yyyymmdd, 0 unknown) is known already.</summary>
    public bool Exists(int registeredOn) => _until == int.MaxValue || (registeredOn > 0 && registeredOn < _until);
}
