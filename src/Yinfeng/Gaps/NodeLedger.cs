using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Chains;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Gaps;

/// <summary>A project of the ledger on a node.</summary>
/// <param name="Why">"台账写明本环节", or the word it was recognised by.</param>
public sealed record NodeProject(long Id, string Name, string? Investor, ProjectStage Stage, long? TotalFen, string Why);

/// <summary>Finds the active projects of a unit on the nodes of a chain.</summary>
internal sealed class NodeLedger(Database database)
{
    /// <param name="on">Projects that were signed later do not exist yet.</param>
    /// <returns>By node; the furthest and largest first.</returns>
    public async Task<ILookup<string, NodeProject>> OfAsync(Viewer viewer, UnitTree tree, GapPlace place, Chain chain, DateOnly on, CancellationToken ct)
    {
        var units = tree.IdsWithin(place.Unit.Id);
        await using var db = database.OpenRead();
        var projects = await db.Set<Project>().Where(new ProjectPolicy(viewer, tree).Filter(db))
            .Where(p => p.Status == ProjectStatus.Active && (units.Contains(p.LandingUnitId) || units.Contains(p.OwnerUnitId)))
            .Select(p => new Known(p.Id, p.Name, p.Investor, p.Stage, p.TotalInvestmentFen, p.Industry, p.IndustryCode, p.Chain, p.ChainNode, p.Content, p.SignedOn))
            .ToListAsync(ct);
        return projects.Where(p => p.SignedOn is not { } signed || signed.Earliest <= on)
            .OrderByDescending(p => p.Stage).ThenByDescending(p => p.TotalFen ?? 0)
            .SelectMany(p => chain.Nodes.Select(n => (Node: n.Id, Project: p, Why: Why(chain, n, p)))).Where(x => x.Why is not null)
            .ToLookup(x => x.Node, x => new NodeProject(x.Project.Id, x.Project.Name, x.Project.Investor, x.Project.Stage, x.Project.TotalFen, x.Why!), StringComparer.Ordinal);
    }

    /// <returns>Null where the project is not on the node. What the ledger says goes before what words suggest.</returns>
    private static string? Why(Chain chain, ChainNode node, Known project)
    {
        if (project.ChainNode is { Length: > 0 } stated && (project.Chain is null || project.Chain == chain.Name || project.Chain == chain.Id))
        {
            return stated == node.Name || stated == node.Id ? "台账写明本环节" : null;
        }
        if (project.IndustryCode is { Length: >= 2 } code && node.Codes.Count > 0 && !node.Codes.Any(c => c.AsSpan(0, 2).SequenceEqual(code.AsSpan(0, 2))))
        {
            return null;
        }
        var text = $"{project.Name}\n{project.Industry}\n{project.Content}";
        return node.NotWords.Any(w => text.Contains(w, StringComparison.Ordinal)) ? null
            : node.Words.FirstOrDefault(w => text.Contains(w, StringComparison.Ordinal)) is { } word ? $"台账含“{word}”" : null;
    }

    private sealed record Known(long Id, string Name, string? Investor, ProjectStage Stage, long? TotalFen, string? Industry, string? IndustryCode, string? Chain,
        string? ChainNode, string? Content, LedgerDate? SignedOn);
}
