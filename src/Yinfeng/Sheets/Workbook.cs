using Yinfeng.Kernel;

namespace Yinfeng.Sheets;

/// <summary>Rows and columns as in <see cref="SheetRow"/>: rows from 1, columns from 0, both ends included.</summary>
public readonly record struct MergedRange(int FirstRow, int FirstColumn, int LastRow, int LastColumn);

/// <summary>A sheet, read once from top to bottom.</summary>
public abstract class Sheet
{
    public abstract string Name { get; }
    public abstract bool Hidden { get; }

    /// <summary>Columns the file hides, from 0. Known before reading where the file puts them first, which Excel does.</summary>
    public abstract IReadOnlySet<int> HiddenColumns { get; }

    /// <summary>Merged ranges. On a small sheet (up to 64 MB of XML) known before reading; on a larger one only afterwards.</summary>
    public abstract IReadOnlyList<MergedRange> Merged { get; }

    /// <summary>Whether <see cref="Merged"/> is complete before <see cref="ReadRows"/>.</summary>
    public abstract bool MergedKnown { get; }

    /// <summary>Rows that hold at least one value, in order; each in the same reused buffer.</summary>
    /// <exception cref="WorkbookRefusedException">The file turns out to be unreadable half-way.</exception>
    public abstract IEnumerable<SheetRow> ReadRows();
}

/// <summary>An opened file of any of the kinds offices send: xlsx, xls, csv.</summary>
public abstract class Workbook : IDisposable
{
    public abstract IReadOnlyList<Sheet> Sheets { get; }

    /// <summary>What a clerk should know though the file is readable, e.g. "这是 CSV 文件,扩展名却是 xlsx".</summary>
    public IReadOnlyList<string> Warnings { get; protected init; } = [];
    public abstract void Dispose();
}

/// <summary>The whole file is refused. <see cref="Unmet.Code"/> is one of not-a-workbook, damaged, encrypted, too-large,
/// unsafe-content, sheet-missing; the message is for the clerk and names the file and the cause.</summary>
public sealed class WorkbookRefusedException(Unmet reason) : Exception(reason.Message)
{
    public Unmet Reason { get; } = reason;
}
