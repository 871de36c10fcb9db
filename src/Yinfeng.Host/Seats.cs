using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Persistence;
using Yinfeng.Shell;

namespace Yinfeng.Host;

/// <summary>Puts a command in its seat: services of the opened data, who acts, where to print.</summary>
internal static class Seats
{
    public static Database OpenDatabase(ParseResult parsed) => Open(DataFolder(parsed), parsed.GetValue(CommandMaker.Db));

    public static Database Open(string folder, string? postgres) =>
        postgres is null ? Database.Sqlite(folder) : Database.Postgres(postgres, folder);

    public static string DataFolder(ParseResult parsed) => Path.GetFullPath(parsed.GetValue(CommandMaker.Data)!);

    /// <summary>Runs the action in a scope of <paramref name="services"/>, as the operator or narrowed to <c>--user</c>.</summary>
    /// <param name="osUser">Name of the OS user who typed the command.</param>
    public static async Task<int> RunAsync(IServiceProvider services, ParseResult parsed, CommandAction action, string osUser,
        string workingDirectory, bool interactive, CancellationToken ct)
    {
        await services.GetRequiredService<ForeignChanges>().HearNowAsync(ct);
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var viewer = Viewer.Operator(osUser);
        if (parsed.GetValue(CommandMaker.User) is { } login)
        {
            if (await NarrowAsync(services, viewer, login, ct) is not { } narrowed)
            {
                await error.WriteLineAsync($"没有用户“{login}”，或该用户已停用。请检查 --user 后的登录名。");
                return CommandLine.Refused;
            }
            viewer = narrowed;
        }
        viewer = viewer with { Restating = parsed.GetValue(CommandMaker.Restate) };
        await using var scope = services.CreateAsyncScope();
        var seat = new CommandSeat(scope.ServiceProvider, viewer, output, error, workingDirectory,
            parsed.GetValue(CommandMaker.Json), interactive);
        return await action(parsed, seat, ct);
    }

    /// <summary>Still the operator in the audit log, but with no more rights than the person has.</summary>
    private static async Task<Viewer?> NarrowAsync(IServiceProvider services, Viewer viewer, string login, CancellationToken ct)
    {
        await using var db = services.GetRequiredService<Database>().OpenRead();
        var wanted = login.ToLowerInvariant();
        var user = await db.Set<User>().FirstOrDefaultAsync(u => u.Login == wanted && !u.Disabled, ct);
        return user is null ? null : (await services.GetRequiredService<Posts>().ViewerAsync(db, user, null, ct)).Viewer with { ActorId = viewer.ActorId };
    }
}
