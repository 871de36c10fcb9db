using System.Globalization;
using Yinfeng.Analytics.Openings;
using Yinfeng.Kernel;
using Yinfeng.Reference;

namespace Yinfeng.Targeting;

/// <summary>`chain backtest`: the targets of a past day against what opened in the years after it.</summary>
internal sealed class Backtest(OpeningOutlook outlooks)
{
    /// <param name="labels">Path of openings told by somebody else (CSV with credit_code and adcode); null: those that the base itself shows.</param>
    /// <exception cref="InvalidDataException">The file of labels lacks a column.</exception>
    /// <param name="advice">Followed advice of the lists; what was signed in those years counts as an opening, beside those that the base shows.</param>
    public async Task<Decision<BacktestReport>> RunAsync(DateOnly asOf, int horizonYears, string? labels, IReadOnlyCollection<AdviceLine> advice, CancellationToken ct)
    {
        var outlook = await outlooks.AsOfAsync(asOf, horizonYears, ct);
        if (outlook.Model.Openings == 0)
        {
            return Decision<BacktestReport>.Refuse("backtest.nothing-to-learn", "asOf",
                $"{asOf.AddYears(-horizonYears):yyyy-MM-dd} 到 {asOf:yyyy-MM-dd} 之间，企业库里没有认出任何一家企业到外地开设分支或子公司，无从学习。请先导入这几年的登记数据，或换一个日期。");
        }
        var openings = labels is null ? Seen(outlook.State, asOf, asOf.AddYears(horizonYears), advice) : Read(outlook.State, labels);
        var cities = OpeningBacktest.Run(outlook.State, openings, (city, scores) => outlook.Scores.Fill(city, scores));
        return Decision<BacktestReport>.Allow(new BacktestReport(asOf, horizonYears, cities,
            OpeningBacktest.Mean(cities, c => c.All), OpeningBacktest.Mean(cities, c => c.CrossProvince)));
    }

    private static OpeningLabels Seen(OpeningState state, DateOnly asOf, DateOnly until, IReadOnlyCollection<AdviceLine> advice)
    {
        var shown = OpeningLabels.Between(state, OpeningOutlook.Day(until));
        var signed = new List<(int Group, int City)>();
        foreach (var line in advice.Where(l => l.SignedOn is { } day && day.Earliest >= asOf && day.Latest < until))
        {
            var (row, city) = (state.Companies.Find(line.Advice.EnterpriseId), state.Cities.Find(line.Advice.City));
            if (row >= 0 && city >= 0 && state.GroupOf(state.Groups.HeadOf(row)) is var group and >= 0 && !state.IsIn(group, city))
            {
                signed.Add((group, city));
            }
        }
        return signed.Count == 0 ? shown : new OpeningLabels(shown.All.Concat(signed));
    }

    private static OpeningLabels Read(OpeningState state, string labels)
    {
        var pairs = new HashSet<(int Group, int City)>();
        foreach (var cells in ReferenceTable.ReadPath(labels, "credit_code", "adcode"))
        {
            var city = int.TryParse(cells[1], NumberStyles.None, CultureInfo.InvariantCulture, out var adcode) ? state.Cities.Find(adcode) : -1;
            foreach (var row in city < 0 ? [] : state.Companies.WithCode(cells[0]))
            {
                if (state.GroupOf(state.Groups.HeadOf(row)) is var group and >= 0 && !state.IsIn(group, city))
                {
                    pairs.Add((group, city));
                }
            }
        }
        return new OpeningLabels(pairs);
    }
}

/// <param name="All">Mean over cities, all candidates.</param>
/// <param name="CrossProvince">The same among companies from other provinces.</param>
public sealed record BacktestReport(DateOnly AsOf, int Horizon, IReadOnlyList<CityBacktest> Cities, BacktestMean All, BacktestMean CrossProvince);
