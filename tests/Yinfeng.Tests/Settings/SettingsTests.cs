using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Persistence;
using Yinfeng.Settings;
using Yinfeng.Shell;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Settings;

public class SettingsTests
{
    private static readonly KnownSetting[] Known =
    [
        new("map.approval", "地图", "审图号", "", Default: "无"),
        new("mail.port", "邮件", "端口", "", Wrong: t => int.TryParse(t, out _) ? null : $"端口“{t}”不是数字。"),
        new("mail.password", "邮件", "密码", "", Secret: true),
    ];

    [Theory, OnSqlite, OnPostgres]
    public async Task Set_HoldsAtOnce_EmptyGoesBack_AndASecretIsNeverLogged(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var office = new OfficeSettings(store.Database, Known, store.Get<Vault>());
        var set = new SetSettings(store.Get<Writer>(), office);

        Assert.Equal("无", await office.OfAsync("map.approval", default));
        Assert.Equal(2, (await set.RunAsync(TestStore.Viewer, new Dictionary<string, string> { ["map.approval"] = "GS(2024)1号", ["mail.password"] = "秘密甲乙" }, default)).Value);
        Assert.Equal("GS(2024)1号", await office.OfAsync("map.approval", default));
        await set.RunAsync(TestStore.Viewer, new Dictionary<string, string> { ["map.approval"] = "", ["mail.password"] = "" }, default);

        Assert.Equal(("无", "秘密甲乙"), (await office.OfAsync("map.approval", default), await office.OfAsync("mail.password", default)));
        await using var db = store.Database.OpenRead();
        Assert.DoesNotContain(await db.Set<AuditEntry>().Select(e => e.Detail).ToListAsync(), d => d.Contains("秘密甲乙", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Set_IsForAdministrators_AndNamesWhatIsWrong()
    {
        await using var store = await TestStore.NewAsync();
        var set = new SetSettings(store.Get<Writer>(), new OfficeSettings(store.Database, Known, store.Get<Vault>()));
        var typed = new Dictionary<string, string> { ["mail.port"] = "二十五" };

        await Assert.ThrowsAsync<RightMissingException>(() => set.RunAsync(Some.User("li", Some.Linyi), new Dictionary<string, string> { ["mail.port"] = "25" }, default));
        Assert.Equal("mail.port", (await set.RunAsync(TestStore.Viewer, typed, default)).Unmet.Single().Field);
    }
}
