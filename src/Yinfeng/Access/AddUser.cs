using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Access;

/// <summary>What an administrator enters for a new account.</summary>
/// <param name="Unit">Code or name of the unit where the person works and acts; empty for the administrator's own scope.</param>
/// <param name="Roles">Roles held there from today on.</param>
public sealed record NewUser(string Login, string Name, string? Unit, IReadOnlyList<Role> Roles);

/// <summary>An account with the one-time password that is shown once.</summary>
public sealed record OneTimePassword(long UserId, string Login, string Password);

/// <summary>Adds an account with a one-time password.</summary>
public sealed partial class AddUser(Writer writer, UnitDirectory units)
{
    public async Task<Decision<OneTimePassword>> RunAsync(Viewer viewer, NewUser input, CancellationToken ct)
    {
        var login = input.Login.Trim().ToLowerInvariant();
        var unmet = UserRules.Unmet(input.Name);
        unmet.AddRange(UserRules.Together(input.Roles));
        var tree = await units.TodayAsync(ct);
        var unitId = UserRules.Scope(viewer, tree, input.Unit, unmet);
        if (!LoginForm().IsMatch(login))
        {
            unmet.Add(new("user.login", "Login", "登录名须为 2 到 40 位小写字母、数字、点、横线或下划线，以字母开头，例如 li.min。"));
        }
        if (unmet.Count > 0)
        {
            return Decision<OneTimePassword>.Refuse(unmet);
        }
        var password = Passwords.OneTime();
        var hash = await Passwords.HashAsync(password, ct);
        return await writer.RunAsync(viewer, Rights.ManageUsers, async work =>
        {
            if (await work.Db.Set<User>().AnyAsync(u => u.Login == login, ct))
            {
                return Decision<OneTimePassword>.Refuse("user.exists", "Login", $"登录名“{login}”已被使用，请换一个。");
            }
            var user = new User
            {
                Login = login, Name = input.Name.Trim(), UnitId = unitId,
                PasswordHash = hash, MustChangePassword = true, CreatedAtUtc = work.NowUtc,
            };
            work.Db.Add(user);
            work.Db.AddRange(input.Roles.Distinct().Select(r => new Appointment { UserId = user.Id, Role = r, UnitId = unitId, From = BusinessTime.DayOf(work.NowUtc) }));
            work.Audit("user.add", $"user:{login}", new { user.Name, user.UnitId, Roles = input.Roles.Distinct() });
            return Decision<OneTimePassword>.Allow(new(user.Id, login, password));
        }, ct);
    }

    [GeneratedRegex("^[a-z][a-z0-9._-]{1,39}$")]
    private static partial Regex LoginForm();
}
