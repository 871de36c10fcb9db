using Yinfeng.Analytics.Batch;

namespace Yinfeng.Rules;

/// <summary>The facts of many subjects as columns, made once and asked by any number of plans.</summary>
/// <remarks>Rows are put together by a region or a choice where one is named, so that a policy for one province skips the others;
/// <see cref="Subject"/> says who a row is. Not changed after it is made, so any number of threads may read it.</remarks>
public sealed class BatchTable
{
    private readonly int[] _subjects;
    private readonly Dictionary<Fact, BatchColumn> _columns;

    internal BatchTable(FactSchema schema, int[] subjects, Dictionary<Fact, BatchColumn> columns) =>
        (Schema, _subjects, _columns) = (schema, subjects, columns);

    public FactSchema Schema { get; }
    public int Rows => _subjects.Length;
    public int Blocks => (Rows + RowBits.BlockRows - 1) / RowBits.BlockRows;

    /// <summary>The number of a row's subject in the order in which they were added.</summary>
    public int Subject(int row) => _subjects[row];

    /// <summary>The same for all rows of a block.</summary>
    internal ReadOnlySpan<int> Subjects(int block) => _subjects.AsSpan(block * RowBits.BlockRows, RowsOf(block));

    internal BatchColumn this[Fact fact] => _columns[fact];

    /// <summary>Rows of a block: <see cref="RowBits.BlockRows"/> but for the last.</summary>
    internal int RowsOf(int block) => Math.Min(RowBits.BlockRows, Rows - (block * RowBits.BlockRows));
}
