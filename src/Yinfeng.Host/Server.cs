using System.Net;
using Microsoft.AspNetCore.Connections;
using Yinfeng.Access;
using Yinfeng.Persistence;

namespace Yinfeng.Host;

/// <summary>How the server was asked to start.</summary>
/// <param name="Postgres">Connection string, or null for the embedded database in <paramref name="Folder"/>.</param>
/// <param name="Urls">Addresses to listen on, separated by semicolons.</param>
/// <param name="Demo">Fill an empty folder with the demo workspace.</param>
internal sealed record ServeOrder(string Folder, string? Postgres, string Urls, bool Demo)
{
    /// <summary>Reverse proxies besides those on this machine that are believed about who asks.</summary>
    public IReadOnlyList<IPAddress> Proxies { get; init; } = [];
}

/// <summary>The life of the server: takes the folder, opens the data, answers the web and the commands typed beside it.</summary>
internal static class Server
{
    public static async Task<int> RunAsync(ServeOrder order, TextWriter output, TextWriter error, CancellationToken ct)
    {
        using var taken = await FolderLock.TakeAsync(order.Folder, FolderLock.Work, "yinfeng serve", TimeSpan.FromSeconds(5), ct);
        if (taken is null)
        {
            await error.WriteLineAsync($"数据文件夹 {order.Folder} 正被另一个进程使用({FolderLock.Holder(order.Folder, FolderLock.Work)})。"
                + "同一文件夹只能启动一个引凤服务；请先停止它，或用 --data 指定另一个文件夹。");
            return CommandLine.Refused;
        }
        await using var database = Seats.Open(order.Folder, order.Postgres);
        await using var app = ServeCommand.BuildApp(database, order.Urls, proxies: order.Proxies);
        await Composition.StartAsync(app.Services, ct);
        database.ReserveLog();
        if (order.Demo)
        {
            await Demo.FillAsync(app.Services, order, error, ct);
        }
        try
        {
            await app.StartAsync(ct);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await error.WriteLineAsync($"地址 {order.Urls} 已被占用。请停止占用它的程序，或用 --urls 换一个端口，例如 --urls http://127.0.0.1:5081。");
            return CommandLine.Refused;
        }
        await using var socket = CommandSocket.Open(app.Services, order.Folder, order.Postgres);
        if (socket is null)
        {
            await error.WriteLineAsync($"注意：数据文件夹的路径太长，服务运行时不能在这个文件夹上执行命令。路径请不超过 {CommandHandover.LongestPath - 13} 字节。");
        }
        await GreetAsync(app, order, output, ct);
        await app.WaitForShutdownAsync(ct);
        return CommandLine.Done;
    }

    /// <summary>Where to open it and how to log in.</summary>
    private static async Task GreetAsync(WebApplication app, ServeOrder order, TextWriter output, CancellationToken ct)
    {
        // Only now, when the server answers: a password printed by a start that failed would be lost.
        IReadOnlyList<OneTimePassword> first = order.Demo ? await Demo.PasswordsAsync(app.Services, ct)
            : await app.Services.GetRequiredService<FirstAdministrator>().EnsureAsync(ct) is { } made ? [made] : [];
        await output.WriteLineAsync($"引凤已启动，请用浏览器打开 {string.Join("、", app.Urls)}");
        foreach (var person in first)
        {
            var about = order.Demo ? Demo.People.Single(p => p.Login == person.Login).Name : "安全管理员，先为大家建账号、办任职";
            await output.WriteLineAsync($"登录名 {person.Login}，一次性密码 {person.Password}（{about}；登录后会请您设置自己的密码）");
        }
        if (first.Count == 0)
        {
            await output.WriteLineAsync($"用自己的账号登录；忘记密码时另开终端执行：yinfeng user reset 登录名 --data {order.Folder}");
        }
        await output.WriteLineAsync($"数据文件夹 {order.Folder}，按 Ctrl+C 停止");
        await output.FlushAsync(ct);
    }
}
