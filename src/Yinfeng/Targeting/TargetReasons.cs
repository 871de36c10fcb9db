using System.Globalization;
using Yinfeng.Access;
using Yinfeng.Chains;
using Yinfeng.Enterprises;
using Yinfeng.Gaps;
using Yinfeng.Kernel;

namespace Yinfeng.Targeting;

/// <summary>What reasons are told from: everything of one day and one place.</summary>
/// <param name="City">Number in the grid of the outlook.</param>
internal sealed record ReasonsAsked(ChainMembers Members, Outlook Outlook, GapPlace Place, int City, DateOnly On);

/// <summary>Tells why each company of a list may come, in sentences with their source. What nobody knows is not told.</summary>
internal sealed class TargetReasons(TiesHere ties, CountrymenHere countrymen, MovedBefore moved, FittingPolicies policies, RegistryPlaces places)
{
    private const string Registry = "企业库登记数据";
    private const int NearKilometres = 300;
    private const int MostSites = 4;
    private const int MostNamed = 2;
    private const int RecentYears = 5;

    /// <returns>One list per candidate, the most telling first.</returns>
    public async Task<IReadOnlyList<IReadOnlyList<TargetReason>>> OfAsync(Viewer viewer, ReasonsAsked asked, IReadOnlyList<Candidate> candidates, CancellationToken ct)
    {
        var neighbours = candidates.Select(c => c.Node).Distinct().ToDictionary(n => n.Id, n => Neighbours(asked, n), StringComparer.Ordinal);
        var heads = candidates.Select(c => asked.Outlook.State.Heads[c.Group]).ToList();
        var companies = asked.Outlook.State.Companies;
        var here = await ties.OfAsync(viewer, asked, heads, ct);
        var known = await countrymen.OfAsync(viewer, asked, heads, ct);
        var before = await moved.OfAsync([.. heads.Select(companies.Id)], asked.On, ct);
        var fitting = await policies.OfAsync([.. heads.Select(companies.Id)], asked.Place, asked.On, ct);
        var told = new IReadOnlyList<TargetReason>[candidates.Count];
        for (var i = 0; i < told.Length; i++)
        {
            var (candidate, id) = (candidates[i], companies.Id(heads[i]));
            told[i] =
            [
                .. Expanding(asked, candidate.Group), .. Nearby(asked, candidate.Group), .. here[i], .. known[i], .. before[id], .. Leader(asked, candidate, heads[i]),
                .. neighbours[candidate.Node.Id], .. fitting[id], .. Earlier(asked, candidate.Group), .. Size(companies, heads[i]), On(asked, candidate),
            ];
        }
        return told;
    }

    private IEnumerable<TargetReason> Expanding(ReasonsAsked asked, int group)
    {
        var since = OpeningOutlook.Day(asked.On.AddYears(-RecentYears));
        var sites = asked.Outlook.State.SitesOf(group)[1..].ToArray();
        var recent = sites.Where(s => s.Since >= since).OrderByDescending(s => s.Since).ToList();
        if (recent.Count > 0)
        {
            var named = recent.Take(MostSites).Select(s => $"{Day(s.Since)} 在{City(asked, s.City)}设立{NameAt(asked, group, s.City, s.Since)}");
            yield return new("expanding", $"近五年新进 {recent.Count} 个市：{string.Join("；", named)}{(recent.Count > MostSites ? " 等" : "")}", Registry);
        }
        else if (sites.Length > 0)
        {
            yield return new("expanding", $"已在外地 {sites.Length} 个市设点，最近一次是 {Day(sites[^1].Since)} 在{City(asked, sites[^1].City)}设立{NameAt(asked, group, sites[^1].City, sites[^1].Since)}", Registry);
        }
    }

    private IEnumerable<TargetReason> Nearby(ReasonsAsked asked, int group)
    {
        var (state, city) = (asked.Outlook.State, asked.City);
        var sites = state.SitesOf(group).ToArray();
        var nearest = sites.MinBy(s => state.Cities.Kilometres(s.City, city));
        var apart = state.Cities.Kilometres(nearest.City, city);
        var inProvince = sites.Count(s => state.Cities.Province(s.City) == state.Cities.Province(city));
        if (apart <= NearKilometres)
        {
            var of = nearest.City == state.Home(group) ? "总部" : "最近的厂点";
            yield return new("nearby", $"{of}在{City(asked, nearest.City)}，距本市约 {apart:0} 公里：{NameAt(asked, group, nearest.City, nearest.Since)}"
                + (inProvince > 1 ? $"；在本省已有 {inProvince} 个市" : ""), $"{Registry}；城市中心直线距离");
        }
        else if (inProvince > 0)
        {
            yield return new("nearby", $"在本省 {inProvince} 个市已有公司：{string.Join("、", sites.Where(s => state.Cities.Province(s.City) == state.Cities.Province(city)).Take(MostSites).Select(s => City(asked, s.City)))}", Registry);
        }
    }

