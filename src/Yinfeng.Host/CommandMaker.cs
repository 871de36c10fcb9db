using System.CommandLine;
using Yinfeng.Access;
using Yinfeng.Shell;

namespace Yinfeng.Host;

/// <summary>The work of a command, written once by its room.</summary>
internal delegate Task<int> CommandAction(ParseResult parsed, CommandSeat seat, CancellationToken ct);

/// <summary>Decides where the work of a command is done: in this process, or in the server that holds the folder.</summary>
internal interface ICommandRunner
{
    /// <summary>Ctrl+C and SIGTERM belong to the command, and cancel it; inside the server they belong to the server.</summary>
    bool HandlesSignals { get; }

    /// <returns>The exit code.</returns>
    Task<int> RunAsync(ParseResult parsed, CommandAction action, CancellationToken ct);
}

/// <summary>A command that reads the store itself: <see cref="ICommandMaker.MakeReading"/>.</summary>
internal sealed class ReadingCommand(string name, string description) : Command(name, description);

/// <summary>Makes the commands that work on data, with the options all of them share.</summary>
internal sealed class CommandMaker(ICommandRunner runner) : ICommandMaker
{
    public static readonly Option<string> Data = new("--data")
    {
        Description = "数据文件夹", DefaultValueFactory = _ => "./yinfeng-data", Recursive = true,
    };
    public static readonly Option<string?> Db = new("--db") { Description = "PostgreSQL 连接串", Recursive = true };
    public static readonly Option<string?> User = new("--user") { Description = "只按此人的权限执行", Recursive = true };
    public static readonly Option<string?> Restate = new("--restate") { Description = "更正原因：会改变已关账月份的数字时填写", Recursive = true };
    public static readonly Option<bool> Json = new("--json") { Description = "在标准输出打印一份 JSON", Recursive = true };

    public Command Make(string name, Rights needs, string description, Func<ParseResult, CommandSeat, CancellationToken, Task<int>> action,
        params IEnumerable<Symbol> symbols) => Filled(new Command(name, description), needs, action, symbols);

    public Command MakeReading(string name, Rights needs, string description, Func<ParseResult, CommandSeat, CancellationToken, Task<int>> action,
        params IEnumerable<Symbol> symbols) => Filled(new ReadingCommand(name, description), needs, action, symbols);

    private Command Filled(Command command, Rights needs, Func<ParseResult, CommandSeat, CancellationToken, Task<int>> action, IEnumerable<Symbol> symbols)
    {
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                command.Arguments.Add(argument);
            }
            else
            {
                command.Options.Add((Option)symbol);
            }
        }
        command.SetAction((parsed, ct) => runner.RunAsync(parsed, (p, seat, stop) => MayAsync(seat, needs, () => action(p, seat, stop)), ct));
        return command;
    }

    private static async Task<int> MayAsync(CommandSeat seat, Rights needs, Func<Task<int>> action)
    {
        if (seat.Viewer.May(needs))
        {
            return await action();
        }
        await seat.Error.WriteLineAsync(Needs.Missing(needs));
        return CommandLine.Refused;
    }
}
