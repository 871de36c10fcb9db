using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Yinfeng.Persistence;

/// <summary>Copies SQLite's write-ahead log into the database file while nobody writes. The next write then begins the log again from its
/// start, over bytes that the file has, and no commit of an office's day has to stop for the copying.</summary>
/// <remarks>Under a stream of writes without a pause the log still ends at <see cref="LogRoom.Pages"/>: the commit that fills it copies.
/// The copying takes the writer's turn and its connection, because SQLite 3.50 can lose a page when two connections copy at once. A
/// copying that fails, as on a full disk, loses nothing: what is committed stays in the log.</remarks>
internal sealed partial class CopyLog(Database database, Writer writer, ILogger<CopyLog> log) : BackgroundService
{
    /// <summary>Commits worth a copying: some 1,500 pages. Fewer would write the same pages of the database again and again.</summary>
    internal const int Worth = 500;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private long _seen;
    private long _copied;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!database.IsSqlite)
        {
            return;
        }
        using var timer = new PeriodicTimer(Pause);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Look();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return; // The server stops; closing the database copies the rest.
        }
    }

    /// <summary>Copies when there is enough to copy and nobody has written since the last look.</summary>
    /// <returns>Whether the whole log is in the database file now.</returns>
    internal bool Look()
    {
        var commits = writer.Commits;
        var paused = commits == _seen;
        _seen = commits;
        if (!paused || commits - _copied < Worth)
        {
            return false;
        }
        try
        {
            if (!writer.TryCopyLog())
            {
                return false; // Somebody writes, or reads what is older than the log's end: at one of the next looks.
            }
        }
        catch (SqliteException e)
        {
            NotCopied(log, e);
            _copied = commits; // Tried again when as much has been written once more.
            return false;
        }
        _copied = commits;
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The write-ahead log could not be copied into the database file; nothing is lost. Is the disk full?")]
    private static partial void NotCopied(ILogger log, Exception cause);
}
