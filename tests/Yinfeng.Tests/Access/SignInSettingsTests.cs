using Yinfeng.Access;
using Yinfeng.Persistence;
using Yinfeng.Settings;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Access;

/// <summary>The numbers of the door are the office's: what they change, and from when on.</summary>
public class SignInSettingsTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly Clock _clock = new(new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));

    [Theory, OnSqlite, OnPostgres]
    public async Task TriesAndMinutes_AsSet_LockAndUnlock(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await Office.SetAsync(store, ("signin.tries", "3"), ("signin.minutes", "60"));
        var password = await AddAsync(store);
        var signIn = store.Get<SignIn>();
        for (var i = 0; i < 3; i++)
        {
            await signIn.RunAsync("li", "wrong", null, Ct);
        }
        Assert.Contains("60 分钟", (await signIn.RunAsync("li", password, null, Ct)).Message, StringComparison.Ordinal);

        await Assert.ThrowsAsync<RightMissingException>(() => store.Get<UnlockUser>().RunAsync(Some.User("chen", null), "li", Ct));
        Assert.True((await store.Get<UnlockUser>().RunAsync(TestStore.Viewer, "li", Ct)).Allowed);
        Assert.NotNull((await signIn.RunAsync("li", password, null, Ct)).Token);
    }

    [Fact]
    public async Task OneAddress_TryingManyAccounts_MustWait_AKnownBrowserNeedNot()
    {
        await using var store = await TestStore.NewAsync();
        var password = await AddAsync(store);
        var (here, there) = (new Origin("203.0.113.9", null), new Origin("203.0.113.10", null));
        using var writer = new Writer(store.Database, store.Get<ChangeFeed>(), _clock);
        var signIn = new SignIn(store.Database, writer, store.Get<SignInSettings>(), new SlowAddresses(_clock), store.Get<Vault>());
        for (var i = 0; i < SlowAddresses.Free; i++)
        {
            Assert.StartsWith("登录名或密码不对", (await signIn.RunAsync($"person{i}", "Spring2026!", here, Ct)).Message, StringComparison.Ordinal);
        }
        Assert.Contains("秒后再试", (await signIn.RunAsync("li", password, here, Ct)).Message, StringComparison.Ordinal);
        Assert.NotNull((await signIn.RunAsync("li", password, here, Ct, known: true)).Token);
        Assert.NotNull((await signIn.RunAsync("li", password, there, Ct)).Token);
        _clock.Now += TimeSpan.FromSeconds(2);
        Assert.NotNull((await signIn.RunAsync("li", password, here, Ct)).Token);
    }

    [Fact]
    public void SlowAddresses_EachFailureDoublesTheWait_UpToFiveMinutes_AndASlash64IsOne()
    {
        var slow = new SlowAddresses(_clock);
        for (var i = 0; i < SlowAddresses.Free + 3; i++)
        {
            slow.Failed($"2001:db8:1:2::{i:x}");
        }
        Assert.Equal(TimeSpan.FromSeconds(8), slow.WaitOf("2001:db8:1:2::ffff", out var first));
        Assert.True(first);
        slow.WaitOf("2001:db8:1:2::ffff", out first);
        Assert.False(first);
        Assert.Null(slow.WaitOf("2001:db8:1:3::1", out _));
        for (var i = 0; i < 40; i++)
        {
            slow.Failed("2001:db8:1:2::1");
        }
        Assert.Equal(TimeSpan.FromMinutes(5), slow.WaitOf("2001:db8:1:2::1", out _));
        _clock.Now += TimeSpan.FromMinutes(16);
        slow.Failed("2001:db8:1:2::1");
        Assert.Null(slow.WaitOf("2001:db8:1:2::1", out _));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task IdleAndLongest_AsSet_HoldForSessionsInForce(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var password = await AddAsync(store);
        using var writer = new Writer(store.Database, store.Get<ChangeFeed>(), _clock);
        var office = new OfficeSettings(store.Database, store.GetAll<Yinfeng.Shell.KnownSetting>(), store.Get<Vault>());
        var settings = new SignInSettings(office);
        var sessions = new Sessions(store.Database, settings, store.Get<Posts>(), _clock);
        var token = (await new SignIn(store.Database, writer, settings, new(_clock), store.Get<Vault>()).RunAsync("li", password, null, Ct)).Token!;
        _clock.Now += TimeSpan.FromMinutes(20);
        var live = await sessions.FindAsync(token, Ct, @using: false);
        Assert.Equal(TimeSpan.FromMinutes(10), live!.LeftAt(_clock.Now));
        Assert.NotNull(await sessions.FindAsync(token, Ct));
        _clock.Now += TimeSpan.FromMinutes(16); // On PostgreSQL the settings are read again by now.
        await new SetSettings(writer, office).RunAsync(TestStore.Viewer, new Dictionary<string, string> { ["signin.idle"] = "15" }, Ct);
        Assert.Null(await sessions.FindAsync(token, Ct));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Dengbao_AfterNinetyDays_AnotherPasswordIsDue_AndNotOneOfTheLastFive(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await Office.SetAsync(store, ("password.profile", "dengbao"));
        var password = await AddAsync(store);
        using var writer = new Writer(store.Database, store.Get<ChangeFeed>(), _clock);
        var settings = store.Get<SignInSettings>();
        var sessions = new Sessions(store.Database, settings, store.Get<Posts>(), _clock);
        var change = new ChangePassword(store.Database, writer, settings, store.Get<KnownPasswords>(), sessions);
        var live = await sessions.FindAsync((await Door(store, writer).RunAsync("li", password, null, Ct)).Token!, Ct);
        Assert.Equal(NextStep.ChoosePassword, live!.Step);
        foreach (var chosen in new[] { "Wutong-7-tree", "Fenghuang-8" })
        {
            _clock.Now += TimeSpan.FromMinutes(1);
            Assert.Empty((await change.RunAsync(live.Viewer, live.UserId, password, chosen, chosen, Ct)).Unmet);
            password = chosen;
        }
        var reused = await change.RunAsync(live.Viewer, live.UserId, password, "Wutong-7-tree", "Wutong-7-tree", Ct);
        Assert.Equal("password.reused", reused.Unmet.Single().Code);
        await File.WriteAllLinesAsync(Path.Combine(store.Database.DataFolder, "passwords.txt"), ["hunter2", "LEAKED-2025-nest"], Ct);
        var leaked = await change.RunAsync(live.Viewer, live.UserId, password, "Leaked-2025-nest", "Leaked-2025-nest", Ct);
        Assert.Equal("password.common", leaked.Unmet.Single().Code);

        _clock.Now += TimeSpan.FromDays(89);
        Assert.Equal(NextStep.None, (await StepAsync()).Step);
        _clock.Now += TimeSpan.FromDays(2);
        Assert.Equal(NextStep.ReplacePassword, (await StepAsync()).Step);
        await Office.SetAsync(store, ("password.profile", "asvs"));
        Assert.Equal(NextStep.None, (await StepAsync()).Step);

        async Task<LiveSession> StepAsync() => (await sessions.FindAsync((await Door(store, writer).RunAsync("li", password, null, Ct)).Token!, Ct))!;
    }

    [Fact]
    public async Task AfterSigningIn_ThePersonLearnsOfTheTriesSince_AndMayEndOthers()
    {
        await using var store = await TestStore.NewAsync();
        var password = await AddAsync(store);
        var signIn = store.Get<SignIn>();
        var phone = new Origin("10.0.0.7", Origin.Words("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 MicroMessenger/8.0"));
        Assert.False((await signIn.RunAsync("li", password, phone, Ct)).TellLast);
        await signIn.RunAsync("li", "wrong", phone, Ct);
        var again = await signIn.RunAsync("li", password, null, Ct);
        Assert.True(again.TellLast);

        var own = (await store.Get<Sessions>().FindAsync(again.Token!, Ct))!;
        var view = await store.Get<AccountQueries>().OfAsync(own, Ct);
        Assert.Equal(("10.0.0.7，安卓 上的 微信", 1), (view.Last!.From, view.Last.Failed));
        Assert.Equal([true, false], view.Sessions.Select(s => s.IsThis));
        Assert.False((await store.Get<EndOwnSession>().RunAsync(own, view.Sessions[0].Id, Ct)).Allowed); // Signing out is another thing.
        Assert.True((await store.Get<EndOwnSession>().RunAsync(own, view.Sessions[1].Id, Ct)).Allowed);
        Assert.Single(await store.Get<AccountQueries>().SessionsAsync(own, Ct));
        Assert.NotNull(await store.Get<Sessions>().FindAsync(again.Token!, Ct));
    }

    private SignIn Door(TestStore store, Writer writer) => new(store.Database, writer, store.Get<SignInSettings>(), new SlowAddresses(_clock), store.Get<Vault>());

    private static async Task<string> AddAsync(TestStore store) =>
        (await store.Get<AddUser>().RunAsync(TestStore.Viewer, new("li", "李敏", "德州市", [Role.Reporter]), Ct)).Value!.Password;
}
