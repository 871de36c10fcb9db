using System.Numerics.Tensors;

namespace Yinfeng.Analytics.Openings;

/// <summary>Scores of all groups for any city, by adding what was computed once per group, per pair of cities and per trade.</summary>
public sealed class OpeningScores
{
    private readonly OpeningState _state;
    private readonly double[] _weightsOfSites;
    private readonly double[] _ofGroup;
    private readonly ushort[] _homes;
    private readonly double[] _ofPair;
    private readonly double[] _ofTrade;

    public OpeningScores(OpeningState state, OpeningModel model)
    {
        _state = state;
        var (pair, trade) = (OpeningFeatures.GroupCount, OpeningFeatures.GroupCount + OpeningFeatures.PairCount);
        var weights = model.Weights;
        _weightsOfSites = weights[(trade + OpeningFeatures.TradeCount)..];
        (_ofGroup, _homes) = (new double[state.Heads.Length], new ushort[state.Heads.Length]);
        Parallel.For(0, state.Heads.Length, Beside.Server, group =>
        {
            Span<double> features = stackalloc double[OpeningFeatures.GroupCount];
            OpeningFeatures.FillGroup(state, group, features);
            _ofGroup[group] = TensorPrimitives.Dot<double>(features, weights.AsSpan(0, pair));
            _homes[group] = checked((ushort)state.Home(group));
        });
        _ofPair = Table(state.Cities.Count, pair, OpeningFeatures.PairCount, OpeningFeatures.FillPair);
        _ofTrade = Table(state.Trades.Count, trade, OpeningFeatures.TradeCount, OpeningFeatures.FillTrade);

        double[] Table(int rows, int from, int count, FillPart fill)
        {
            var cities = state.Cities.Count;
            var table = new double[rows * cities];
            Parallel.For(0, rows, Beside.Server, row =>
            {
                Span<double> features = stackalloc double[count];
                for (var city = 0; city < cities; city++)
                {
                    fill(state, row, city, features);
                    // City by city, because a city is asked for at a time.
                    table[(city * rows) + row] = TensorPrimitives.Dot<double>(features, weights.AsSpan(from, count));
                }
            });
            return table;
        }
    }

    private delegate void FillPart(OpeningState state, int row, int city, Span<double> features);

    /// <param name="scores">One per group; negative infinity for a group that is in the city already.</param>
    public void Fill(int city, Span<double> scores)
    {
        for (var group = 0; group < scores.Length; group++)
        {
            scores[group] = Of(group, city);
        }
    }

    /// <summary>The log of the odds; negative infinity for a group that is in the city already.</summary>
    public double Of(int group, int city)
    {
        var home = _homes[group];
        var score = _ofGroup[group] + _ofPair[(city * _state.Cities.Count) + home] + _ofTrade[(city * _state.Trades.Count) + _state.Trades.Of(group)];
        if (home == city)
        {
            return double.NegativeInfinity;
        }
        if (_state.SitesOf(group).Length > 1)
        {
            Span<double> features = stackalloc double[OpeningFeatures.SitesCount];
            OpeningFeatures.FillSites(_state, group, city, features);
            score = _state.IsIn(group, city) ? double.NegativeInfinity : score + TensorPrimitives.Dot<double>(features, _weightsOfSites);
        }
        return score;
    }
}
