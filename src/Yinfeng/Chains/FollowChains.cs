using Microsoft.Extensions.Logging;
using Yinfeng.Persistence;

namespace Yinfeng.Chains;

/// <summary>Puts the offices' versions that are in force onto the shelf, at the start and when some change, here or on another server.</summary>
internal sealed partial class FollowChains(Database database, ChangeFeed feed, ChainShelf shelf, ChainCheck check,
    ILogger<FollowChains> log) : IStartTask
{
    private static readonly Statement InForce =
        new("SELECT unit_id, chain_id, from_day, yaml FROM chain_version WHERE state = 'InForce' ORDER BY id");

    public async Task RunAsync(CancellationToken ct)
    {
        feed.Subscribe((changes, token) => changes.Chains || changes.Everything ? ReadAsync(token) : Task.CompletedTask);
        await ReadAsync(ct);
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        var own = new List<OfficeChain>();
        await using var sql = await database.BorrowAsync(ct);
        await sql.ReadAsync(InForce, version =>
        {
            if (check.Read(version.GetString(3)).Chain is { } chain)
            {
                own.Add(new OfficeChain(version.GetInt64(0), chain));
            }
            else
            {
                LeftOut(log, version.GetString(1), version.GetString(2));
            }
        }, ct);
        shelf.Replace(own);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "产业链 {Chain} 自 {From} 起启用的版本，现在的程序读不懂，按它前一版使用。请在产业链页面打开它核对，改好后重新启用。")]
    private static partial void LeftOut(ILogger log, string chain, string from);
}
