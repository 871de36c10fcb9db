namespace Yinfeng.Analytics.Openings;

/// <summary>How often trades and cities have opened elsewhere so far, and where they went.</summary>
public sealed class OpeningCounts
{
    private readonly int _cities;

    public OpeningCounts(OpeningState state)
    {
        _cities = state.Cities.Count;
        (TradeGroups, TradeOpenings) = (new int[state.Trades.Count], new int[state.Trades.Count]);
        (HomeGroups, HomeOpenings, Arrivals) = (new int[_cities], new int[_cities], new int[_cities]);
        (Flows, ProvinceFlows) = (new int[_cities * _cities], new int[100 * _cities]);
        (TradeArrivals, TradeFirms) = (new int[state.Trades.Count * _cities], new int[state.Trades.Count * _cities]);
        for (var group = 0; group < state.Heads.Length; group++)
        {
            var (home, trade) = (state.Home(group), state.Trades.Of(group));
            TradeGroups[trade]++;
            HomeGroups[home]++;
            TradeFirms[(trade * _cities) + home]++;
            foreach (var site in state.SitesOf(group)[1..])
            {
                Openings++;
                TradeOpenings[trade]++;
                HomeOpenings[home]++;
                Arrivals[site.City]++;
                Flows[(home * _cities) + site.City]++;
                ProvinceFlows[(state.Cities.Province(home) * _cities) + site.City]++;
                TradeArrivals[(trade * _cities) + site.City]++;
            }
        }
        PerGroup = Openings / (double)Math.Max(1, state.Heads.Length);
    }

    /// <summary>Openings away from home, a city once per group.</summary>
    public int Openings { get; }
    public double PerGroup { get; }
    public int[] TradeGroups { get; }
    public int[] TradeOpenings { get; }
    public int[] HomeGroups { get; }
    public int[] HomeOpenings { get; }
    public int[] Arrivals { get; }

    /// <summary>From home to city, one home after the other.</summary>
    public int[] Flows { get; }

    /// <summary>From a province (two digits) to a city.</summary>
    public int[] ProvinceFlows { get; }
    public int[] TradeArrivals { get; }

    /// <summary>Groups of a trade at home in a city.</summary>
    public int[] TradeFirms { get; }
    public int Flow(int home, int city) => Flows[(home * _cities) + city];
    public int ProvinceFlow(int province, int city) => ProvinceFlows[(province * _cities) + city];
    public int TradeArrival(int trade, int city) => TradeArrivals[(trade * _cities) + city];
    public int TradeFirm(int trade, int city) => TradeFirms[(trade * _cities) + city];
}
