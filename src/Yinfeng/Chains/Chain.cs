namespace Yinfeng.Chains;

/// <summary>A supply chain (产业链) as a city draws it: nodes from upstream to downstream and who supplies whom.</summary>
/// <param name="Id">Stable over versions: new-energy-storage.</param>
/// <param name="From">The version is asked from this day on.</param>
public sealed record Chain(string Id, string Name, DateOnly From, string Basis, string? Note, IReadOnlyList<ChainNode> Nodes,
    IReadOnlyList<ChainLink> Links)
{
    /// <summary>Whether a project's ledger names this chain: in its column of chains, or where that is empty with its word of the industry (产业: 汽车零部件).</summary>
    public bool IsNamedBy(string? chain, string? industry) => chain is { Length: > 0 } ? chain == Name || chain == Id : industry == Name;

    public ChainNode? Find(string node) => Nodes.FirstOrDefault(n => n.Id == node);
    public IEnumerable<ChainNode> SuppliersOf(string node) => Links.Where(l => l.To == node).Select(l => Find(l.From)!);
    public IEnumerable<ChainNode> CustomersOf(string node) => Links.Where(l => l.From == node).Select(l => Find(l.To)!);
}

/// <summary>Where a node stands: the layers of the picture, from raw materials to what serves the whole chain.</summary>
public enum ChainLayer { Upstream, Midstream, Downstream, Support }

/// <summary>A step of the chain (环节) and how its companies are recognised.</summary>
/// <param name="Codes">GB/T 4754-2017, two to four digits: a company classified elsewhere is not taken for its name alone.</param>
/// <param name="Words">In the name or the business scope of its companies.</param>
/// <param name="NotWords">A company with one of them is none of this node, whatever else it says.</param>
/// <param name="Leaders">Full names of typical leading companies (龙头) of the country.</param>
/// <param name="Needs">Typical requirements of a plant.</param>
public sealed record ChainNode(string Id, string Name, ChainLayer Layer, IReadOnlyList<string> Codes, IReadOnlyList<string> Words,
    IReadOnlyList<string> NotWords, IReadOnlyList<string> Leaders, IReadOnlyList<ChainNeed> Needs, string Basis);

/// <summary>What a typical plant of a node asks for: land, power, water.</summary>
/// <param name="Unit">亩/亿元投资, 万千瓦时/亿元产值, 万吨/亿元产值 …</param>
public sealed record ChainNeed(string What, decimal Low, decimal High, string Unit, string Basis);

/// <summary>One node supplies another.</summary>
/// <param name="What">What is supplied, where it is not plain from the names.</param>
/// <param name="Returns">A recycling flow back upstream; it does not count for the layers.</param>
/// <param name="Basis">A source, or 专家 for expert knowledge.</param>
public sealed record ChainLink(string From, string To, string? What, bool Returns, string Basis);
