using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Arbitration;
using Yinfeng.Assessment;
using Yinfeng.Chains;
using Yinfeng.Imports;
using Yinfeng.Inspections;
using Yinfeng.Meetings;
using Yinfeng.Persistence;
using Yinfeng.Promises;
using Yinfeng.Reviews;
using Yinfeng.Shell;
using Yinfeng.Suspicion;
using Yinfeng.Visits;

namespace Yinfeng.Host;

/// <summary>The demo workspace (演示): two cities' ledgers, taken in by the same command an office types.</summary>
internal static class Demo
{
    public const string Folder = "./yinfeng-demo";

    private static readonly (string File, string Unit)[] Ledgers = [("yuncheng-2021.xlsx", "140800"), ("dezhou-2023q1.xlsx", "371400")];

    /// <summary>Who may be tried: one person for all business, and the three administrators that exclude one another.</summary>
    public static readonly (string Login, string Name, Role[] Roles)[] People =
    [
        ("demo", "演示用户", [Role.Reporter, Role.Verifier, Role.Approver, Role.Leader, Role.Inspector]),
        (FirstAdministrator.Login, "安全管理员", [Role.SecurityAdministrator]),
        ("system", "系统管理员", [Role.SystemAdministrator]),
        ("audit", "审计管理员", [Role.AuditAdministrator]),
    ];

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
        await new DemoMeetings(services).FillAsync(ct);
        await new DemoPromises(services).FillAsync(ct);
        await new DemoVisits(services).FillAsync(ct);
        await new DemoReviews(services).FillAsync(ct);
        await services.GetRequiredService<InspectionsDemo>().FillAsync(People[0].Login, ct);
        await new DemoClaims(services).FillAsync(ct);
        await services.GetRequiredService<SuspicionDemo>().FillAsync(ct);
        await new DemoScores(services).FillAsync(ct);
        await new DemoChains(services).FillAsync(ct);
    }

    /// <summary>Passwords to show as long as nobody has chosen one: whoever tries the demo again tomorrow still gets in.</summary>
    /// <returns>None for a person who has a password of their own.</returns>
    public static async Task<IReadOnlyList<OneTimePassword>> PasswordsAsync(IServiceProvider services, CancellationToken ct)
    {
        var (add, reset, viewer) = (services.GetRequiredService<AddUser>(), services.GetRequiredService<ResetPassword>(), Viewer.Operator(Environment.UserName));
        List<User> known;
        await using (var db = services.GetRequiredService<Database>().OpenRead())
        {
            known = await db.Set<User>().ToListAsync(ct);
        }
        var shown = new List<OneTimePassword>();
        foreach (var (login, name, roles) in People)
        {
            var decision = known.Find(u => u.Login == login) switch
            {
                null => await add.RunAsync(viewer, new NewUser(login, name, null, roles), ct),
                { MustChangePassword: true } => await reset.RunAsync(viewer, login, ct),
                _ => null,
            };
            if (decision?.Value is { } made)
            {
                shown.Add(made);
            }
        }
        return shown;
    }
}
