using Microsoft.EntityFrameworkCore.Metadata;

namespace Yinfeng.Persistence;

/// <summary>Rows of one table that other threads turn into values while an earlier batch is still being written; for
/// <see cref="BulkInsert.IntoAsync{TItem, T}(PreparedConnection, ReadyRows{TItem, T}, CancellationToken)"/>, once.</summary>
/// <remarks>PostgreSQL's COPY takes rows as they are: there they are made when they are added.</remarks>
internal sealed class ReadyRows<TItem, T> where T : class
{
    private const int RowsAtOnce = 4_096;

    /// <param name="model">Of the database that will take the rows.</param>
    /// <param name="make">Makes the row of an item; several threads call it at once.</param>
    /// <param name="atOnce">How many a thread makes in one go; fewer where one costs more.</param>
    public ReadyRows(IModel model, bool sqlite, IReadOnlyCollection<TItem> items, Func<TItem, T> make, int atOnce = RowsAtOnce)
    {
        (Items, Make) = (items, make);
        Columns = BulkColumn.Of<T>(model, out var table);
        Table = table;
        if (sqlite)
        {
            var put = RowEncoder.Of<T>(model.FindEntityType(typeof(T))!);
            Parts = [.. items.Chunk(atOnce).Select(part => Task.Run(() => BoundRows<TItem>.Of(part, make, put)))];
        }
    }

    public string Table { get; }
    public BulkColumn[] Columns { get; }
    public IReadOnlyCollection<TItem> Items { get; }
    public Func<TItem, T> Make { get; }

    /// <summary>For SQLite, in the order of the items; whoever takes one disposes it.</summary>
    public IReadOnlyList<Task<BoundRows<TItem>>> Parts { get; } = [];
}
