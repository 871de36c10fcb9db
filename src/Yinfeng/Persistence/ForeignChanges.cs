using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yinfeng.Audit;

namespace Yinfeng.Persistence;

/// <summary>Hears from the audit log what other processes on the same PostgreSQL database committed, and tells the change feed.</summary>
/// <remarks>SQLite belongs to one process, which hears of its own writes at once. Entries are numbered in the order of the commits
/// (<see cref="Writer.TakeTurnAsync"/>), so none appears behind the last one heard.</remarks>
public sealed class ForeignChanges(Database database, ChangeFeed feed) : IStartTask, IDisposable
{
    private const int MostEntries = 1_000;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private static readonly Statement Newest = new("SELECT max(seq) FROM audit_entry");
    private readonly Lock _asking = new();
    private Task? _asked, _next;
    private long _heard = -1;

    /// <summary>Before anything is loaded into memory: what is committed now will be in what is loaded.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        if (!database.IsSqlite)
        {
            _heard = await NewestAsync(ct);
        }
    }

    /// <summary>The same for every request, so that a right taken back on another server is gone at the next one. While nobody else
    /// wrote it costs one look at the newest entry's number; requests that come while one looks share the next look.</summary>
    public ValueTask HearNowAsync(CancellationToken ct)
    {
        if (database.IsSqlite)
        {
            return default;
        }
        lock (_asking)
        {
            return new((_asked is null or { IsCompleted: true } ? _asked = Task.Run(LookAsync, CancellationToken.None) : _next ??= AfterAsync(_asked)).WaitAsync(ct));
        }
    }

    private async Task AfterAsync(Task before)
    {
        await before.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default); // However it ended.
        Task look;
        lock (_asking)
        {
            (_asked, _next) = (look = Task.Run(LookAsync, CancellationToken.None), null);
        }
        await look;
    }

    private async Task LookAsync()
    {
        if (await NewestAsync(CancellationToken.None) > Volatile.Read(ref _heard))
        {
            await HearAsync(CancellationToken.None);
        }
    }

    private async Task<long> NewestAsync(CancellationToken ct)
    {
        await using var sql = await database.BorrowAsync(ct);
        return await sql.FirstAsync(Newest, r => r.Long(0) ?? -1, ct);
    }

    /// <summary>After it, everything held in memory knows what had been committed anywhere when it was called.</summary>
    public async Task HearAsync(CancellationToken ct)
    {
        if (database.IsSqlite)
        {
            return;
        }
        await _gate.WaitAsync(ct);
        try
        {
            await using var db = database.OpenRead();
            int count;
            do
            {
                var entries = await db.Set<AuditEntry>().Where(e => e.Seq > _heard).OrderBy(e => e.Seq).Take(MostEntries)
                    .Select(e => new { e.Seq, e.Action, e.Subject }).ToListAsync(ct);
                var foreign = entries.Where(e => !feed.IsOwn(e.Seq)).ToList();
                if (foreign.Count > 0)
                {
                    var changes = new ChangeSet();
                    foreign.ForEach(e => Add(changes, e.Action, e.Subject));
                    await feed.PublishAsync(changes, null, ct);
                }
                count = entries.Count;
                if (count > 0)
                {
                    Volatile.Write(ref _heard, entries[^1].Seq);
                    feed.ForgetOwn(_heard); // Only now: what could not be told is told next time.
                }
            }
            while (count == MostEntries);
        }
        finally
        {
            _gate.Release();
        }
    }

    private static void Add(ChangeSet changes, string action, string subject)
    {
        if (subject.StartsWith("project:", StringComparison.Ordinal)
            && long.TryParse(subject.AsSpan(8), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            changes.ProjectIds.Add(id);
        }
        if (subject.StartsWith("enterprise:", StringComparison.Ordinal)
            && long.TryParse(subject.AsSpan(11), NumberStyles.None, CultureInfo.InvariantCulture, out var company))
        {
            changes.EnterpriseIds.Add(company);
        }
        changes.AllEnterprises |= action is "enterprise.import" or "enterprise.reclassify";
        changes.Targets |= Is("target.") || Is("plan.");
        changes.Units |= Is("unit.");
        changes.People |= Is("user.") || Is("task-force.") || Is("account.") || (Is("session.") && action is not ("session.open" or "session.refused"))
            || action is "project.share" or "project.unshare";
        changes.Settings |= Is("settings.");
        changes.Policies |= Is("policy.");
        changes.Chains |= Is("chain.");
        changes.Industries |= Is("industry.");
        changes.NameAnswers |= Is("name-answer.");
        changes.NameMatches |= Is("name-match.");
        changes.Closing |= Is("closing.");
        changes.Shareholdings |= Is("shareholding.");
        changes.Everything |= action is "import.ledger" or "import.undo";

        bool Is(string room) => action.StartsWith(room, StringComparison.Ordinal);
    }

    public void Dispose() => _gate.Dispose();
}

/// <summary>Listens every second while the server runs. A database that does not answer is asked again.</summary>
internal sealed partial class HearForeignChanges(Database database, ForeignChanges foreign, ILogger<HearForeignChanges> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (database.IsSqlite)
        {
            return;
        }
        using var timer = new PeriodicTimer(Pause);
        var silent = false;
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await foreign.HearAsync(stoppingToken);
                    silent = false;
                }
                catch (Exception e) when (e is DbException or TimeoutException || e.InnerException is DbException)
                {
                    if (!silent)
                    {
                        NotHeard(log, e);
                    }
                    silent = true; // Said once per outage, not every second.
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return; // The server stops.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "PostgreSQL did not answer; what other servers write is shown once it does.")]
    private static partial void NotHeard(ILogger log, Exception cause);
}
