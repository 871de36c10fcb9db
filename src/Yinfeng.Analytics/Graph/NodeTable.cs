using System.Runtime.CompilerServices;

namespace Yinfeng.Analytics.Graph;

/// <summary>Numbers the nodes a walk meets 0, 1, 2 … in the order it meets them; small enough to stay in a core's nearest cache.</summary>
internal struct NodeTable
{
    private const int Least = 256;
    private int[] _slots;
    private int[] _nodes;
    private int _mask;

    public NodeTable()
    {
        (_slots, _nodes, _mask) = (new int[Least], new int[Least / 2], Least - 1);
        _slots.AsSpan().Fill(-1);
    }

    public int Count { get; private set; }

    public readonly int Node(int number) => _nodes[number];

    public void Clear()
    {
        _mask = Least - 1;
        _slots.AsSpan(0, Least).Fill(-1);
        Count = 0;
    }

    /// <summary>The node's number; <paramref name="isNew"/> when it was not met before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Number(int node, out bool isNew)
    {
        var slot = Place(node, _mask);
        for (; ; slot = (slot + 1) & _mask)
        {
            var number = _slots[slot];
            if (number < 0)
            {
                break;
            }
            if (_nodes[number] == node)
            {
                isNew = false;
                return number;
            }
        }
        isNew = true;
        return Add(node, slot);
    }

    private int Add(int node, int slot)
    {
        if (Count == _nodes.Length)
        {
            Array.Resize(ref _nodes, Count * 2);
        }
        _slots[slot] = Count;
        _nodes[Count++] = node;
        if (Count * 2 > _mask)
        {
            Grow();
        }
        return Count - 1;
    }

    private void Grow()
    {
        _mask = (_mask * 2) + 1;
        if (_slots.Length <= _mask)
        {
            _slots = new int[_mask + 1];
        }
        _slots.AsSpan(0, _mask + 1).Fill(-1);
        for (var number = 0; number < Count; number++)
        {
            var slot = Place(_nodes[number], _mask);
            while (_slots[slot] >= 0)
            {
                slot = (slot + 1) & _mask;
            }
            _slots[slot] = number;
        }
    }

    /// <summary>Fibonacci hashing: neighbouring numbers of nodes spread over the table.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Place(int node, int mask) => (int)(unchecked((uint)node * 2654435769u) >> 7) & mask;
}
