using System.CommandLine;
using System.Runtime;
using Yinfeng.Enterprises;
using Yinfeng.Persistence;

namespace Yinfeng.Host;

/// <summary>Runs a command typed on this machine: hands it to the server that holds the folder, else takes the folder itself.</summary>
/// <param name="args">The command line as typed, for handing over.</param>
internal sealed class LocalRunner(IReadOnlyList<string> args) : ICommandRunner
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public bool HandlesSignals => true;

    public async Task<int> RunAsync(ParseResult parsed, CommandAction action, CancellationToken ct)
    {
        var folder = Seats.DataFolder(parsed);
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var order = new CommandOrder([.. args], Environment.CurrentDirectory, parsed.GetValue(CommandMaker.Db), Environment.UserName,
            !Console.IsErrorRedirected);
        var until = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (true)
        {
            if (await CommandHandover.TryAsync(folder, order, output, error, ct) is { } code)
            {
                return code;
            }
            using var taken = FolderLock.TryTake(folder, FolderLock.Work, $"yinfeng {parsed.CommandResult.Command.Name}");
            if (taken is not null)
            {
                return await HereAsync(parsed, action, order, ct);
            }
            if (Environment.TickCount64 > until)
            {
                await error.WriteLineAsync($"数据文件夹 {folder} 正被另一个进程使用({FolderLock.Holder(folder, FolderLock.Work)})。"
                    + "请等它结束后再试，或用 --data 指定另一个文件夹。");
                return CommandLine.Refused;
            }
            await Task.Delay(100, ct); // Another command, or a server that is just starting or stopping.
        }
    }

    private static async Task<int> HereAsync(ParseResult parsed, CommandAction action, CommandOrder order, CancellationToken ct)
    {
        // Nobody waits for a page here: collecting in one go spares a large import a tenth of its time.
        GCSettings.LatencyMode = GCLatencyMode.Batch;
        await using var database = Seats.OpenDatabase(parsed);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddYinfeng(database).AddSavedEnterprises();
        await using var provider = services.BuildServiceProvider();
        if (parsed.CommandResult.Command is not ReadingCommand || !await Startup.IsCurrentAsync(database, ct))
        {
            await Composition.StartAsync(provider, ct);
        }
        return await Seats.RunAsync(provider, parsed, action, order.OsUser, order.WorkingDirectory, order.Interactive, ct);
    }
}
