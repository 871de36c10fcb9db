using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Settings;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Proofs;

/// <summary>三员分立 in the settings: who gets in is the security administrator's, the rest the system administrator's; secrets lie sealed.</summary>
public class SettingsRightsTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly Viewer System = new("user:sys", "系统", null, Roles.Of(Role.SystemAdministrator));
    private static readonly Viewer Security = new("user:sec", "安全", null, Roles.Of(Role.SecurityAdministrator));

    [Fact]
    public async Task EachAdministrator_SeesAndSetsTheirOwn()
    {
        await using var store = await TestStore.NewAsync();
        var (office, set) = (store.Get<OfficeSettings>(), store.Get<SetSettings>());
        var (theirs, others) = (office.For(Security), office.For(System));
        Assert.Contains(theirs, s => s.Key == "password.profile");
        Assert.Contains(theirs, s => s.Key == "oidc.secret");
        Assert.Empty(theirs.Intersect(others));
        Assert.Equal(office.Known.Count, theirs.Count + others.Count);
        Assert.Empty(office.For(new("user:x", "x", null, Roles.Of(Role.AuditAdministrator) | Roles.Of(Role.Leader))));

        await Assert.ThrowsAsync<RightMissingException>(() => set.RunAsync(System, new Dictionary<string, string> { ["signin.idle"] = "20" }, Ct));
        await Assert.ThrowsAsync<RightMissingException>(() => set.RunAsync(Security, new Dictionary<string, string> { [others[0].Key] = "x", ["signin.idle"] = "20" }, Ct));
        Assert.Equal("30", await office.OfAsync("signin.idle", Ct));
        Assert.Equal(1, (await set.RunAsync(Security, new Dictionary<string, string> { ["signin.idle"] = "20" }, Ct)).Value);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Secrets_LieSealed_AndOpenOnlyForTheirOwnKey(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var (office, set) = (store.Get<OfficeSettings>(), store.Get<SetSettings>());
        Assert.Equal(1, (await set.RunAsync(Security, new Dictionary<string, string> { ["oidc.secret"] = "凤凰密钥" }, Ct)).Value);
        Assert.Equal("凤凰密钥", await office.OfAsync("oidc.secret", Ct));

        await using var db = store.Database.OpenRead();
        var row = await db.Set<Setting>().SingleAsync(s => s.Key == "oidc.secret");
        Assert.DoesNotContain("凤凰密钥", row.Value, StringComparison.Ordinal);
        Assert.Null(store.Get<Vault>().Open("setting:mail.password", row.Value));
        var mail = office.Known.Single(s => s.Secret && s.Key.Contains("password", StringComparison.Ordinal)).Key;
        await Some.SaveAsync(store, new Setting { Key = mail, Value = row.Value, ActorId = "x", AtUtc = Some.Now });
        office.Forget();
        Assert.Equal("", await office.OfAsync(mail, Ct));
    }
}
