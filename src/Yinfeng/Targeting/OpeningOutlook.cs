using System.Runtime.CompilerServices;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Analytics.Openings;
using Yinfeng.Enterprises;
using Yinfeng.Gaps;

namespace Yinfeng.Targeting;

/// <summary>What a day knew of who opens where, and what it had learnt: made once per base and day, and kept for the days asked last.</summary>
internal sealed class OpeningOutlook(EnterpriseBase companies, BaseDrift drift, OpeningRuleBook rules, CityPlaces places) : IDisposable
{
    private const int Kept = 3;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile Known[] _kept = [];

    /// <summary>Somebody has asked since the start.</summary>
    public bool IsAsked { get; private set; }

    /// <summary>For a list: what was learnt before a few companies changed is as good, so that nobody waits for the learning.</summary>
    /// <param name="asOf">The first day that is not known.</param>
    public async Task<Outlook> ForListAsync(DateOnly asOf, CancellationToken ct) =>
        Find(asOf, HorizonYears(asOf)) is { } known && await drift.IsLittleAsync(known.Moved, ct) ? known.Outlook : await AsOfAsync(asOf, null, ct);

    /// <summary>What the base of this moment knew on the day.</summary>
    /// <param name="asOf">The first day that is not known.</param>
    /// <param name="horizonYears">Learn from openings within so many years; null for what the rules say.</param>
    /// <param name="keep">Asked again soon; some hundred bytes a company.</param>
    public async Task<Outlook> AsOfAsync(DateOnly asOf, int? horizonYears, CancellationToken ct, bool keep = true)
    {
        IsAsked = true;
        var rulesOfDay = rules.On(asOf) with { HorizonYears = horizonYears ?? HorizonYears(asOf) };
        await _gate.WaitAsync(ct);
        try
        {
            var moved = await drift.NowAsync(ct);
            var now = await companies.NowAsync(ct);
            if (Find(asOf, rulesOfDay.HorizonYears) is { } known && known.Outlook.State.Companies == now)
            {
                return known.Outlook;
            }
            var made = new Known(moved, asOf, rulesOfDay.HorizonYears, await Task.Run(() => Make(now, rulesOfDay, asOf), ct));
            if (!keep)
            {
                return made.Outlook;
            }
            _kept = [made, .. _kept.Where(k => k.AsOf != asOf || k.Horizon != made.Horizon).Take(Kept - 1)];
            return made.Outlook;
        }
        finally
        {
            _gate.Release();
        }
    }

    private Known? Find(DateOnly asOf, int horizon) => Array.Find(_kept, k => k.AsOf == asOf && k.Horizon == horizon);

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

    private sealed record Known(long Moved, DateOnly AsOf, int Horizon, Outlook Outlook);
}

/// <param name="Model">Learnt from openings before the day only.</param>
public sealed record Outlook(OpeningState State, OpeningModel Model, OpeningScores Scores)
{
    private readonly Lazy<GroupRows> _rows = new(() => new GroupRows(State));
    private readonly ConditionalWeakTable<NodeMembers, (int Group, NodeMember Member)[]> _onNodes = [];

    /// <summary>The companies of each group; made when somebody asks for names.</summary>
    public GroupRows Rows => _rows.Value;

    /// <summary>The groups of which a company stands on a node, each with the first such company.</summary>
    internal IReadOnlyList<(int Group, NodeMember Member)> OnNode(ChainMembers members, string node) =>
        _onNodes.GetValue(members.Of(node), of => GroupsOf(members, of));

    private (int Group, NodeMember Member)[] GroupsOf(ChainMembers members, NodeMembers node)
    {
        var (met, groups) = (new HashSet<int>(node.All.Count), new List<(int, NodeMember)>(node.All.Count));
        foreach (var member in node.All)
        {
            // Another snapshot of the base may have other rows.
            if (member.Certainty != Certainty.Scope && member.Row < State.Companies.Count && State.Companies.Id(member.Row) == members.Companies.Id(member.Row)
                && State.GroupOf(State.Groups.HeadOf(member.Row)) is var group and >= 0 && met.Add(group))
            {
                groups.Add((group, member));
            }
        }
        return [.. groups];
    }
}
