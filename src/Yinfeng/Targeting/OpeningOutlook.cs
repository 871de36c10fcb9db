using Yinfeng.Analytics.Enterprises;
using Yinfeng.Analytics.Openings;
using Yinfeng.Enterprises;

namespace Yinfeng.Targeting;

/// <summary>What a day knew of who opens where, and what it had learnt: made once per base and day, and kept for the days asked last.</summary>
public sealed class OpeningOutlook(EnterpriseBase companies, OpeningRuleBook rules, CityPlaces places) : IDisposable
{
    private const int Kept = 3;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly LinkedList<(EnterpriseColumns Companies, DateOnly AsOf, int Horizon, Outlook Outlook)> _kept = [];

    /// <param name="asOf">The first day that is not known.</param>
    /// <param name="horizonYears">Learn from openings within so many years; null for what the rules say.</param>
    public async Task<Outlook> AsOfAsync(DateOnly asOf, int? horizonYears, CancellationToken ct)
    {
        var now = await companies.NowAsync(ct);
        var rulesOfDay = rules.On(asOf);
        rulesOfDay = rulesOfDay with { HorizonYears = horizonYears ?? rulesOfDay.HorizonYears };
        await _gate.WaitAsync(ct);
        try
        {
            if (_kept.FirstOrDefault(k => k.Companies == now && k.AsOf == asOf && k.Horizon == rulesOfDay.HorizonYears) is { Outlook: { } known })
            {
                return known;
            }
            var made = await Task.Run(() => Make(now, rulesOfDay, asOf), ct);
            _kept.AddFirst((now, asOf, rulesOfDay.HorizonYears, made));
            while (_kept.Count > Kept)
            {
                _kept.RemoveLast();
            }
            return made;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Within how many years an opening is what is predicted.</summary>
    public int HorizonYears(DateOnly asOf) => rules.On(asOf).HorizonYears;

    private Outlook Make(EnterpriseColumns companies, OpeningRules rules, DateOnly asOf)
    {
        var cities = new CityGrid([.. Adcodes(companies).Select(places.Of)]);
        var day = Day(asOf);
        var model = OpeningModel.Learn(companies, cities, rules, day);
        var state = new OpeningState(companies, cities, rules, day);
        return new Outlook(state, model, new OpeningScores(state, model));
    }

    private static HashSet<int> Adcodes(EnterpriseColumns companies)
    {
        var adcodes = new HashSet<int>();
        for (var row = 0; row < companies.Count; row++)
        {
            if (companies.Adcode(row) is > 0 and var code)
            {
                adcodes.Add(code);
            }
        }
        return adcodes;
    }

    internal static int Day(DateOnly day) => (day.Year * 10_000) + (day.Month * 100) + day.Day;

    public void Dispose() => _gate.Dispose();
}

/// <param name="Model">Learnt from openings before the day only.</param>
public sealed record Outlook(OpeningState State, OpeningModel Model, OpeningScores Scores)
{
    private readonly Lazy<GroupRows> _rows = new(() => new GroupRows(State));

    /// <summary>The companies of each group; made when somebody asks for names.</summary>
    public GroupRows Rows => _rows.Value;
}
