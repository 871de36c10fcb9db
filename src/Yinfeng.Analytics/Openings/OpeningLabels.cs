namespace Yinfeng.Analytics.Openings;

/// <summary>Which known groups opened in which cities where they were not yet, from the day of a state on.</summary>
public sealed class OpeningLabels
{
    private readonly HashSet<(int Group, int City)> _pairs;

    /// <param name="pairs">Each once, of groups that are not in the city yet.</param>
    public OpeningLabels(IEnumerable<(int Group, int City)> pairs)
    {
        _pairs = [.. pairs];
        All = [.. _pairs.Order()];
    }

    /// <summary>In the order of groups, then cities.</summary>
    public IReadOnlyList<(int Group, int City)> All { get; }
    public int Count => All.Count;
    public bool Has(int group, int city) => _pairs.Contains((group, city));

    /// <summary>What companies registered before <paramref name="until"/> (yyyymmdd) show.</summary>
    public static OpeningLabels Between(OpeningState state, int until)
    {
        var companies = state.Companies;
        var pairs = new List<(int Group, int City)>();
        for (var row = 0; row < companies.Count; row++)
        {
            if (companies.RegisteredOn(row) is var day && day >= state.AsOf && day < until
                && state.Cities.Find(companies.Adcode(row)) is var city and >= 0
                && state.GroupOf(state.Groups.HeadOfNew(companies.Name(row))) is var group and >= 0 && !state.IsIn(group, city))
            {
                pairs.Add((group, city));
            }
        }
        return new OpeningLabels(pairs);
    }
}
