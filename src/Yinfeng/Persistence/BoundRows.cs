namespace Yinfeng.Persistence;

/// <summary>A batch of items and the rows made of them.</summary>
internal sealed class BoundRows<TItem>(int most) : BoundValues
{
    private readonly TItem[] _items = new TItem[most];
    private int _count;

    /// <summary>The rows of <paramref name="items"/>, ready to bind.</summary>
    public static BoundRows<TItem> Of<T>(TItem[] items, Func<TItem, T> make, Action<BoundValues, T> put) where T : class
    {
        var rows = new BoundRows<TItem>(items.Length);
        items.CopyTo(rows._items, 0);
        rows._count = items.Length;
        rows.Encode(make, put);
        return rows;
    }

    /// <summary>Takes the next items in place of those held; false when there are no more.</summary>
    public bool Take(IEnumerator<TItem> items)
    {
        for (_count = 0; _count < _items.Length; _count++)
        {
            if (!items.MoveNext())
            {
                return false;
            }
            _items[_count] = items.Current;
        }
        return true;
    }

    /// <summary>Turns the items into rows and those into values.</summary>
    public void Encode<T>(Func<TItem, T> make, Action<BoundValues, T> put) where T : class
    {
        Clear();
        foreach (var item in _items.AsSpan(0, _count))
        {
            put(this, make(item));
            EndRow();
        }
    }
}
