using Yinfeng.Analytics.Enterprises;

namespace Yinfeng.Analytics.Openings;

/// <summary>Everything that was known on a day about who has sites where: the groups, their sites, and what their trades and cities
/// have done so far. Nothing registered on that day or later is in it.</summary>
public sealed class OpeningState
{
    private readonly int[] _groupOfHead;
    private readonly int[] _siteStarts;
    private readonly Site[] _sites;

    public OpeningState(EnterpriseColumns companies, CityGrid cities, OpeningRules rules, int asOf)
    {
        (Companies, Cities, Rules, AsOf) = (companies, cities, rules, asOf);
        Groups = new SiteGroups(companies, rules, asOf);
        var sitesOfHead = new int[companies.Count];
        for (var row = 0; row < companies.Count; row++)
        {
            if (IsSite(row))
            {
                sitesOfHead[Groups.HeadOf(row)]++;
            }
        }
        Heads = [.. Enumerable.Range(0, companies.Count).Where(row => sitesOfHead[row] > 0)];
        _groupOfHead = new int[companies.Count];
        Array.Fill(_groupOfHead, -1);
        _siteStarts = new int[Heads.Length + 1];
        for (var group = 0; group < Heads.Length; group++)
        {
            _groupOfHead[Heads[group]] = group;
            _siteStarts[group + 1] = _siteStarts[group] + sitesOfHead[Heads[group]];
        }
        _sites = Place(_siteStarts[^1]);
        FirstPerCity();
        Trades = new TradeNumbers(companies, Heads, rules.LeastTradeFirms);
        Counts = new OpeningCounts(this);
    }

    public EnterpriseColumns Companies { get; }
    public CityGrid Cities { get; }
    public OpeningRules Rules { get; }

    /// <summary>yyyymmdd; the first day that is not known.</summary>
    public int AsOf { get; }
    public SiteGroups Groups { get; }

    /// <summary>The head company's row of each group.</summary>
    public int[] Heads { get; }
    public TradeNumbers Trades { get; }
    public OpeningCounts Counts { get; }

    /// <summary>The cities a group is in, the first one first, each with the day of its first site there.</summary>
    public ReadOnlySpan<Site> SitesOf(int group) => _sites.AsSpan(_siteStarts[group].._siteStarts[group + 1]);

    /// <summary>Where a group comes from.</summary>
    public int Home(int group) => _sites[_siteStarts[group]].City;

    /// <summary>The group with this head, or -1.</summary>
    public int GroupOf(int head) => head < 0 ? -1 : _groupOfHead[head];

    public bool IsIn(int group, int city) => Holds(SitesOf(group), city);

    private bool IsSite(int row) => Groups.HeadOf(row) >= 0 && Cities.Find(Companies.Adcode(row)) >= 0;

    private Site[] Place(int count)
    {
        var sites = new Site[count];
        var next = _siteStarts.AsSpan().ToArray();
        for (var row = 0; row < Companies.Count; row++)
        {
            if (IsSite(row))
            {
                sites[next[_groupOfHead[Groups.HeadOf(row)]]++] = new Site(Cities.Find(Companies.Adcode(row)), Companies.RegisteredOn(row));
            }
        }
        return sites;
    }

    /// <summary>Keeps of each group the first site in each city, in the order of time.</summary>
    /// <remarks>In place: what is kept is never longer than what was read.</remarks>
    private void FirstPerCity()
    {
        var kept = 0;
        for (var group = 0; group < Heads.Length; group++)
        {
            var sites = _sites.AsSpan(_siteStarts[group].._siteStarts[group + 1]);
            _siteStarts[group] = kept;
            sites.Sort((a, b) => a.Since != b.Since ? a.Since.CompareTo(b.Since) : a.City.CompareTo(b.City));
            var first = kept;
            foreach (var site in sites)
            {
                if (!Holds(_sites.AsSpan(first..kept), site.City))
                {
                    _sites[kept++] = site;
                }
            }
        }
        _siteStarts[^1] = kept;
    }

    private static bool Holds(ReadOnlySpan<Site> sites, int city)
    {
        foreach (var site in sites)
        {
            if (site.City == city)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>A group's first site in a city.</summary>
    /// <param name="Since">yyyymmdd.</param>
    public readonly record struct Site(int City, int Since);
}
