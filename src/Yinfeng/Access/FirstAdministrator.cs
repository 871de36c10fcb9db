using Microsoft.EntityFrameworkCore;
using Yinfeng.Persistence;

namespace Yinfeng.Access;

/// <summary>The first start of a server creates the account that appoints everybody else (安全管理员).</summary>
public sealed class FirstAdministrator(Database database, AddUser add)
{
    public const string Login = "admin";

    /// <returns>The one-time password to print, or null when there are accounts already.</returns>
    public async Task<OneTimePassword?> EnsureAsync(CancellationToken ct)
    {
        await using var db = database.OpenRead();
        if (await db.Set<User>().AnyAsync(ct))
        {
            return null;
        }
        var first = await add.RunAsync(Viewer.Operator(Environment.UserName), new NewUser(Login, "安全管理员", null, [Role.SecurityAdministrator]), ct);
        return first.Value;
    }
}
