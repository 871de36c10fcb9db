using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Persistence;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Access;

public class SecondFactorTests
{
    private const string Password = "梧桐 phoenix 8 nests";
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly Clock _clock = new(new(2026, 3, 2, 1, 0, 5, TimeSpan.Zero));

    [Theory, OnSqlite, OnPostgres]
    public async Task Enrolled_SigningInAsksForACode_EachGoodOnce(string provider)
    {
        await using var door = await Door.OpenAsync(provider, _clock);
        var (secret, _) = await door.EnrolAsync();

        _clock.Now += TimeSpan.FromSeconds(60);
        var half = await door.SignIn.RunAsync("li", Password, null, Ct);
        Assert.Null(half.Token);
        var code = Totp.Code(secret, Totp.StepAt(_clock.Now.UtcDateTime));
        Assert.Null(await door.Sessions.FindAsync(half.Ticket!, Ct)); // The ticket is no session.
        Assert.NotNull((await door.Check.RunAsync(half.Ticket, $" {code[..3]} {code[3..]}", null, Ct)).Token);

        var replayed = await door.Check.RunAsync(half.Ticket, code, null, Ct);
        Assert.Null(replayed.Token);
        Assert.Contains("只能用一次", replayed.Message, StringComparison.Ordinal);
        var earlier = Totp.Code(secret, Totp.StepAt(_clock.Now.UtcDateTime) - 1);
        Assert.Null((await door.Check.RunAsync(half.Ticket, earlier, null, Ct)).Token);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task TheSameCode_TwiceAtOnce_LetsInOnce(string provider)
    {
        await using var door = await Door.OpenAsync(provider, _clock);
        var (secret, _) = await door.EnrolAsync();
        _clock.Now += TimeSpan.FromSeconds(60);
        var ticket = (await door.SignIn.RunAsync("li", Password, null, Ct)).Ticket;
        var code = Totp.Code(secret, Totp.StepAt(_clock.Now.UtcDateTime));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => door.Check.RunAsync(ticket, code, null, Ct)));
        Assert.Single(outcomes, o => o.Token is not null);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task RecoveryCode_LetsInOnce_AndIsNotStoredInClear(string provider)
    {
        await using var door = await Door.OpenAsync(provider, _clock);
        var (_, codes) = await door.EnrolAsync();
        Assert.Equal(10, codes.Distinct().Count());
        var ticket = (await door.SignIn.RunAsync("li", Password, null, Ct)).Ticket;
        Assert.NotNull((await door.Check.RunAsync(ticket, codes[3].ToLowerInvariant(), null, Ct)).Token);
        Assert.Null((await door.Check.RunAsync(ticket, codes[3], null, Ct)).Token);
        await using var db = door.Store.Database.OpenRead();
        Assert.DoesNotContain(await db.Set<RecoveryCode>().Select(c => c.Hash).ToListAsync(), h => codes.Contains(h));
        Assert.DoesNotContain(await db.Set<AuditEntry>().Select(e => e.Detail).ToListAsync(), d => codes.Any(c => d.Contains(c, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task WrongCodes_LockTheAccount_AndAskingAgainWithThePasswordDoesNotResetTheCount()
    {
        await using var door = await Door.OpenAsync("sqlite", _clock);
        await door.EnrolAsync();
        for (var i = 0; i < 5; i++)
        {
            var ticket = (await door.SignIn.RunAsync("li", Password, null, Ct)).Ticket;
            Assert.NotNull(ticket);
            await door.Check.RunAsync(ticket, "000000", null, Ct);
        }
        var last = await door.SignIn.RunAsync("li", Password, null, Ct);
        Assert.Contains("锁定", last.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ticket_RunsOutAfterFiveMinutes_AndWithANewPassword()
    {
        await using var door = await Door.OpenAsync("sqlite", _clock);
        var (secret, codes) = await door.EnrolAsync();
        var ticket = (await door.SignIn.RunAsync("li", Password, null, Ct)).Ticket;
        await door.Store.Get<ResetPassword>().RunAsync(TestStore.Viewer, "li", Ct);
        Assert.Null((await door.Check.RunAsync(ticket, codes[0], null, Ct)).Token);
        Assert.Null((await door.Check.RunAsync("forged", codes[0], null, Ct)).Token);

        var another = SignInTicket.Seal(door.Store.Get<Vault>(), await door.UserAsync(), SignInWay.Password, _clock.Now.UtcDateTime);
        _clock.Now += TimeSpan.FromMinutes(6);
        Assert.Null((await door.Check.RunAsync(another, Totp.Code(secret, Totp.StepAt(_clock.Now.UtcDateTime)), null, Ct)).Token);
    }

    [Theory]
    [InlineData("administrators", NextStep.None)]
    [InlineData("everyone", NextStep.EnrolSecondFactor)]
    public async Task Required_WhoHasNone_EnrolsFirst(string whom, NextStep step)
    {
        await using var door = await Door.OpenAsync("sqlite", _clock);
        var own = await door.ArriveAsync();
        await Office.SetAsync(door.Store, ("signin.second", whom));
        Assert.Equal(step, (await door.Sessions.FindAsync(own.Token, Ct))!.Step);
    }

    [Fact]
    public async Task Off_NeedsPasswordAndCode_OrAnAdministrator()
    {
        await using var door = await Door.OpenAsync("sqlite", _clock);
        var (_, codes) = await door.EnrolAsync();
        var live = door.Own!;
        var drop = door.Drop;
        Assert.Equal("password.current", (await drop.OwnAsync(live, codes[0], "wrong", Ct)).Unmet.Single().Code);
        Assert.Equal("second.code", (await drop.OwnAsync(live, "123456", Password, Ct)).Unmet.Single().Code);
        Assert.True((await drop.OwnAsync(live, codes[0], Password, Ct)).Allowed);
        Assert.Null((await door.SignIn.RunAsync("li", Password, null, Ct)).Ticket);

        await door.EnrolAsync();
        await Assert.ThrowsAsync<RightMissingException>(() => drop.OfAsync(Some.User("chen", null), "li", Ct));
        Assert.True((await drop.OfAsync(TestStore.Viewer, "li", Ct)).Allowed);
        Assert.NotNull((await door.SignIn.RunAsync("li", Password, null, Ct)).Token);
    }

    [Fact]
    public async Task Enrol_WithAnotherPersonsOffer_OrAWrongCode_StoresNothing()
    {
        await using var door = await Door.OpenAsync("sqlite", _clock);
        var own = (await door.ArriveAsync()).Live;
        var other = new User { Login = "chen", Name = "陈", PasswordHash = "" };
        var foreign = new LiveSession(new Session { TokenHash = "x", UserId = other.Id }, other, Some.User("chen", null), [], 0, Some.Today, SignInRules.Default, NextStep.None);
        var offer = door.Enrol.Begin(own);
        Assert.Null(door.Enrol.SecretOf(foreign, offer));
        Assert.Equal(["second.code", "password.current"], (await door.Enrol.RunAsync(own, offer, "000000", "wrong", Ct)).Unmet.Select(u => u.Code));
        await using var db = door.Store.Database.OpenRead();
        Assert.False(await db.Set<SecondFactor>().AnyAsync());
    }

    [Fact]
    public async Task Vault_KeyIsTheServersOwn_AndPurposesDoNotMix()
    {
        await using var store = await TestStore.NewAsync();
        var vault = store.Get<Vault>();
        var text = vault.Seal("a", "秘密"u8);
        Assert.Equal("秘密"u8.ToArray(), new Vault(store.Database).Open("a", text));
        Assert.Null(vault.Open("b", text));
        Assert.Null(vault.Open("a", (text[0] == 'A' ? 'B' : 'A') + text[1..]));
        Assert.Null(vault.Open("a", "no seal"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(store.Database.DataFolder, "keys", "vault.key")));
        }
    }
}
