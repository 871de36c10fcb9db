using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Persistence;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Access;

public class SignInTests
{
    private readonly Clock _clock = new(new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));

    [Theory, OnSqlite, OnPostgres]
    public async Task FirstStart_CreatesOneAdministrator_WhoMustChooseAPassword(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var first = await store.Get<FirstAdministrator>().EnsureAsync(CancellationToken.None);

        Assert.Null(await store.Get<FirstAdministrator>().EnsureAsync(CancellationToken.None));
        var outcome = await store.Get<SignIn>().RunAsync("Admin", first!.Password, null, CancellationToken.None);
        Assert.NotNull(outcome.Token);
        Assert.True(outcome.MustChangePassword);
        Assert.NotNull(await store.Get<Sessions>().FindAsync(outcome.Token, CancellationToken.None));
    }

    [Fact]
    public async Task UnknownLoginAndWrongPassword_ReadAlike()
    {
        await using var store = await TestStore.NewAsync();
        await AddAsync(store);
        var unknown = await store.Get<SignIn>().RunAsync("nobody", "x", null, CancellationToken.None);
        var wrong = await store.Get<SignIn>().RunAsync("li", "x", null, CancellationToken.None);
        Assert.Equal("登录名或密码不对。请核对后重试；忘记密码请找本单位管理员重置。", wrong.Message);
        Assert.Equal(wrong, unknown);
    }

    [Fact]
    public async Task FiveWrongPasswords_LockForFifteenMinutes_EvenForTheRightOne()
    {
        await using var store = await TestStore.NewAsync();
        var password = await AddAsync(store);
        using var writer = new Writer(store.Database, store.Get<ChangeFeed>(), _clock);
        var signIn = Door(store, writer);
        for (var i = 0; i < SignInRules.Default.Tries; i++)
        {
            await signIn.RunAsync("li", "wrong", null, CancellationToken.None);
        }
        var locked = await signIn.RunAsync("li", password, null, CancellationToken.None);
        Assert.Null(locked.Token);
        Assert.Contains("15 分钟", locked.Message, StringComparison.Ordinal);

        _clock.Now += SignInRules.Default.LockedFor;
        Assert.NotNull((await signIn.RunAsync("li", password, null, CancellationToken.None)).Token);
    }

    [Fact]
    public async Task EveryTry_IsAudited_WithoutPasswordOrUnknownLogin()
    {
        await using var store = await TestStore.NewAsync();
        await AddAsync(store);
        await store.Get<SignIn>().RunAsync("hunter2-typed-here", "secret", new("10.0.0.7", null), CancellationToken.None);
        await store.Get<SignIn>().RunAsync("li", "secret", new("10.0.0.7", null), CancellationToken.None);
        await using var db = store.Database.OpenRead();
        var lines = await db.Set<AuditEntry>().Where(e => e.Action == "session.refused").ToListAsync();
        Assert.Equal(2, lines.Count);
        Assert.All(lines, l => Assert.Contains("10.0.0.7", l.Detail, StringComparison.Ordinal));
        Assert.DoesNotContain(lines, l => (l.Detail + l.Subject).Contains("hunter2", StringComparison.Ordinal)
            || l.Detail.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Session_EndsAfterIdleTime_AndAfterTwelveHoursOfUse()
    {
        await using var store = await TestStore.NewAsync();
        var password = await AddAsync(store);
        using var writer = new Writer(store.Database, store.Get<ChangeFeed>(), _clock);
        var sessions = new Sessions(store.Database, store.Get<SignInSettings>(), store.Get<Posts>(), _clock);
        var idle = (await Door(store, writer).RunAsync("li", password, null, CancellationToken.None)).Token!;
        var busy = (await Door(store, writer).RunAsync("li", password, null, CancellationToken.None)).Token!;

        var start = _clock.Now;
        while (_clock.Now - start <= SignInRules.Default.Longest)
        {
            Assert.NotNull(await sessions.FindAsync(busy, CancellationToken.None));
            _clock.Now += TimeSpan.FromMinutes(29);
        }
        Assert.Null(await sessions.FindAsync(busy, CancellationToken.None));
        Assert.Null(await sessions.FindAsync(idle, CancellationToken.None));
    }

    [Fact]
    public async Task DisablingAndNewRights_HoldFromTheNextRequest()
    {
        await using var store = await TestStore.NewAsync();
        var password = await AddAsync(store);
        var sessions = store.Get<Sessions>();
        var token = (await store.Get<SignIn>().RunAsync("li", password, null, CancellationToken.None)).Token!;
        var before = (await sessions.FindAsync(token, CancellationToken.None))!;
        Assert.Equal(Some.Dezhou, before.Viewer.UnitId);

        var held = (await store.Get<UserQueries>().FindAsync(TestStore.Viewer, before.UserId, default))!.Value.User.Appointments;
        await store.Get<Appoint>().RunAsync(TestStore.Viewer, before.UserId, new(Role.Verifier, "371424", null, null), default);
        await store.Get<EndAppointment>().RunAsync(TestStore.Viewer, before.UserId, Assert.Single(held).Id, default);
        var after = (await sessions.FindAsync(token, CancellationToken.None))!.Viewer;
        Assert.Equal((Some.Linyi, Roles.Of(Role.Verifier)), (after.UnitId!.Value, after.Rights));

        await store.Get<EditUser>().RunAsync(TestStore.Viewer, before.UserId, new("李敏", "371424", true), CancellationToken.None);
        Assert.Null(await sessions.FindAsync(token, CancellationToken.None));
    }

    [Fact]
    public async Task ScopedAdministrator_NeitherSeesNorMakesAccountsOutside()
    {
        await using var store = await TestStore.NewAsync();
        await AddAsync(store);
        var county = Some.User("wang", Some.Linyi) with { Rights = Rights.All };
        Assert.Empty(await store.Get<UserQueries>().ListAsync(county, CancellationToken.None));
        var made = await store.Get<AddUser>().RunAsync(county, new("zhao", "赵", "371481", []), CancellationToken.None);
        Assert.Equal("user.unit", Assert.Single(made.Unmet).Code);
        var reset = await store.Get<ResetPassword>().RunAsync(county, "li", CancellationToken.None);
        Assert.Equal("user.unknown", Assert.Single(reset.Unmet).Code);
    }

    private SignIn Door(TestStore store, Writer writer) =>
        new(store.Database, writer, store.Get<SignInSettings>(), new SlowAddresses(_clock), store.Get<Vault>());

    private static async Task<string> AddAsync(TestStore store) =>
        (await store.Get<AddUser>().RunAsync(TestStore.Viewer, new("li", "李敏", "德州市", [Role.Reporter]), CancellationToken.None)).Value!.Password;
}
