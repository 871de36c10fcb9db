using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Yinfeng.Persistence;
using Yinfeng.Settings;

namespace Yinfeng.Access;

/// <summary>Signs in whom the provider vouches for: authorization code with PKCE, state and nonce. Only existing accounts come in.</summary>
/// <remarks>What must be remembered between the two requests is sealed into a cookie of the browser that began, so a callback
/// in another browser is refused.</remarks>
public sealed partial class SignInByOidc(Database database, Writer writer, OfficeSettings office, SignInSettings settings, OidcProvider provider, SignIn signIn, Vault vault,
    TimeProvider clock, ILogger<SignInByOidc> log)
{
    private const string Purpose = "oidc";
    internal static readonly TimeSpan ValidFor = TimeSpan.FromMinutes(10);

    private sealed record Begun(string State, string Nonce, string Verifier, string Next, DateTime UntilUtc);

    /// <summary>What came of the callback.</summary>
    /// <param name="Next">Where the person wanted to go.</param>
    public sealed record Outcome(SignInOutcome SignedIn, string? Login, string Next);

    /// <returns>Address at the provider and what the browser keeps meanwhile; null when single sign-on is not set up or the provider does not answer.</returns>
    public async Task<(string Address, string Cookie)?> BeginAsync(string callback, string next, CancellationToken ct)
    {
        var oidc = await Oidc.ReadAsync(office, ct);
        if (!oidc.IsOn)
        {
            return null;
        }
        try
        {
            var description = await provider.DescriptionAsync(oidc, ct);
            var begun = new Begun(Random(), Random(), Random(), next, clock.GetUtcNow().UtcDateTime + ValidFor);
            var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(begun.Verifier)));
            var asked = new (string Name, string Value)[]
            {
                ("response_type", "code"), ("client_id", oidc.ClientId), ("redirect_uri", callback), ("scope", oidc.Scope), ("state", begun.State),
                ("nonce", begun.Nonce), ("code_challenge", challenge), ("code_challenge_method", "S256"),
            };
            return (With(description.AuthorizationEndpoint, asked), vault.Seal(Purpose, JsonSerializer.SerializeToUtf8Bytes(begun)));
        }
        catch (OidcException e)
        {
            Failed(log, e.Message, e.InnerException);
            return null;
        }
    }

    /// <param name="issuer">The parameter iss of the callback (RFC 9207), if the provider sends it.</param>
    /// <param name="error">The provider's own word for a refusal.</param>
    public async Task<Outcome> FinishAsync(string? cookie, string? code, string? state, string? issuer, string? error, string callback, Origin from, CancellationToken ct)
    {
        var oidc = await Oidc.ReadAsync(office, ct);
        if (vault.Open(Purpose, cookie) is not { } plain || JsonSerializer.Deserialize<Begun>(plain) is not { } begun || begun.UntilUtc <= clock.GetUtcNow().UtcDateTime
            || begun.State != state || !oidc.IsOn)
        {
            return new(await RefuseAsync("sso-state", from, "单点登录已过期，或不是从本浏览器发起的。请从登录页重新开始。", ct), null, "/");
        }
        try
        {
            if (error is not null || string.IsNullOrEmpty(code) || (issuer is not null && issuer.TrimEnd('/') != oidc.Authority))
            {
                throw new OidcException("sso-refused", $"The provider refused: {error}, issuer {issuer}.");
            }
            var person = await provider.PersonAsync(oidc, code, begun.Verifier, begun.Nonce, callback, ct);
            return new(await EnterAsync(person, from, ct), person.Login, begun.Next);
        }
        catch (OidcException e)
        {
            Failed(log, e.Message, e.InnerException);
            return new(await RefuseAsync(e.Reason, from, $"{oidc.Label}没有通过。请重试；仍不行请联系本单位管理员，或用登录名和密码登录。", ct), null, begun.Next);
        }
    }

    /// <summary>Where the provider ends its own sign-in, or null when it does not offer that.</summary>
    public async Task<string?> LeaveAsync(string back, CancellationToken ct)
    {
        var oidc = await Oidc.ReadAsync(office, ct);
        try
        {
            return oidc.IsOn && (await provider.DescriptionAsync(oidc, ct)).EndSessionEndpoint is { Length: > 0 } end
                ? With(end, ("client_id", oidc.ClientId), ("post_logout_redirect_uri", back)) : null;
        }
        catch (OidcException e)
        {
            Failed(log, e.Message, e.InnerException);
            return null;
        }
    }

    private async Task<SignInOutcome> EnterAsync(OidcPerson person, Origin from, CancellationToken ct)
    {
        var rules = await settings.NowAsync(ct);
        await using var db = database.OpenRead();
        var known = await db.Set<User>().SingleOrDefaultAsync(u => u.Login == person.Login, ct);
        if (known is null)
        {
            return await RefuseAsync("sso-unknown-login", from, $"认证通过，但本系统没有登录名为“{person.Login}”的账号。请联系本单位管理员开通。", ct);
        }
        return await writer.RunAsync(SignIn.Named(known), Rights.None, async work =>
        {
            var user = await work.Db.Set<User>().SingleAsync(u => u.Id == known.Id, ct);
            if (user.Disabled)
            {
                await SessionOpening.RefuseAsync(work, user, "disabled", from, ct);
                return new SignInOutcome(null, false, "认证通过，但您在本系统的账号已停用。请联系本单位管理员。");
            }
            return person.Strong
                ? await SessionOpening.OpenAsync(work, user, rules, SignInWay.SingleSignOn, from, "provider", ct)
                : await signIn.AfterFirstFactorAsync(work, user, rules, SignInWay.SingleSignOn, from, ct);
        }, ct);
    }

    private Task<SignInOutcome> RefuseAsync(string reason, Origin from, string message, CancellationToken ct) => writer.RunAsync(SignIn.Nobody, Rights.None, work =>
    {
        work.Audit("session.refused", "", new { reason, from = from.Address });
        return Task.FromResult(new SignInOutcome(null, false, message));
    }, ct);

    private static string With(string address, params (string Name, string Value)[] asked) => address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?")
        + string.Join('&', asked.Select(a => $"{a.Name}={Uri.EscapeDataString(a.Value)}"));

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    [LoggerMessage(LogLevel.Warning, "Single sign-on failed: {Why}")]
    private static partial void Failed(ILogger log, string why, Exception? inner);
}
