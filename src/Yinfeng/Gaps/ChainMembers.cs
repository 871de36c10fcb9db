using System.Globalization;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Chains;

namespace Yinfeng.Gaps;

/// <summary>How sure it is that a company stands on a node.</summary>
public enum Certainty : byte
{
    /// <summary>A word in the scope of a company whose industry is unknown.</summary>
    Scope,

    /// <summary>A word in the scope, and the industry is one of the node's.</summary>
    CodeAndScope,

    /// <summary>A word in the name, and no other industry speaks against it; or the chain names it as a leading company.</summary>
    Name,
}

/// <summary>A company on a node.</summary>
/// <param name="Row">Of the base.</param>
public readonly record struct NodeMember(int Row, Certainty Certainty, FirmKind Kind)
{
    /// <summary>Counted in shares and named as a company of the node.</summary>
    public bool IsSure => Kind == FirmKind.Firm && Certainty != Certainty.Scope;
}

/// <summary>The companies of the base on each node of a chain.</summary>
internal sealed class ChainMembers
{
    private const int Few = 100;
    private readonly Dictionary<string, NodeMembers> _members;
    private readonly WordPlaces _places;

    public ChainMembers(Chain chain, WordPlaces places)
    {
        (Chain, _places) = (chain, places);
        _members = OfNodes(node => new NodeMembers(Companies, Judged(node, null)), -1);
    }

    /// <summary>The same chain after some rows of the base changed; only these are judged anew.</summary>
    public ChainMembers(ChainMembers before, WordPlaces places, IReadOnlySet<int> changed)
    {
        (Chain, _places) = (before.Chain, places);
        // A few rows are judged sooner than other threads begin.
        _members = OfNodes(node => before.Of(node.Id).With(Companies, changed, Judged(node, changed)), changed.Count < Few ? 1 : -1);
    }

    public Chain Chain { get; }
    public EnterpriseColumns Companies => _places.Companies;

    /// <summary>One per row of the base.</summary>
    public FirmKind[] Kinds => _places.Kinds;

    /// <summary>Members of a node; outlets are none.</summary>
    public NodeMembers Of(string node) => _members[node];

    /// <summary>Members of a node in a city or county, by row.</summary>
    public IEnumerable<NodeMember> In(string node, GapPlace place) => _members[node].InCity(place.City).Where(m => place.Holds(Companies, m.Row));

    /// <summary>Why a company is on a node, in words.</summary>
    public string Why(ChainNode node, NodeMember member)
    {
        if (node.Leaders.Any(leader => Companies.Name(member.Row).SequenceEqual(leader)))
        {
            return "产业链列为龙头企业";
        }
        var inName = node.Words.Where(word => _places.Has(word, (member.Row * 2) + 1)).ToList();
        var inScope = node.Words.Where(word => _places.Has(word, member.Row * 2)).ToList();
        var industry = Companies.Division(member.Row) is > 0 and var division && node.Codes.Count > 0 ? $"，行业大类 {division:D2} 属本环节" : "，行业不明";
        return (inName.Count > 0 ? $"名称含“{string.Join("”“", inName)}”" : $"经营范围含“{string.Join("”“", inScope)}”") + (node.Codes.Count > 0 ? industry : "");
    }

    public static IReadOnlySet<int> Divisions(ChainNode node) => node.Codes.Select(code => int.Parse(code.AsSpan(0, 2), CultureInfo.InvariantCulture)).ToHashSet();

    private Dictionary<string, NodeMembers> OfNodes(Func<ChainNode, NodeMembers> make, int threads)
    {
        var made = new NodeMembers[Chain.Nodes.Count];
        Parallel.For(0, made.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i => made[i] = make(Chain.Nodes[i]));
        return Chain.Nodes.Select((node, i) => (node.Id, made[i])).ToDictionary(n => n.Id, n => n.Item2, StringComparer.Ordinal);
    }

    /// <param name="only">Rows to judge; null for all.</param>
    private NodeMember[] Judged(ChainNode node, IReadOnlySet<int>? only)
    {
        var divisions = Divisions(node);
        var excluded = node.NotWords.SelectMany(word => _places.Of(word, only)).Select(place => place >> 1).ToHashSet();
        var rows = new Dictionary<int, bool>();
        foreach (var place in node.Words.SelectMany(word => _places.Of(word, only)))
        {
            rows[place >> 1] = rows.GetValueOrDefault(place >> 1) || (place & 1) == 1;
        }
        var leaders = node.Leaders.SelectMany(leader => Companies.WithName(leader)).Where(row => only is null || only.Contains(row)).ToHashSet();
        var members = new List<NodeMember>(rows.Count);
        members.AddRange(leaders.Select(row => new NodeMember(row, Certainty.Name, Kinds[row])));
        foreach (var (row, inName) in rows)
        {
            var division = Companies.Division(row);
            if (Kinds[row] == FirmKind.Outlet || leaders.Contains(row) || excluded.Contains(row) || (divisions.Count > 0 && division > 0 && !divisions.Contains(division)))
            {
                continue;
            }
            var certainty = inName ? Certainty.Name : divisions.Count == 0 || division == 0 ? Certainty.Scope : Certainty.CodeAndScope;
            members.Add(new NodeMember(row, certainty, Kinds[row]));
        }
        members.Sort((a, b) => a.Row.CompareTo(b.Row));
        return [.. members];
    }
}
