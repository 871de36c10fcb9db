namespace Yinfeng.Analytics.Openings;

/// <summary>What a family of features speaks of; leaving one out shows what it is worth.</summary>
public enum FeatureFamily { Base, Size, Sites, Distance, Flow, Trade, Name }

/// <summary>What is known of a group and a city before the day: the numbers that its chance to open there is computed from.</summary>
/// <remarks>In four parts, so that millions of groups are scored by adding: what depends on the group alone, on its home and the
/// city, on its trade and the city, and, for groups with several sites, on those and the city.</remarks>
public static class OpeningFeatures
{
    private const int RecentYears = 5;
    private const int Year = 10_000;

    // Added to counts before shares are taken, so that few openings do not look like certainty.
    private const double PriorGroups = 3;
    private const double PriorHomeGroups = 20;

    private static readonly (string Name, FeatureFamily Family)[] Group =
    [
        ("constant", FeatureFamily.Base), ("capital", FeatureFamily.Size), ("capital unknown", FeatureFamily.Size), ("capital squared", FeatureFamily.Size),
        ("cities", FeatureFamily.Sites), ("in several cities", FeatureFamily.Sites),
        ("opened lately", FeatureFamily.Sites), ("trade opens elsewhere", FeatureFamily.Trade), ("home opens elsewhere", FeatureFamily.Flow),
        ("集团", FeatureFamily.Name), ("股份", FeatureFamily.Name), ("中…", FeatureFamily.Name), ("brackets", FeatureFamily.Name), ("home is a capital", FeatureFamily.Distance),
    ];

    private static readonly (string Name, FeatureFamily Family)[] Pair =
    [
        ("same province", FeatureFamily.Distance), ("distance", FeatureFamily.Distance), ("capital of the province", FeatureFamily.Distance),
        ("flow from home", FeatureFamily.Flow), ("flow from home's province", FeatureFamily.Flow),
    ];

    private static readonly (string Name, FeatureFamily Family)[] TradePart =
        [("trade arrived before", FeatureFamily.Trade), ("trade at home there", FeatureFamily.Trade)];

    private static readonly (string Name, FeatureFamily Family)[] SitesPart =
        [("nearest site", FeatureFamily.Sites), ("site in the province", FeatureFamily.Sites), ("sites in the province", FeatureFamily.Sites)];

    public static int GroupCount => Group.Length;
    public static int PairCount => Pair.Length;
    public static int TradeCount => TradePart.Length;
    public static int SitesCount => SitesPart.Length;

    /// <summary>All features in the order of the weights: group, pair, trade, sites.</summary>
    public static IReadOnlyList<(string Name, FeatureFamily Family)> All { get; } = [.. Group, .. Pair, .. TradePart, .. SitesPart];

    /// <summary>Every feature of a group and a city: the plain form of the four parts.</summary>
    public static void Fill(OpeningState state, int group, int city, Span<double> features)
    {
        FillGroup(state, group, features[..GroupCount]);
        FillPair(state, state.Home(group), city, features.Slice(GroupCount, PairCount));
        FillTrade(state, state.Trades.Of(group), city, features.Slice(GroupCount + PairCount, TradeCount));
        FillSites(state, group, city, features[(GroupCount + PairCount + TradeCount)..]);
    }

    public static void FillGroup(OpeningState state, int group, Span<double> features)
    {
        var (head, counts) = (state.Heads[group], state.Counts);
        var sites = state.SitesOf(group);
        var name = state.Companies.Name(head);
        var (trade, home) = (state.Trades.Of(group), state.Home(group));
        var capital = LogCapital(state, head);
        var recent = 0;
        foreach (var site in sites[1..])
        {
            recent += site.Since >= state.AsOf - (RecentYears * Year) ? 1 : 0;
        }
        features[0] = 1;
        features[1] = capital;
        features[2] = capital == 0 ? 1 : 0;
        features[3] = capital * capital / 10;
        features[4] = Math.Log(sites.Length);
        features[5] = sites.Length > 1 ? 1 : 0;
        features[6] = Math.Log(1 + recent);
        features[7] = Math.Log((counts.TradeOpenings[trade] + (PriorGroups * Some(counts))) / (counts.TradeGroups[trade] + PriorGroups));
        features[8] = Math.Log((counts.HomeOpenings[home] + (PriorGroups * Some(counts))) / (counts.HomeGroups[home] + PriorGroups));
        features[9] = name.Contains("集团", StringComparison.Ordinal) ? 1 : 0;
        features[10] = name.Contains("股份", StringComparison.Ordinal) ? 1 : 0;
        features[11] = name[0] == '中' ? 1 : 0;
        features[12] = name.Contains('（') ? 1 : 0;
        features[13] = state.Cities.IsCapital(home) ? 1 : 0;
    }

    public static void FillPair(OpeningState state, int home, int city, Span<double> features)
    {
        var (cities, counts) = (state.Cities, state.Counts);
        var sameProvince = cities.Province(home) == cities.Province(city);
        features[0] = sameProvince ? 1 : 0;
        features[1] = LogKilometres(cities.Kilometres(home, city));
        features[2] = sameProvince && cities.IsCapital(home) ? 1 : 0;
        var expected = Math.Max(0.02, counts.HomeOpenings[home] * (double)counts.Arrivals[city] / Math.Max(1, counts.Openings));
        features[3] = Math.Log((counts.Flow(home, city) + (expected / 2)) / (counts.HomeGroups[home] + PriorHomeGroups));
        features[4] = Math.Log(1 + counts.ProvinceFlow(cities.Province(home), city));
    }

    public static void FillTrade(OpeningState state, int trade, int city, Span<double> features)
    {
        features[0] = Math.Log(0.3 + state.Counts.TradeArrival(trade, city));
        features[1] = Math.Log(1 + state.Counts.TradeFirm(trade, city));
    }

    /// <summary>All zero for a group with one site.</summary>
    public static void FillSites(OpeningState state, int group, int city, Span<double> features)
    {
        var sites = state.SitesOf(group);
        var (nearest, inProvince) = (double.MaxValue, 0);
        foreach (var site in sites)
        {
            nearest = Math.Min(nearest, state.Cities.Kilometres(site.City, city));
        }
        foreach (var site in sites[1..])
        {
            inProvince += state.Cities.Province(site.City) == state.Cities.Province(city) ? 1 : 0;
        }
        features[0] = LogKilometres(nearest) - LogKilometres(state.Cities.Kilometres(sites[0].City, city));
        features[1] = inProvince > 0 ? 1 : 0;
        features[2] = Math.Log(1 + inProvince);
    }

    private static double Some(OpeningCounts counts) => Math.Max(1e-6, counts.PerGroup);

    private static double LogKilometres(double kilometres) => Math.Log(30 + kilometres);

    // In ten thousands of whatever currency: the order of size is what matters. A doubtful amount says nothing.
    private static double LogCapital(OpeningState state, int head)
    {
        const double centsPerWan = 1_000_000, most = 1_000_000;
        var doubtful = (state.Companies.Flags(head) & Enterprises.EnterpriseFlags.CapitalDoubtful) != 0;
        return doubtful ? 0 : Math.Log(1 + Math.Clamp(state.Companies.CapitalCents(head) / centsPerWan, 0, most));
    }
}
