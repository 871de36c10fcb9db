using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Analytics.Openings;
using Yinfeng.Chains;
using Yinfeng.Enterprises;
using Yinfeng.Gaps;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Targeting;

/// <summary>What is asked for.</summary>
/// <param name="Node">Null or empty for every node of the chain.</param>
/// <param name="Unit">City or county, by code or name.</param>
/// <param name="AsOf">The first day that is not known; null for the day after the base ends.</param>
public sealed record TargetQuestion(string Chain, string? Node, string? Unit, DateOnly? AsOf = null, int Most = 50);

/// <summary>What is asked for, found.</summary>
/// <param name="Node">Null for every node of the chain.</param>
/// <param name="On">The first day that is not known.</param>
public sealed record TargetScope(Chain Chain, ChainNode? Node, GapPlace Place, DateOnly On);

/// <summary>Ranks the companies of a node elsewhere by how likely they are to open in a place, with reasons.</summary>
internal sealed class TargetQueries(MemberShelf shelf, ChainShelf chains, OpeningOutlook outlooks, BaseEnd end, TrackRecords records, TargetReasons reasons,
    EnterpriseLines lines, UnitDirectory units, Database database)
{
    public const int LargestList = 500;

    /// <summary>What is asked for, or why there is no such list; nothing is learnt for that.</summary>
    public async Task<Decision<TargetScope>> ScopeAsync(Viewer viewer, TargetQuestion asked, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var place = GapPlace.Find(viewer, tree, asked.Unit);
        if (!place.Allowed)
        {
            return Decision<TargetScope>.Refuse(place.Unmet);
        }
        var on = asked.AsOf ?? await end.DayAsync(ct);
        if (await chains.FindAsync(viewer, asked.Chain, place.Value!.Unit.Id, on, ct) is not { } chain)
        {
            return Decision<TargetScope>.Refuse("target.chain", "chain", $"没有代号为“{asked.Chain}”的产业链。请在产业链页面核对代号。");
        }
        var node = string.IsNullOrWhiteSpace(asked.Node) ? null : chain.Nodes.FirstOrDefault(n => n.Id == asked.Node || n.Name == asked.Node);
        return node is null && !string.IsNullOrWhiteSpace(asked.Node)
            ? Decision<TargetScope>.Refuse("target.node", "node", $"产业链“{chain.Name}”没有环节“{asked.Node}”。请核对环节的代号或名称。")
            : Decision<TargetScope>.Allow(new TargetScope(chain, node, place.Value, on));
    }

    /// <summary>Waits for the learning where nobody has asked for the day before.</summary>
    public async Task<Decision<TargetList>> OfAsync(Viewer viewer, TargetQuestion asked, CancellationToken ct)
    {
        var scope = await ScopeAsync(viewer, asked, ct);
        if (scope.Value is not { } of)
        {
            return Decision<TargetList>.Refuse(scope.Unmet);
        }
        var outlook = await outlooks.ForListAsync(of.On, ct);
        if (outlook.Model.Openings == 0)
        {
            return Decision<TargetList>.Refuse("target.nothing-to-learn", "asOf",
                $"{of.On:yyyy-MM-dd} 以前的几年里，企业库没有认出任何一家企业到外地开设分支或子公司，排不出先后。请先导入企业登记数据，或换一个日期。");
        }
        return await RankAsync(viewer, of, outlook, Math.Clamp(asked.Most, 1, LargestList), ct);
    }

    private async Task<Decision<TargetList>> RankAsync(Viewer viewer, TargetScope scope, Outlook outlook, int most, CancellationToken ct)
    {
        var (chain, node, place, on) = scope;
        var city = outlook.State.Cities.Find(place.City);
        if (city < 0)
        {
            return Decision<TargetList>.Refuse("target.city", "unit", $"企业库里没有“{place.Name}”的任何一家企业，无从比较。请先导入本地的企业登记数据。");
        }
        var members = await shelf.MembersAsync(chain, ct);
        var ranked = Rank(members, node is null ? chain.Nodes : [node], outlook, city);
        var best = Best(ranked, most);
        var mean = Mean(outlook, ranked, city);
        var leads = await LeadsAsync(chain, place, ct);
        var told = await reasons.OfAsync(viewer, new ReasonsAsked(members, outlook, place, city, on), best, ct);
        var targets = best.Select((candidate, i) =>
        {
            var line = lines.Line(viewer, outlook.State.Companies, outlook.State.Heads[candidate.Group]);
            return new Target(i + 1, line.Id, line.Name, line.CreditCode.Length > 0 ? line.CreditCode : null, line.PlaceName, candidate.Node, candidate.Score,
                Parts(outlook, candidate.Group, city, mean), told[i], leads.TryGetValue((candidate.Node.Id, line.Id), out var lead) ? lead : null);
        }).ToList();
        return Decision<TargetList>.Allow(new TargetList(chain, node, place, on, ranked.Count, targets, await records.OfAsync(on, place.City, ct)));
    }

    /// <summary>Each group that is not in the city yet once, on the first node of the list that one of its companies stands on.</summary>
    private static List<Candidate> Rank(ChainMembers members, IReadOnlyList<ChainNode> nodes, Outlook outlook, int city)
    {
        var (met, ranked) = (nodes.Count > 1 ? new HashSet<int>() : null, new List<Candidate>());
        foreach (var node in nodes)
        {
            foreach (var (group, member) in outlook.OnNode(members, node.Id))
            {
                // Within a node each group stands once already.
                if (met?.Add(group) != false && outlook.Scores.Of(group, city) is var score && score > double.NegativeInfinity)
                {
                    ranked.Add(new Candidate(group, node, member, score));
                }
            }
        }
        return ranked;
    }

    /// <summary>The likeliest first; of equals the group that stands first in the base.</summary>
    internal static List<Candidate> Best(List<Candidate> ranked, int most)
    {
        var best = new PriorityQueue<Candidate, (double Score, int Later)>();
        foreach (var candidate in ranked)
        {
            var place = (candidate.Score, -candidate.Group);
            if (best.Count < most)
            {
                best.Enqueue(candidate, place);
            }
            else if (best.TryPeek(out _, out var least) && place.CompareTo(least) > 0)
            {
                best.EnqueueDequeue(candidate, place);
            }
        }
        return [.. best.UnorderedItems.OrderByDescending(b => b.Priority).Select(b => b.Element)];
    }

    /// <summary>Mean contribution of each feature over the candidates.</summary>
    private static double[] Mean(Outlook outlook, List<Candidate> ranked, int city)
    {
        var (sum, features) = (new double[outlook.Model.Weights.Length], new double[outlook.Model.Weights.Length]);
        // A few hundred tell the mean of thousands well enough.
        var step = Math.Max(1, ranked.Count / 400);
        var count = 0;
        for (var i = 0; i < ranked.Count; i += step, count++)
        {
            OpeningFeatures.Fill(outlook.State, ranked[i].Group, city, features);
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(features, outlook.Model.Weights, sum, sum);
        }
        return Array.ConvertAll(sum, s => s / Math.Max(1, count));
    }

    private static List<ScorePart> Parts(Outlook outlook, int group, int city, double[] mean)
    {
        var features = new double[mean.Length];
        OpeningFeatures.Fill(outlook.State, group, city, features);
        return [.. OpeningFeatures.All.Select((f, i) => (f.Family, Value: (features[i] * outlook.Model.Weights[i]) - mean[i])).GroupBy(f => f.Family)
            .Select(g => new ScorePart(g.Key, g.Sum(f => f.Value))).Where(p => p.Family != FeatureFamily.Base).OrderByDescending(p => Math.Abs(p.Value))];
    }

    private async Task<Dictionary<(string Node, long Enterprise), long>> LeadsAsync(Chain chain, GapPlace place, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        return await db.Set<Advice>().Where(a => a.ChainId == chain.Id && a.UnitId == place.Unit.Id).ToDictionaryAsync(a => (a.Node, a.EnterpriseId), a => a.LeadId, ct);
    }
}

/// <param name="Member">The company that put the group on the list.</param>
internal readonly record struct Candidate(int Group, ChainNode Node, NodeMember Member, double Score);
