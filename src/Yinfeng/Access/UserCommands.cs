using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Access;

/// <summary>`yinfeng user …`: accounts from the console of the machine.</summary>
public static class UserCommands
{
    public static Command Make(ICommandMaker maker)
    {
        var login = new Argument<string>("LOGIN") { Description = "登录名" };
        var name = new Option<string?>("--name") { Description = "姓名；缺省同登录名" };
        var unit = new Option<string?>("--unit") { Description = "所在单位的代码或全称；缺省为全部" };
        var roles = new Option<Role[]>("--role") { Description = "身份，可写多个：" + string.Join("、", Enum.GetValues<Role>().Select(r => $"{r} {Roles.Name(r)}")), AllowMultipleArgumentsPerToken = true };
        var user = new Command("user", "用户账号")
        {
            maker.Make("add", Rights.ManageUsers, "新增用户并打印一次性密码", async (parsed, seat, ct) =>
            {
                var text = parsed.GetValue(login)!;
                var input = new NewUser(text, parsed.GetValue(name) ?? text, parsed.GetValue(unit), parsed.GetValue(roles) ?? []);
                return Print(seat, await seat.Services.GetRequiredService<AddUser>().RunAsync(seat.Viewer, input, ct));
            }, login, name, unit, roles),
            maker.Make("reset", Rights.ManageUsers, "重置密码并打印一次性密码", async (parsed, seat, ct) =>
                Print(seat, await seat.Services.GetRequiredService<ResetPassword>().RunAsync(seat.Viewer, parsed.GetValue(login)!, ct)), login),
        };
        foreach (var command in SignInCommands.Make(maker))
        {
            user.Add(command);
        }
        return user;
    }

    private static int Print(CommandSeat seat, Decision<OneTimePassword> decision)
    {
        if (!decision.Allowed)
        {
            foreach (var unmet in decision.Unmet)
            {
                seat.Error.WriteLine(unmet.Message);
            }
            return 1;
        }
        var made = decision.Value!;
        seat.Out.WriteLine(seat.Json
            ? JsonSerializer.Serialize(new { made.Login, made.Password }, AuditJson.Options)
            : $"用户 {made.Login} 的一次性密码：{made.Password}（只显示这一次，登录后须改密）");
        return 0;
    }
}
