namespace Yinfeng.Persistence;

/// <summary>Room for SQLite's write-ahead log on the disk. A commit that writes over bytes which the file already has is synced in half
/// the time of one that makes the file longer, and more evenly: the file system need not note the new length.</summary>
/// <remarks>SQLite begins the log again from its start after every checkpoint and never shortens it, so this is needed once. What stands
/// behind the last commit is no part of the log: each frame bears the log's salt, which zeros do not.</remarks>
internal static class LogRoom
{
    /// <summary>Pages in the log at which a commit copies them into the database.</summary>
    public const int Pages = 8_000;

    private const long Frame = 24 + 4096, Header = 32, LastCommit = 64;

    /// <param name="database">The database file; its log exists, since a connection in WAL mode is open.</param>
    public static void Reserve(string database)
    {
        try
        {
            using var log = new FileStream(database + "-wal", FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            var zeros = new byte[1 << 20];
            log.Seek(0, SeekOrigin.End);
            for (var missing = Header + (Pages + LastCommit) * Frame - log.Length; missing > 0; missing -= zeros.Length)
            {
                log.Write(zeros.AsSpan(0, (int)Math.Min(missing, zeros.Length)));
            }
            log.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // The disk is as good as full: commits take longer, and the one that finds no room at all says so.
        }
    }
}
