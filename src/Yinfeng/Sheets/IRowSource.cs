namespace Yinfeng.Sheets;

/// <summary>Where a sheet's rows come from: each kind of file has its own.</summary>
internal interface IRowSource : IDisposable
{
    /// <summary>Fills the buffer with the next row that holds a value; false at the end.</summary>
    /// <exception cref="WorkbookRefusedException">The file turns out to be unreadable.</exception>
    bool Next(SheetRow row);
}
