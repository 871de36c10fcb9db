using System.CommandLine;
using Yinfeng.Access;
using Yinfeng.Persistence;
using Yinfeng.Shell;

namespace Yinfeng.Host;

/// <summary>Opens the data a command names, runs it there and closes it again.</summary>
internal sealed class CommandMaker : ICommandMaker
{
    public static readonly Option<string> Data = new("--data")
    {
        Description = "数据文件夹", DefaultValueFactory = _ => "./yinfeng-data", Recursive = true,
    };
    public static readonly Option<string?> Db = new("--db") { Description = "PostgreSQL 连接串", Recursive = true };
    public static readonly Option<string?> User = new("--user") { Description = "只按此人的权限执行", Recursive = true };
    public static readonly Option<bool> Json = new("--json") { Description = "在标准输出打印一份 JSON", Recursive = true };

    public CommandMaker(RootCommand root)
    {
        root.Options.Add(Data);
        root.Options.Add(Db);
        root.Options.Add(User);
        root.Options.Add(Json);
    }

    public Command Make(string name, string description, Func<ParseResult, CommandSeat, CancellationToken, Task<int>> action,
        params IEnumerable<Symbol> symbols)
    {
        var command = new Command(name, description);
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
        command.SetAction(async (parsed, ct) =>
        {
            await using var database = OpenDatabase(parsed);
            var services = new ServiceCollection();
            services.AddLogging();
            services.AddYinfeng(database);
            await using var provider = services.BuildServiceProvider();
            await Composition.StartAsync(provider, ct);
            await using var scope = provider.CreateAsyncScope();
            var seat = new CommandSeat(scope.ServiceProvider, Viewer.Operator(Environment.UserName), Console.Out, Console.Error,
                Environment.CurrentDirectory, parsed.GetValue(Json), !Console.IsErrorRedirected);
            return await action(parsed, seat, ct);
        });
        return command;
    }

    public static Database OpenDatabase(ParseResult parsed)
    {
        var folder = Path.GetFullPath(parsed.GetValue(Data)!);
        return parsed.GetValue(Db) is { } postgres ? Database.Postgres(postgres, folder) : Database.Sqlite(folder);
    }
}
