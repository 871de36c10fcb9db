namespace Yinfeng.Analytics.Openings;

/// <summary>How likely a group opens in a city within the horizon, learnt from the openings of the years before a day.</summary>
/// <param name="Weights">One per feature of <see cref="OpeningFeatures.All"/>: the change of the log of the odds.</param>
/// <param name="Openings">How many openings it was learnt from.</param>
public sealed record OpeningModel(double[] Weights, int Openings)
{
    private const int Year = 10_000;

    // More of them make the weights no better and take 200 bytes each while they are learnt from.
    private const int MostOthers = 2_000_000;

    /// <summary>Learns from what opened in the horizon before <paramref name="until"/>, with features from before that.</summary>
    /// <param name="without">A family to leave out, to see what it is worth.</param>
    public static OpeningModel Learn(Enterprises.EnterpriseColumns companies, CityGrid cities, OpeningRules rules, int until, FeatureFamily? without = null)
    {
        var state = new OpeningState(companies, cities, rules, until - (rules.HorizonYears * Year));
        return Learn(state, OpeningLabels.Between(state, until), without);
    }

    /// <param name="openings">What opened after the day of <paramref name="state"/>.</param>
    public static OpeningModel Learn(OpeningState state, OpeningLabels openings, FeatureFamily? without = null)
    {
        var used = OpeningFeatures.All.Select(feature => feature.Family != without).ToArray();
        if (openings.Count == 0)
        {
            return new OpeningModel(new double[used.Length], 0);
        }
        var pairs = openings.All.Concat(Others(state, openings)).ToArray();
        var features = new double[pairs.Length * used.Length];
        Parallel.For(0, pairs.Length, Beside.Server, pair =>
            OpeningFeatures.Fill(state, pairs[pair].Group, pairs[pair].City, features.AsSpan(pair * used.Length, used.Length)));
        var happened = new bool[pairs.Length];
        happened.AsSpan(0, openings.Count).Fill(true);
        var weights = LogisticFit.Weights(features, happened, used);
        weights[0] -= Math.Log(openings.Count * (double)state.Rules.OthersPerOpening / OthersDrawn(state, openings)); // What was not drawn counts too.
        return new OpeningModel(weights, openings.Count);
    }

    public double Score(OpeningState state, int group, int city)
    {
        Span<double> features = stackalloc double[Weights.Length];
        OpeningFeatures.Fill(state, group, city, features);
        return System.Numerics.Tensors.TensorPrimitives.Dot(features, Weights);
    }

    private static int OthersDrawn(OpeningState state, OpeningLabels openings) => (int)Math.Min((long)openings.Count * state.Rules.OthersPerOpening, MostOthers);

    // The draw is seeded by the day, so that the same base gives the same weights.
    private static IEnumerable<(int Group, int City)> Others(OpeningState state, OpeningLabels openings)
    {
        var draw = new Suspicion.SeededDraws((ulong)state.AsOf);
        for (var left = OthersDrawn(state, openings); left > 0; left--)
        {
            var pair = (Group: draw.Next(state.Heads.Length), City: draw.Next(state.Cities.Count));
            if (!openings.Has(pair.Group, pair.City) && !state.IsIn(pair.Group, pair.City))
            {
                yield return pair;
            }
        }
    }
}
