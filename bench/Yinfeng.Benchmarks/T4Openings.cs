using System.Diagnostics;
using System.Globalization;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Analytics.Openings;

namespace Yinfeng.Benchmarks;

/// <summary>The back-test of targets on registry files: by family of features left out, and how long it takes.</summary>
internal static class T4Openings
{
    public static int Run(string folder, string centroids, int asOf)
    {
        var companies = EnterpriseColumns.Of(Read(folder));
        var places = File.ReadLines(centroids).Skip(1).Select(line => line.Split(',')).Where(cells => cells[0].Length == 6)
            .GroupBy(cells => int.Parse(cells[0], CultureInfo.InvariantCulture)).ToDictionary(g => g.Key, g => (X: double.Parse(g.First()[2], CultureInfo.InvariantCulture), Y: double.Parse(g.First()[3], CultureInfo.InvariantCulture)));
        var cities = new CityGrid([.. Enumerable.Range(0, companies.Count).Select(companies.Adcode).Where(code => code > 0).Distinct()
            .Select(code => places.TryGetValue(code, out var at) || places.TryGetValue(code / 10000 * 10000, out at) ? new CityPlace(code, at.X, at.Y) : new CityPlace(code, double.NaN, double.NaN))]);
        var rules = new OpeningRules(["银行", "保险", "邮政", "电信", "移动通信", "联通", "联合网络", "石油", "石化", "证券", "信用", "电力", "烟草", "铁通", "网通", "盐业", "新华书店", "燃气", "供电"]);
        var start = Stopwatch.GetTimestamp();
        var state = new OpeningState(companies, cities, rules, asOf);
        var openings = OpeningLabels.Between(state, asOf + (rules.HorizonYears * 10_000));
        Say($"state {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s: {state.Heads.Length} groups, {state.Counts.Openings} openings before, {openings.Count} after");
        Show("all", OpeningModel.Learn(companies, cities, rules, asOf), state, openings);
        Say($"whole back-test {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s");
        Report("distance alone", OpeningBacktest.Run(state, openings, (city, scores) =>
        {
            for (var group = 0; group < scores.Length; group++)
            {
                scores[group] = state.IsIn(group, city) ? double.NegativeInfinity : -cities.Kilometres(state.Home(group), city);
            }
        }));
        var past = new OpeningState(companies, cities, rules, asOf - (rules.HorizonYears * 10_000));
        var learnt = OpeningLabels.Between(past, asOf);
        foreach (var family in Enum.GetValues<FeatureFamily>().Skip(1))
        {
            Show($"without {family}", OpeningModel.Learn(past, learnt, family), state, openings);
        }
        return 0;
    }

    private static void Show(string name, OpeningModel model, OpeningState state, OpeningLabels openings)
    {
        var scores = new OpeningScores(state, model);
        Report(name, OpeningBacktest.Run(state, openings, (city, into) => scores.Fill(city, into)));
    }

    private static void Report(string name, IReadOnlyList<CityBacktest> cities)
    {
        var (all, cross) = (OpeningBacktest.Mean(cities, city => city.All), OpeningBacktest.Mean(cities, city => city.CrossProvince));
        Say($"{name}: {all.Cities} cities, {all.Positives} openings, {all.Candidates:F0} candidates, AUC {all.Auc:F4}, hits {all.Hits}, lift {all.Lift:F1}; across provinces {cross.Positives} openings, AUC {cross.Auc:F4}, lift {cross.Lift:F1}");
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static IEnumerable<EnterpriseFacts> Read(string folder)
    {
        var id = 0L;
        foreach (var line in File.ReadLines(folder))
        {
            var cells = line.Split('\t');
            var (name, type) = (cells[0], cells[3]);
            _ = int.TryParse(cells[2].Replace("-", "", StringComparison.Ordinal), CultureInfo.InvariantCulture, out var day);
            _ = int.TryParse(cells[5], CultureInfo.InvariantCulture, out var city);
            var capital = decimal.TryParse(cells[4], CultureInfo.InvariantCulture, out var wan) ? (long)(wan * 1_000_000) : -1;
            var kind = type.Contains("个人", StringComparison.Ordinal) ? OrganisationKind.SoleProprietor : name.Contains("合作社", StringComparison.Ordinal) ? OrganisationKind.Cooperative : OrganisationKind.Unknown;
            yield return new EnterpriseFacts(++id, name, "", city, 0, day, kind, capital, "CNY", EnterpriseFlags.None, 0, 0);
        }
    }
}
