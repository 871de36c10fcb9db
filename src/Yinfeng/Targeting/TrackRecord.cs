using Yinfeng.Analytics.Openings;

namespace Yinfeng.Targeting;

/// <summary>How often lists made this way were right: stood five years before the day, judged by what opened since.</summary>
/// <param name="Model">The score of the list.</param>
/// <param name="Distance">The nearest first.</param>
/// <param name="Capital">The largest first.</param>
/// <param name="City">Of the asked city alone; null where nothing opened there.</param>
/// <param name="Companies">How many the base held.</param>
/// <param name="Learnt">Openings that the weights were learnt from.</param>
public sealed record TrackRecord(DateOnly AsOf, int Horizon, BacktestMean Model, BacktestMean CrossProvince, BacktestMean Distance, BacktestMean Capital, RankQuality? City,
    int Companies, int Learnt)
{
    /// <summary>Hits of a list of fifty, mean over cities, 0 to 1.</summary>
    public static double HitRate(BacktestMean mean) => mean.Cities == 0 ? 0 : mean.Hits / (double)mean.Cities / OpeningBacktest.Calls;

    public static IReadOnlyList<string> BlindSpots { get; } =
    [
        "只认得名称里看得出的分支和子公司；换了品牌的子公司、并购和租厂看不见。",
        "企业库是抽样，只有存续的企业；命中多少没有意义，先后才有意义。",
        "注册资本和经营范围是今天的，不是当时的。",
        "籍贯、在外乡贤、地块：库里没有数据，不作理由。",
    ];
}

/// <summary>Back-tests of the days asked last; like what is learnt, they stay good when a few companies change.</summary>
internal sealed class TrackRecords(OpeningOutlook outlooks, BaseDrift drift) : IDisposable
{
    private const int Kept = 4;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile (long Moved, DateOnly On, Judged? Judged)[] _kept = [];

    /// <returns>Null where nothing could be learnt or judged.</returns>
    public async Task<TrackRecord?> OfAsync(DateOnly on, int city, CancellationToken ct)
    {
        var known = Array.Find(_kept, k => k.On == on);
        var judged = known.On == on && await drift.IsLittleAsync(known.Moved, ct) ? known.Judged : await RenewAsync(on, ct);
        return judged is null ? null : judged.Record with { City = judged.Cities.FirstOrDefault(c => c.Adcode == city)?.All };
    }

    /// <summary>Judges by the base of this moment.</summary>
    public async Task<Judged?> RenewAsync(DateOnly on, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            var moved = await drift.NowAsync(ct);
            if (Array.Find(_kept, k => k.On == on) is var known && known.On == on && known.Moved == moved)
            {
                return known.Judged;
            }
            var judged = await JudgeAsync(on, ct);
            _kept = [(moved, on, judged), .. _kept.Where(k => k.On != on).Take(Kept - 1)];
            return judged;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<Judged?> JudgeAsync(DateOnly on, CancellationToken ct)
    {
        var horizon = outlooks.HorizonYears(on);
        var past = on.AddYears(-horizon);
        var outlook = await outlooks.AsOfAsync(past, null, ct, keep: false);
        var openings = OpeningLabels.Between(outlook.State, OpeningOutlook.Day(on));
        return outlook.Model.Openings == 0 || openings.Count == 0 ? null : await Task.Run(() =>
        {
            var cities = OpeningBacktest.Run(outlook.State, openings, (city, scores) => outlook.Scores.Fill(city, scores));
            var (distance, capital) = (Only("distance"), Only("capital"));
            return new Judged(new TrackRecord(past, horizon, OpeningBacktest.Mean(cities, c => c.All), OpeningBacktest.Mean(cities, c => c.CrossProvince),
                OpeningBacktest.Mean(distance, c => c.All), OpeningBacktest.Mean(capital, c => c.All), null, outlook.State.Companies.Count, outlook.Model.Openings), cities);

            // A rule of thumb is a model with one weight.
            IReadOnlyList<CityBacktest> Only(string feature)
            {
                var weights = OpeningFeatures.All.Select(f => f.Name == feature ? feature == "distance" ? -1.0 : 1.0 : 0).ToArray();
                var scores = new OpeningScores(outlook.State, new OpeningModel(weights, 0));
                return OpeningBacktest.Run(outlook.State, openings, (city, values) => scores.Fill(city, values));
            }
        }, ct);
    }

    public void Dispose() => _gate.Dispose();

    internal sealed record Judged(TrackRecord Record, IReadOnlyList<CityBacktest> Cities);
}
