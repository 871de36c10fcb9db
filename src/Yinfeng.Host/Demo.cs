using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Imports;
using Yinfeng.Persistence;
using Yinfeng.Shell;

namespace Yinfeng.Host;

/// <summary>The demo workspace (演示): two cities' ledgers, taken in by the same command an office types.</summary>
internal static class Demo
{
    public const string Folder = "./yinfeng-demo";

    private static readonly (string File, string Unit)[] Ledgers = [("yuncheng-2021.xlsx", "140800"), ("dezhou-2023q1.xlsx", "371400")];

    /// <summary>Fills an empty store; a store with imports of its own is left as it is.</summary>
    public static async Task FillAsync(IServiceProvider services, ServeOrder order, TextWriter error, CancellationToken ct)
    {
        await using (var db = services.GetRequiredService<Database>().OpenRead())
        {
            if (await db.Set<Import>().AnyAsync(ct))
            {
                return;
            }
        }
        var seat = new CommandOrder([], AppFolders.Demo, order.Postgres, Environment.UserName, Interactive: false);
        foreach (var (file, unit) in Ledgers)
        {
            var code = await CommandLine.RunAsync(["import", "ledger", file, "--unit", unit],
                new ServerRunner(services, seat, order.Postgres), TextWriter.Null, error, ct);
            if (code != CommandLine.Done)
            {
                throw new DataRefusedException($"演示台账 {file} 没有导入成功，原因见上。请换一个空的数据文件夹重试。");
            }
        }
    }

    /// <summary>A password to show as long as nobody has chosen one: whoever tries the demo again tomorrow still gets in.</summary>
    /// <returns>Null once the administrator has a password of their own.</returns>
    public static async Task<OneTimePassword?> PasswordAsync(IServiceProvider services, CancellationToken ct)
    {
        await using (var db = services.GetRequiredService<Database>().OpenRead())
        {
            if (!await db.Set<User>().AnyAsync(u => u.Login == FirstAdministrator.Login && u.MustChangePassword, ct))
            {
                return null;
            }
        }
        var reset = services.GetRequiredService<ResetPassword>();
        return (await reset.RunAsync(Viewer.Operator(Environment.UserName), FirstAdministrator.Login, ct)).Value;
    }
}
