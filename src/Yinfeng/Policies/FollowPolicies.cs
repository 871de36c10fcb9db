using Microsoft.Extensions.Logging;
using Yinfeng.Persistence;

namespace Yinfeng.Policies;

/// <summary>Puts the office's versions that are in force into the library, at the start and when some change, here or on another server.</summary>
internal sealed partial class FollowPolicies(Database database, ChangeFeed feed, PolicyLibrary library, ILogger<FollowPolicies> log) : IStartTask
{
    private static readonly Statement InForce =
        new("SELECT policy_id, from_day, yaml, text, cases FROM policy_version WHERE state = 'InForce' ORDER BY policy_id, from_day");

    public async Task RunAsync(CancellationToken ct)
    {
        feed.Subscribe((changes, token) => changes.Policies || changes.Everything ? ReadAsync(token) : Task.CompletedTask);
        await ReadAsync(ct);
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        var own = new List<PolicySource>();
        await using var sql = await database.BorrowAsync(ct);
        await sql.ReadAsync(InForce, row => own.Add(new(row.GetString(0), PolicyVersion.Day(row.GetString(1)), row.GetString(2),
            row.IsDBNull(3) ? null : row.GetString(3), row.IsDBNull(4) ? null : row.GetString(4), Shipped: false)), ct);
        library.Replace(own);
        if (own.Count == 0)
        {
            return; // What is shipped can be read: it waits until somebody asks for it.
        }
        foreach (var version in library.Unread)
        {
            LeftOut(log, version.Id, version.From);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "政策 {Policy} 自 {From} 起启用的版本，现在的程序读不懂它的规则，按它前一版答复。请在“政策版本”里打开它核对，改好后重新提交。")]
    private static partial void LeftOut(ILogger log, string policy, DateOnly? from);
}
