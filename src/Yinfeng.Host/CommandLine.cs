using System.CommandLine;
using Yinfeng.Persistence;

namespace Yinfeng.Host;

/// <summary>Reads a command line, runs it and turns whatever happens into a message and an exit code.</summary>
internal static class CommandLine
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int WrongUsage = 2;
    public const int Bug = 70;
    public const int Interrupted = 130;

    public static RootCommand Tree(ICommandRunner runner)
    {
        var root = new RootCommand("引凤 Yinfeng: 招商引资从线索到投产")
        {
            CommandMaker.Data, CommandMaker.Db, CommandMaker.User, CommandMaker.Restate, CommandMaker.Json,
        };
        var maker = new CommandMaker(runner);
        root.Subcommands.Add(ServeCommand.Make());
        root.Subcommands.Add(MigrateCommand.Make(maker));
        root.Subcommands.Add(DoctorCommand.Make(maker));
        foreach (var command in Composition.Commands(maker))
        {
            root.Subcommands.Add(command);
        }
        return root;
    }

    /// <param name="runner">Where commands that need data do their work.</param>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, ICommandRunner runner, TextWriter output, TextWriter error,
        CancellationToken ct)
    {
        // "@name" is an ordinary argument here: a response file would let a file name smuggle in options.
        var parsed = Tree(runner).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            foreach (var wrong in parsed.Errors)
            {
                await error.WriteLineAsync(wrong.Message);
            }
            await error.WriteLineAsync($"用法见：{Path(parsed.CommandResult.Command)} --help");
            return WrongUsage;
        }
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = output, Error = error, EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = runner.HandlesSignals ? TimeSpan.FromSeconds(30) : null,
            }, ct);
        }
        catch (Exception e)
        {
            return await ExplainAsync(e, error);
        }
    }

    /// <summary>The last line of defence: what an operator reads when a command could not go on.</summary>
    private static async Task<int> ExplainAsync(Exception e, TextWriter error)
    {
        var cause = e is InvalidOperationException or Microsoft.EntityFrameworkCore.DbUpdateException ? e.InnerException ?? e : e;
        var (code, message) = cause switch
        {
            OperationCanceledException => (Interrupted, "已中断，没有保存任何改动。"),
            DataRefusedException => (Refused, e.Message),
            FileNotFoundException missing => (Refused, $"找不到文件 {missing.FileName}。请检查路径。"),
            DirectoryNotFoundException => (Refused, $"找不到文件夹：{e.Message}"),
            UnauthorizedAccessException => (Refused, $"没有权限：{e.Message} 请换一个用户，或修改该文件夹的权限。"),
            Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 13 } => (Refused, "磁盘已满，没有保存任何改动。请腾出空间后重试。"),
            Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 8 or 14 } =>
                (Refused, "打不开数据库文件。请检查数据文件夹是否存在、当前用户能否读写。"),
            Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 11 or 26 } =>
                (Refused, "数据库文件已损坏或不是引凤的数据。请不要删除它，先运行 yinfeng doctor，再从备份恢复。"),
            Npgsql.NpgsqlException { InnerException: System.Net.Sockets.SocketException } =>
                (Refused, $"连不上 PostgreSQL:{e.Message} 请检查 --db 的地址和端口。"),
            Npgsql.PostgresException { SqlState: "28P01" or "28000" or "3D000" } => (Refused, $"PostgreSQL 拒绝连接：{e.Message}"),
            _ => (Bug, $"程序出错，没有完成：{e.Message}\n请把命令和这段话交给维护人员；设环境变量 YINFENG_DEBUG=1 再运行可看到详情。"),
        };
        await error.WriteLineAsync(message);
        if (Environment.GetEnvironmentVariable("YINFENG_DEBUG") == "1")
        {
            await error.WriteLineAsync(e.ToString());
        }
        return code;
    }

    private static string Path(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{Path(parent)} {command.Name}" : "yinfeng";
}
