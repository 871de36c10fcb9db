using Yinfeng.Gaps;
using Yinfeng.Kernel;
using Yinfeng.Units;

namespace Yinfeng.Chains;

/// <summary>What a person wants to see of a chain; every field may be left out.</summary>
/// <param name="Unit">Code or name of a city or county.</param>
/// <param name="On">The version of that day, with the companies known then.</param>
/// <param name="Node">The node whose side panel stands open.</param>
/// <param name="Zoom">Percent; 0 fits the width.</param>
public sealed record ChainAsk(string? Unit = null, DateOnly? On = null, ChainLayer? Layer = null, NodeStrength? Strength = null,
    ChainTaskKind? Task = null,
    bool WithProjects = false, string? Node = null, int? Zoom = null)
{
    public static readonly int[] Zooms = [0, 50, 75, 100, 125, 150];

    public bool Fits(NodeView node) => (Layer is null || node.Node.Layer == Layer) && (Strength is null || node.Strength == Strength)
        && (Task is null || node.Task?.Kind == Task) && (!WithProjects || node.Gap?.Evidence.Projects.Count > 0);

    public bool IsFiltered => Layer is not null || Strength is not null || Task is not null || WithProjects;

    public string Query(string? node) => (this with { Node = node }).ToString();

    /// <summary>As the tail of an address.</summary>
    public override string ToString()
    {
        (string Name, string? Value)[] parts =
        [
            ("unit", Unit), ("on", On?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), ("layer", Layer?.ToString()), ("strength",
                Strength?.ToString()),
            ("task", Task?.ToString()), ("projects", WithProjects ? "true" : null), ("node", Node), ("zoom",
                Zoom?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ];
        var given = parts.Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}").ToList();
        return given.Count == 0 ? "" : "?" + string.Join('&', given);
    }
}

/// <summary>A node of a chain in a place.</summary>
/// <param name="Gap">Null where no city or county is chosen.</param>
public sealed record NodeView(ChainNode Node, NodeGap? Gap, ChainTask? Task)
{
    /// <summary>Null where nothing can be said: no place is chosen, or nothing is known of any company there.</summary>
    public NodeStrength? Strength => Gap is null || (Gap.Verdict.Strength == NodeStrength.Missing && Gap.Evidence.Firms == 0)
        ? null : Gap.Verdict.Strength;

    public string Word => Strength is { } strength ? GapTerms.Of(strength) : "未评";

    /// <summary>What a screen reader says of its box.</summary>
    public string Said => string.Join('，', new[]
    {
        Node.Name, ChainTerms.Of(Node.Layer), Word, Gap is null ? null : $"本地企业 {Gap.Evidence.Sure} 家",
        Gap is null ? null : $"项目 {Gap.Evidence.Projects.Count} 个", Task is null ? null : $"任务{ChainTerms.Of(Task.Kind)}",
    }.OfType<string>());
}

/// <summary>What a chain shall bring in a year, and has brought.</summary>
/// <param name="Signed">Projects of the chain signed in the year.</param>
/// <param name="SignedFen">Their total investment; those that state none are left out.</param>
public sealed record ChainYear(int Year, ChainTarget? Target, int Signed, long SignedFen);

/// <summary>A chain as one unit sees it.</summary>
/// <param name="Unit">Whose tasks, targets and chief these are.</param>
/// <param name="Office">The unit that drew this version; null for the shipped template.</param>
/// <param name="Gaps">Null where the place is neither a city nor in one; <paramref name="WithoutGaps"/> says so.</param>
public sealed record ChainView(Chain Chain, ChainAsk Ask, UnitNode Unit, UnitNode? Office, GapReport? Gaps,
    IReadOnlyList<Unmet> WithoutGaps, IReadOnlyList<NodeView> Nodes,
    ChainCharge? Charge, ChainYear Year, DateOnly Today)
{
    public IReadOnlyList<Unmet> Unmet { get; init; } = [];
    public string? Done { get; init; }
    public bool MayReport { get; init; }
    public bool MayApprove { get; init; }
    public int Count(NodeStrength? strength) => Nodes.Count(n => n.Strength == strength);

    /// <summary>The base knows no company of the place.</summary>
    public bool NobodyKnown => Gaps is { Nodes: [var first, ..] } && first.Evidence.Firms == 0;
    public NodeView? Chosen => Ask.Node is { } id ? Nodes.FirstOrDefault(n => n.Node.Id == id) : null;
    /// <summary>This page with a node's side panel, or without.</summary>
    public string To(string? node) => $"/chains/{Chain.Id}{Ask.Query(node)}{(node is null ? "" : "#node")}";

    public IEnumerable<NodeView> Shown => Nodes.Where(Ask.Fits);
}

/// <summary>A chain in the list.</summary>
public sealed record ChainLine(Chain Chain, UnitNode? Office, GapReport? Gaps, ChainCharge? Charge, ChainYear Year, int Tasks);
