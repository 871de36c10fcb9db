using System.CommandLine;
using System.Text.Json;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Persistence;
using Yinfeng.Shell;

namespace Yinfeng.Host;

/// <summary><c>yinfeng migrate</c>: brings the data up to this version now instead of at the next start.</summary>
internal static class MigrateCommand
{
    public static Command Make(ICommandMaker maker) => maker.Make("migrate", Rights.ManageSystem, "把数据升级到本版本", RunAsync);

    private static async Task<int> RunAsync(ParseResult parsed, CommandSeat seat, CancellationToken ct)
    {
        // Opening the data has done the work: a seat is only given on data that are up to date.
        var applied = await Startup.AppliedAsync(seat.Services.GetRequiredService<Database>(), ct);
        if (seat.Json)
        {
            await seat.Out.WriteLineAsync(JsonSerializer.Serialize(new { upToDate = true, last = applied[^1] }, AuditJson.Options));
        }
        await seat.Error.WriteLineAsync($"数据已是最新({applied[^1]})。");
        return CommandLine.Done;
    }
}
