using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Access;

/// <summary>`yinfeng user unlock|second-off`: for administrators who locked themselves out.</summary>
internal static class SignInCommands
{
    public static IEnumerable<Command> Make(ICommandMaker maker)
    {
        var login = new Argument<string>("LOGIN") { Description = "登录名" };
        yield return maker.Make("unlock", Rights.ManageUsers, "提前解锁账号", async (parsed, seat, ct) =>
            Print(seat, await seat.Services.GetRequiredService<UnlockUser>().RunAsync(seat.Viewer, parsed.GetValue(login)!, ct), "已解锁。"), login);
        yield return maker.Make("second-off", Rights.ManageUsers, "取消账号的两步验证（手机和备用码都丢了时）", async (parsed, seat, ct) =>
            Print(seat, await seat.Services.GetRequiredService<DropSecondFactor>().OfAsync(seat.Viewer, parsed.GetValue(login)!, ct), "已取消两步验证，其登录已全部退出。"), login);
    }

    private static int Print(CommandSeat seat, Decision decision, string done)
    {
        foreach (var unmet in decision.Unmet)
        {
            seat.Error.WriteLine(unmet.Message);
        }
        if (decision.Allowed)
        {
            seat.Out.WriteLine(done);
        }
        return decision.Allowed ? 0 : 1;
    }
}