    /// <summary>Suppliers and customers of the node that are here already, by name.</summary>
    private static List<TargetReason> Neighbours(ReasonsAsked asked, ChainNode node)
    {
        var chain = asked.Members.Chain;
        return
        [
            .. Here("supplier", "上游在本地", chain.SuppliersOf(node.Id), n => chain.Links.First(l => l.From == n.Id && l.To == node.Id)),
            .. Here("customer", "下游在本地", chain.CustomersOf(node.Id), n => chain.Links.First(l => l.From == node.Id && l.To == n.Id)),
        ];

        IEnumerable<TargetReason> Here(string kind, string head, IEnumerable<ChainNode> nodes, Func<ChainNode, ChainLink> link)
        {
            var here = nodes.Select(n => (Node: n, Local: Local(asked, n))).Where(n => n.Local.Count > 0).ToList();
            if (here.Count > 0)
            {
                yield return new(kind, $"{head}：{string.Join("；", here.Select(n => $"{n.Node.Name} {n.Local.Count} 家，如{string.Join("、", n.Local.Take(MostNamed))}"))}",
                    $"{Registry}；产业链供给关系（{string.Join("、", here.Select(n => link(n.Node).Basis).Distinct())}）");
            }
        }
    }

    private static List<string> Local(ReasonsAsked asked, ChainNode node)
    {
        var companies = asked.Members.Companies;
        var until = OpeningOutlook.Day(asked.On);
        return [.. asked.Members.In(node.Id, asked.Place).Where(m => m.IsSure && companies.RegisteredOn(m.Row) is > 0 and var day && day < until)
            .OrderByDescending(m => GapQueries.Worth(companies, m.Row)).Select(m => companies.Name(m.Row).ToString())];
    }

    private static IEnumerable<TargetReason> Leader(ReasonsAsked asked, Candidate candidate, int head) =>
        candidate.Node.Leaders.Any(leader => asked.Outlook.State.Companies.Name(head).SequenceEqual(leader))
            ? [new("leader", $"产业链“{asked.Members.Chain.Name}”把它列为“{candidate.Node.Name}”的龙头企业", $"产业链模板（{candidate.Node.Basis}）")] : [];

    /// <summary>Who came before: from the same home, and of the same trade.</summary>
    private IEnumerable<TargetReason> Earlier(ReasonsAsked asked, int group)
    {
        var (state, home) = (asked.Outlook.State, asked.Outlook.State.Home(group));
        if (state.Counts.Flow(home, asked.City) is > 0 and var flow)
        {
            yield return new("flow", $"此前有 {flow} 家{City(asked, home)}的企业到本市设点", Registry);
        }
        var name = state.Companies.Name(state.Heads[group]);
        if (state.Counts.TradeArrival(state.Trades.Of(group), asked.City) is > 0 and var arrived && state.Trades.Of(group) > 0)
        {
            yield return new("trade", $"此前有 {arrived} 家同类企业（字号后缀“{Analytics.Openings.SiteNames.Trade(name)}”）从外地到本市设点", Registry);
        }
    }

    private static IEnumerable<TargetReason> Size(Analytics.Enterprises.EnterpriseColumns companies, int head) =>
        GapQueries.Worth(companies, head) > 0 && CapitalShown.Of(companies.CapitalCents(head), companies.Currency(head)) is { } capital
            ? [new("size", $"注册资本 {capital}", $"{Registry}（今天的数，不是当时的）")] : [];

    private static TargetReason On(ReasonsAsked asked, Candidate candidate) =>
        new("member", $"属于“{candidate.Node.Name}”：{asked.Members.Companies.Name(candidate.Member.Row)}，{asked.Members.Why(candidate.Node, candidate.Member)}", Registry);

    private string City(ReasonsAsked asked, int city) => places.Name(asked.Outlook.State.Cities.Adcode(city)) ?? "";

    /// <summary>The group's first company in a city.</summary>
    private static string NameAt(ReasonsAsked asked, int group, int city, int since)
    {
        var state = asked.Outlook.State;
        foreach (var row in asked.Outlook.Rows.Of(group))
        {
            if (state.Companies.RegisteredOn(row) == since && state.Cities.Find(state.Companies.Adcode(row)) == city)
            {
                return state.Companies.Name(row).ToString();
            }
        }
        return "";
    }

    private static string Day(int ymd) => string.Create(CultureInfo.InvariantCulture, $"{new LedgerDate(ymd)}");
}
