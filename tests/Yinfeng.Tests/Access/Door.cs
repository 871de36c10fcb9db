using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Tests.Access;

/// <summary>The classes of the door on a clock of the test's own, and one person who goes through it.</summary>
internal sealed class Door : IAsyncDisposable
{
    private const string Password = "梧桐 phoenix 8 nests";
    private readonly Writer _writer;
    private readonly Clock _clock;
    private string? _oneTime;

    private Door(TestStore store, Clock clock)
    {
        (Store, _clock) = (store, clock);
        _writer = new Writer(store.Database, store.Get<ChangeFeed>(), clock);
        var (settings, vault) = (store.Get<SignInSettings>(), store.Get<Vault>());
        var addresses = new SlowAddresses(clock);
        Sessions = new Sessions(store.Database, settings, store.Get<Posts>(), clock);
        SignIn = new SignIn(store.Database, _writer, settings, addresses, vault);
        Check = new CheckCode(store.Database, _writer, settings, addresses, vault, clock);
        var prove = new ProveAgain(store.Database, _writer, settings);
        Enrol = new EnrolSecondFactor(_writer, prove, vault, Sessions, clock);
        Drop = new DropSecondFactor(_writer, prove, store.Get<UnitDirectory>(), vault, settings, Sessions);
    }

    public TestStore Store { get; }
    public Sessions Sessions { get; }
    public SignIn SignIn { get; }
    public CheckCode Check { get; }
    public EnrolSecondFactor Enrol { get; }
    public DropSecondFactor Drop { get; }
    public LiveSession? Own { get; private set; }

    public static async Task<Door> OpenAsync(string provider, Clock clock) => new(await TestStore.NewAsync(provider), clock);

    /// <summary>The person signs in, the first time choosing a password.</summary>
    public async Task<(string Token, LiveSession Live)> ArriveAsync()
    {
        var ct = CancellationToken.None;
        if (_oneTime is null)
        {
            _oneTime = (await Store.Get<AddUser>().RunAsync(TestStore.Viewer, new("li", "李敏", "德州市", [Role.Reporter]), ct)).Value!.Password;
            var first = (await Sessions.FindAsync((await SignIn.RunAsync("li", _oneTime, null, ct)).Token!, ct))!;
            var change = new ChangePassword(Store.Database, _writer, Store.Get<SignInSettings>(), Store.Get<KnownPasswords>(), Sessions);
            Assert.Empty((await change.RunAsync(first.Viewer, first.UserId, _oneTime, Password, Password, ct)).Unmet);
        }
        var token = (await SignIn.RunAsync("li", Password, null, ct)).Token!;
        Own = (await Sessions.FindAsync(token, ct))!;
        return (token, Own);
    }

    /// <summary>The person takes a phone into use.</summary>
    public async Task<(byte[] Secret, IReadOnlyList<string> Codes)> EnrolAsync()
    {
        var own = (await ArriveAsync()).Live;
        var offer = Enrol.Begin(own);
        var secret = Enrol.SecretOf(own, offer)!;
        var decision = await Enrol.RunAsync(own, offer, Totp.Code(secret, Totp.StepAt(_clock.Now.UtcDateTime)), Password, CancellationToken.None);
        Assert.Empty(decision.Unmet);
        return (secret, decision.Value!);
    }

    public async Task<User> UserAsync()
    {
        await using var db = Store.Database.OpenRead();
        return await db.Set<User>().SingleAsync(u => u.Login == "li");
    }

    public async ValueTask DisposeAsync()
    {
        _writer.Dispose();
        await Store.DisposeAsync();
    }
}
