using System.Collections.Concurrent;

namespace Yinfeng.Analytics.Openings;

/// <summary>Would the targets have been right? Scores of a past day against what opened in the years after it.</summary>
public static class OpeningBacktest
{
    /// <summary>How many calls a city makes.</summary>
    public const int Calls = 50;

    /// <param name="fill">Fills one score per group for a city; negative infinity for groups that are no candidates.</param>
    /// <returns>One row per city in which anything opened, by code.</returns>
    public static IReadOnlyList<CityBacktest> Run(OpeningState state, OpeningLabels openings, Action<int, double[]> fill)
    {
        var opened = openings.All.ToLookup(pair => pair.City, pair => pair.Group);
        var cities = Enumerable.Range(0, state.Cities.Count).Where(opened.Contains).ToArray();
        var results = new CityBacktest[cities.Length];
        var idle = new ConcurrentBag<double[]>(); // Eight bytes a group: taken up again, for the loop asks far more often than it has threads.
        Parallel.For(0, cities.Length, Beside.Server, at =>
        {
            var scores = idle.TryTake(out var known) ? known : new double[state.Heads.Length];
            fill(cities[at], scores);
            results[at] = Judge(state, cities[at], [.. opened[cities[at]]], scores);
            idle.Add(scores);
        });
        return results;
    }

    /// <summary>Means over cities, as a city would see it: a large city counts no more than a small one.</summary>
    public static BacktestMean Mean(IEnumerable<CityBacktest> cities, Func<CityBacktest, RankQuality> of)
    {
        var judged = cities.Select(of).Where(quality => quality.Positives > 0).ToArray();
        return judged.Length == 0 ? new BacktestMean(0, 0, 0, double.NaN, 0, double.NaN) : new BacktestMean(judged.Length, judged.Sum(q => q.Positives),
            judged.Average(q => q.Candidates), judged.Average(q => q.Auc), judged.Sum(q => q.Hits), judged.Average(q => q.Lift));
    }

    private static CityBacktest Judge(OpeningState state, int city, HashSet<int> opened, double[] scores)
    {
        var province = state.Cities.Province(city);
        var (all, cross) = (new Ranking(opened, scores, _ => true), new Ranking(opened, scores, IsAway));
        for (var group = 0; group < scores.Length; group++)
        {
            if (scores[group] is var score && score == double.NegativeInfinity)
            {
                continue;
            }
            all.Add(group, score);
            if (IsAway(group))
            {
                cross.Add(group, score);
            }
        }
        return new CityBacktest(state.Cities.Adcode(city), all.Quality(opened), cross.Quality(opened));

        bool IsAway(int group) => state.Cities.Province(state.Home(group)) != province;
    }

    /// <summary>The groups of one ranking, taken in one after the other.</summary>
    private sealed class Ranking(HashSet<int> opened, double[] scores, Func<int, bool> counts)
    {
        private readonly double[] _positives = [.. opened.Where(counts).Select(group => scores[group]).Where(score => score > double.NegativeInfinity).Order()];
        private readonly PriorityQueue<int, double> _best = new(Calls + 1);
        private int _candidates;
        private double _beaten, _least = double.NegativeInfinity;

        public void Add(int group, double score)
        {
            _candidates++;
            _beaten += Above(_positives, score);
            if (_best.Count < Calls || score > _least)
            {
                _best.Enqueue(group, score);
                if (_best.Count > Calls)
                {
                    _best.Dequeue();
                }
                _best.TryPeek(out _, out _least);
            }
        }

        public RankQuality Quality(HashSet<int> opened)
        {
            // Among themselves the positives beat half of the pairs, a tie with itself included; that part is taken out again.
            var n = (double)_positives.Length;
            var auc = (_beaten - (n * n / 2)) / (n * (_candidates - n));
            var hits = _best.UnorderedItems.Count(item => opened.Contains(item.Element));
            return new RankQuality(_positives.Length, _candidates, auc, hits, hits / (double)Calls / (n / _candidates));
        }
    }

    /// <summary>How many values of an ascending list are above a score, ties counted as half.</summary>
    private static double Above(double[] ascending, double score)
    {
        var below = FirstNotBelow(ascending, score);
        var ties = 0;
        while (below + ties < ascending.Length && ascending[below + ties] == score)
        {
            ties++;
        }
        return ascending.Length - below - (ties / 2.0);
    }

    private static int FirstNotBelow(double[] ascending, double score)
    {
        var (low, high) = (0, ascending.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = ascending[middle] < score ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}

/// <param name="Auc">The chance that a group which opened stands above one which did not; a tie counts as half.</param>
/// <param name="Hits">Groups among the best fifty that opened.</param>
/// <param name="Lift">Their share over the share among all candidates.</param>
public readonly record struct RankQuality(int Positives, int Candidates, double Auc, int Hits, double Lift);

/// <param name="CrossProvince">Among groups from other provinces only.</param>
public sealed record CityBacktest(int Adcode, RankQuality All, RankQuality CrossProvince);

public sealed record BacktestMean(int Cities, int Positives, double Candidates, double Auc, int Hits, double Lift);
