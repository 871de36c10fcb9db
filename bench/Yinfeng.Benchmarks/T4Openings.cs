using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Analytics.Openings;
using Yinfeng.Enterprises;
using Yinfeng.Host;
using Yinfeng.Persistence;
using Yinfeng.Targeting;

namespace Yinfeng.Benchmarks;

/// <summary>The back-test of targets on the companies of a data folder: how long it takes, against distance alone, and with each family
/// of features left out.</summary>
internal static class T4Openings
{
    public static async Task<int> RunAsync(string folder, DateOnly asOf, int horizonYears)
    {
        await using var database = Database.Sqlite(folder);
        await using var services = new ServiceCollection().AddLogging().AddYinfeng(database).BuildServiceProvider();
        var companies = await services.GetRequiredService<EnterpriseBase>().NowAsync(default);
        var start = Stopwatch.GetTimestamp();
        var outlook = await services.GetRequiredService<OpeningOutlook>().AsOfAsync(asOf, horizonYears, default);
        var state = outlook.State;
        var (day, until) = (state.AsOf, state.AsOf + (horizonYears * 10_000));
        var openings = OpeningLabels.Between(state, until);
        var judged = OpeningBacktest.Run(state, openings, (city, scores) => outlook.Scores.Fill(city, scores));
        Say($"{companies.Count} companies, {state.Heads.Length} groups: whole back-test {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s");
        Report("all", judged);
        Report("distance alone", OpeningBacktest.Run(state, openings, (city, scores) =>
        {
            for (var group = 0; group < scores.Length; group++)
            {
                scores[group] = state.IsIn(group, city) ? double.NegativeInfinity : -state.Cities.Kilometres(state.Home(group), city);
            }
        }));
        var past = new OpeningState(companies, state.Cities, state.Rules, day - (horizonYears * 10_000));
        var learnt = OpeningLabels.Between(past, day);
        foreach (var family in Enum.GetValues<FeatureFamily>().Skip(1))
        {
            var scores = new OpeningScores(state, OpeningModel.Learn(past, learnt, family));
            Report($"without {family}", OpeningBacktest.Run(state, openings, (city, into) => scores.Fill(city, into)));
        }
        return 0;
    }

    private static void Report(string name, IReadOnlyList<CityBacktest> cities)
    {
        var (all, cross) = (OpeningBacktest.Mean(cities, city => city.All), OpeningBacktest.Mean(cities, city => city.CrossProvince));
        Say($"{name}: {all.Cities} cities, {all.Positives} openings, {all.Candidates:F0} candidates, AUC {all.Auc:F4}, hits {all.Hits}, lift {all.Lift:F1}; across provinces {cross.Positives} openings, AUC {cross.Auc:F4}, lift {cross.Lift:F1}");
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
