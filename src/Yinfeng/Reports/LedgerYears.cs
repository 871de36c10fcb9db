using Yinfeng.Units;

namespace Yinfeng.Reports;

/// <summary>Which years of which units the product holds a ledger of. Only these have a "same period last year".</summary>
/// <param name="taken">Units whose ledger of a year was taken in, or that have reports of that year; it covers all below them.</param>
internal sealed class LedgerYears(IReadOnlySet<(long Unit, int Year)> taken)
{
    public IReadOnlySet<(long Unit, int Year)> Taken => taken;

    /// <summary>By slot of <paramref name="tree"/>: whether the figures of <paramref name="year"/> are complete enough to compare with.</summary>
    /// <remarks>A unit above those whose ledgers were taken in has a last year only when none of them lacks it: half a province
    /// compared with a whole one would be a false rise.</remarks>
    public bool[] Known(UnitTree tree, int year)
    {
        var nodes = tree.InOrder;
        var known = new bool[nodes.Count];
        var below = new bool[nodes.Count];
        var lacking = new bool[nodes.Count];
        foreach (var node in nodes) // Parents first: what covers a unit covers all below it.
        {
            var parent = node.ParentId is { } p ? tree.Find(p)!.First : -1;
            known[node.First] = taken.Contains((node.Id, year)) || (parent >= 0 && known[parent]);
        }
        for (var slot = nodes.Count - 1; slot >= 0; slot--)
        {
            var node = nodes[slot];
            lacking[slot] |= taken.Contains((node.Id, year + 1)) && !known[slot] && !below[slot];
            if (node.ParentId is { } p && tree.Find(p)!.First is var parent)
            {
                below[parent] |= known[slot] || below[slot];
                lacking[parent] |= lacking[slot];
            }
        }
        for (var slot = 0; slot < known.Length; slot++)
        {
            known[slot] |= below[slot] && !lacking[slot];
        }
        return known;
    }
}
