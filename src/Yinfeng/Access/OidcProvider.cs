using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Yinfeng.Access;

/// <summary>The provider did not answer, or not as OpenID Connect asks. The message is for the log.</summary>
public sealed class OidcException(string reason, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Stable word for the audit log: "sso-token".</summary>
    public string Reason { get; } = reason;
}

/// <summary>Who the provider says somebody is.</summary>
/// <param name="Strong">The provider itself asked for a second factor (claim amr, RFC 8176).</param>
public sealed record OidcPerson(string Login, bool Strong);

/// <summary>Talks to the OpenID Connect provider: its description and keys, the exchange of a code, the checks of the identity token.</summary>
public sealed class OidcProvider(TimeProvider clock) : IDisposable
{
    private static readonly string[] Algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];
    private static readonly string[] StrongMethods = ["mfa", "otp", "hwk", "sc", "fpt", "face"];
    private static readonly TimeSpan TrustedFor = TimeSpan.FromHours(12);

    /// <summary>After an unknown key the keys are fetched again, but a stream of forged tokens must not become a stream of requests.</summary>
    private static readonly TimeSpan KeysTrustedFor = TimeSpan.FromSeconds(30);
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = 1_000_000,
    };
    private volatile Known? _known;

    private sealed record Known(string Authority, OpenIdConnectConfiguration Description, DateTimeOffset At);

    /// <summary>What the provider says about itself, with its keys.</summary>
    /// <param name="atLeast">Fetched no longer ago than this.</param>
    /// <exception cref="OidcException">It does not answer, or calls itself something else.</exception>
    public async Task<OpenIdConnectConfiguration> DescriptionAsync(Oidc oidc, CancellationToken ct, TimeSpan? atLeast = null)
    {
        var now = clock.GetUtcNow();
        if (_known is { } known && known.Authority == oidc.Authority && now - known.At < (atLeast ?? TrustedFor))
        {
            return known.Description;
        }
        try
        {
            var retriever = new HttpDocumentRetriever(_http) { RequireHttps = !new Uri(oidc.Authority).IsLoopback };
            var description = await OpenIdConnectConfigurationRetriever.GetAsync(oidc.Authority + "/.well-known/openid-configuration", retriever, ct);
            if (description.Issuer?.TrimEnd('/') != oidc.Authority)
            {
                throw new OidcException("sso-issuer", $"The provider at {oidc.Authority} calls itself {description.Issuer}.");
            }
            _known = new(oidc.Authority, description, now);
            return description;
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or ArgumentException or JsonException)
        {
            throw new OidcException("sso-unreachable", $"No description at {oidc.Authority}.", e);
        }
    }

    /// <summary>Exchanges the code for the identity token and checks it.</summary>
    /// <exception cref="OidcException">The code or the token is not good.</exception>
    public async Task<OidcPerson> PersonAsync(Oidc oidc, string code, string verifier, string nonce, string callback, CancellationToken ct)
    {
        var description = await DescriptionAsync(oidc, ct);
        using var tokens = await ExchangeAsync(oidc, description, code, verifier, callback, ct);
        var identity = tokens.RootElement.TryGetProperty("id_token", out var text) ? text.GetString() : null;
        var claims = await CheckAsync(oidc, description, identity ?? throw new OidcException("sso-token", "The answer has no id_token."), nonce, ct);
        var login = claims.TryGetValue(oidc.Claim, out var named) ? named?.ToString() : await AskAsync(oidc, description, tokens, claims, ct);
        return string.IsNullOrWhiteSpace(login) ? throw new OidcException("sso-claim", $"Neither the token nor the user info has the claim {oidc.Claim}.")
            : new(login.Trim().ToLowerInvariant(), Methods(claims).Any(StrongMethods.Contains));
    }

    private async Task<JsonDocument> ExchangeAsync(Oidc oidc, OpenIdConnectConfiguration description, string code, string verifier, string callback, CancellationToken ct)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = callback, ["code_verifier"] = verifier, ["client_id"] = oidc.ClientId,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, description.TokenEndpoint);
        var methods = description.TokenEndpointAuthMethodsSupported;
        if (oidc.Secret.Length > 0 && (methods.Count == 0 || methods.Contains("client_secret_basic"))) // Basic is the default of the standard.
        {
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(
                Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(oidc.ClientId)}:{Uri.EscapeDataString(oidc.Secret)}")));
        }
        else if (oidc.Secret.Length > 0)
        {
            form["client_secret"] = oidc.Secret;
        }
        request.Content = new FormUrlEncodedContent(form);
        return await SendAsync(request, "sso-code", ct);
    }

    /// <summary>Issuer, audience, signature, times and nonce (OpenID Connect Core 1.0, 3.1.3.7). Keys that the provider has just changed are fetched once more.</summary>
    private async Task<IDictionary<string, object>> CheckAsync(
        Oidc oidc, OpenIdConnectConfiguration description, string identity, string nonce, CancellationToken ct)
    {
        var checkedToken = await ValidateAsync(oidc, description, identity);
        if (checkedToken.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            checkedToken = await ValidateAsync(oidc, await DescriptionAsync(oidc, ct, KeysTrustedFor), identity);
        }
        if (!checkedToken.IsValid)
        {
            throw new OidcException("sso-token", "The identity token is not good.", checkedToken.Exception);
        }
        var claims = checkedToken.Claims;
        if (claims.TryGetValue("azp", out var party) && party?.ToString() != oidc.ClientId)
        {
            throw new OidcException("sso-token", "The token was made for another client (azp).");
        }
        return claims.TryGetValue("nonce", out var said) && said is string stated && stated == nonce ? claims
            : throw new OidcException("sso-nonce", "The token answers another request (nonce).");
    }

    private static Task<TokenValidationResult> ValidateAsync(Oidc oidc, OpenIdConnectConfiguration description, string identity) =>
        new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(identity, new TokenValidationParameters
        {
            ValidIssuer = description.Issuer, ValidAudience = oidc.ClientId, IssuerSigningKeys = description.SigningKeys, ValidAlgorithms = Algorithms,
            RequireSignedTokens = true, RequireExpirationTime = true, ValidateIssuerSigningKey = true, ClockSkew = TimeSpan.FromMinutes(1),
        });

    /// <summary>Some providers name the person only in the user info; it must be about the same subject.</summary>
    private async Task<string?> AskAsync(Oidc oidc, OpenIdConnectConfiguration description, JsonDocument tokens, IDictionary<string, object> claims, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(description.UserInfoEndpoint) || !tokens.RootElement.TryGetProperty("access_token", out var access))
        {
            return null;
        }
        using var request = new HttpRequestMessage(HttpMethod.Get, description.UserInfoEndpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", access.GetString());
        using var info = await SendAsync(request, "sso-user-info", ct);
        return info.RootElement.TryGetProperty("sub", out var subject) && subject.GetString() == claims["sub"]?.ToString()
            && info.RootElement.TryGetProperty(oidc.Claim, out var login) ? login.GetString() : null;
    }

    private async Task<JsonDocument> SendAsync(HttpRequestMessage request, string reason, CancellationToken ct)
    {
        try
        {
            using var answer = await _http.SendAsync(request, ct);
            var text = await answer.Content.ReadAsStringAsync(ct);
            return answer.StatusCode == HttpStatusCode.OK ? JsonDocument.Parse(text)
                : throw new OidcException(reason, $"{request.RequestUri} answered {(int)answer.StatusCode}: {text[..Math.Min(text.Length, 300)]}");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            throw new OidcException("sso-unreachable", $"No good answer from {request.RequestUri}.", e);
        }
    }

    private static IEnumerable<string> Methods(IDictionary<string, object> claims) => !claims.TryGetValue("amr", out var amr) ? []
        : amr is IEnumerable<object> several ? several.Select(m => m.ToString() ?? "") : [amr?.ToString() ?? ""];

    public void Dispose() => _http.Dispose();
}
