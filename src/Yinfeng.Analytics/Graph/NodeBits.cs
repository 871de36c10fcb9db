using System.Runtime.CompilerServices;

namespace Yinfeng.Analytics.Graph;

/// <summary>A bit for each node that remembers which were set, so that clearing costs as much as setting did.</summary>
internal sealed class NodeBits(int nodes)
{
    private readonly ulong[] _words = new ulong[(nodes + 63) / 64];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Has(int node) => (_words[node >> 6] >> node & 1) != 0;

    /// <returns>False when it was set already.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Set(int node)
    {
        ref var word = ref _words[node >> 6];
        var bit = 1UL << node;
        var isNew = (word & bit) == 0;
        word |= bit;
        return isNew;
    }

    /// <summary>Clears the words of these nodes, which must be all that were set.</summary>
    public void Clear(ReadOnlySpan<int> set)
    {
        foreach (var node in set)
        {
            _words[node >> 6] = 0;
        }
    }
}
