using Yinfeng.Access;
using Yinfeng.Units;

namespace Yinfeng.Chains;

/// <summary>A chain as an office drew it.</summary>
/// <param name="Chain">Holds from its <see cref="Chain.From"/> until the office's next version.</param>
public sealed record OfficeChain(long UnitId, Chain Chain);

/// <summary>The chains that hold for a unit: the shipped templates,
/// and in their place or besides them what its own or a higher office drew.</summary>
public sealed class ChainShelf(UnitDirectory units)
{
    private readonly Lazy<IReadOnlyList<Chain>> _templates = new(ChainTemplates.Load);
    private volatile IReadOnlyList<OfficeChain> _own = [];

    /// <summary>What ships with the product.</summary>
    public IReadOnlyList<Chain> Templates => _templates.Value;

    /// <summary>The versions of all offices that are in force.</summary>
    internal IReadOnlyList<OfficeChain> Own => _own;

    /// <param name="unit">For whom; null, or a place the viewer does not see, is the viewer's own unit.</param>
    /// <param name="on">As of which day; a template holds on every day that no office's version does.</param>
    /// <returns>One of each id, the templates first.</returns>
    public async Task<IReadOnlyList<Chain>> AllAsync(Viewer viewer, long? unit, DateOnly on, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var seen = unit is { } asked && tree.IsWithin(asked, viewer.UnitId) ? asked : viewer.UnitId ?? UnitTree.NationId;
        var upward = tree.Upward(seen).Select(n => n.Id).ToList();
        var own = _own.Where(o => o.Chain.From <= on && upward.Contains(o.UnitId)).GroupBy(o => o.Chain.Id)
            .ToDictionary(g => g.Key, g => g.OrderBy(o => upward.IndexOf(o.UnitId)).ThenByDescending(o =>
                o.Chain.From).First().Chain, StringComparer.Ordinal);
        return [.. Templates.Select(t => own.GetValueOrDefault(t.Id, t)),
            .. own.Values.Where(c => Templates.All(t => t.Id != c.Id)).OrderBy(c => c.Id, StringComparer.Ordinal)];
    }

    /// <inheritdoc cref="AllAsync"/>
    /// <returns>Null when there is no such chain for the unit on that day.</returns>
    public async Task<Chain?> FindAsync(Viewer viewer, string id, long? unit, DateOnly on, CancellationToken ct) =>
        (await AllAsync(viewer, unit, on, ct)).FirstOrDefault(c => c.Id == id);

    /// <summary>Takes the place of all offices' versions.</summary>
    internal void Replace(IReadOnlyList<OfficeChain> own) => _own = own;
}
