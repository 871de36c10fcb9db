using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Microsoft.Extensions.Logging;

namespace Yinfeng.Tests.Access;

/// <summary>An OpenID Connect provider on this machine: it signs in whoever a test says, and can be told to cheat.</summary>
internal sealed class TestProvider : IAsyncDisposable
{
    public const string Client = "yinfeng", Secret = "s3cret & more";
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, (string Challenge, string Nonce, string Callback)> _codes = new();

    private TestProvider(WebApplication app) => _app = app;

    public string Authority { get; private set; } = "";
    public RsaSecurityKey Key { get; set; } = NewKey();

    /// <summary>Published keys; by default the one that signs.</summary>
    public RsaSecurityKey? Published { get; set; }
    public string Person { get; set; } = "li";
    public string? Nonce { get; set; }
    public string Audience { get; set; } = Client;
    public string? Issuer { get; set; }
    public string Algorithm { get; set; } = SecurityAlgorithms.RsaSha256;
    public TimeSpan ValidFor { get; set; } = TimeSpan.FromMinutes(5);
    public string[] Methods { get; set; } = ["pwd"];
    public bool NamesInToken { get; set; } = true;
    public int CodesTaken { get; private set; }

    public static RsaSecurityKey NewKey() => new(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("N") };

    public static async Task<TestProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var provider = new TestProvider(app);
        app.MapGet("/.well-known/openid-configuration", () => new
        {
            issuer = provider.Authority, authorization_endpoint = provider.Authority + "/authorize", token_endpoint = provider.Authority + "/token",
            jwks_uri = provider.Authority + "/keys", userinfo_endpoint = provider.Authority + "/userinfo", end_session_endpoint = provider.Authority + "/end",
            token_endpoint_auth_methods_supported = new[] { "client_secret_basic" },
        });
        app.MapGet("/keys", () =>
        {
            var key = provider.Published ?? provider.Key;
            var parameters = key.Rsa.ExportParameters(false);
            var published = new { kty = "RSA", use = "sig", kid = key.KeyId, n = Base64Url.EncodeToString(parameters.Modulus), e = Base64Url.EncodeToString(parameters.Exponent) };
            return new { keys = new[] { published } };
        });
        app.MapGet("/authorize", provider.Authorize);
        app.MapPost("/token", provider.Token);
        app.MapGet("/userinfo", () => new { sub = "1", preferred_username = provider.Person });
        await app.StartAsync();
        provider.Authority = app.Urls.Single();
        return provider;
    }

    private IResult Authorize(HttpRequest request)
    {
        var asked = request.Query;
        if (asked["response_type"] != "code" || asked["client_id"] != Client || asked["code_challenge_method"] != "S256" || asked["state"].ToString().Length < 32)
        {
            return Results.BadRequest();
        }
        var code = Guid.NewGuid().ToString("N");
        _codes[code] = (asked["code_challenge"]!, asked["nonce"]!, asked["redirect_uri"]!);
        return Results.Redirect($"{asked["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(asked["state"]!)}&iss={Uri.EscapeDataString(Authority)}");
    }

    private async Task<IResult> Token(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Client}:{Uri.EscapeDataString(Secret)}"));
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (request.Headers.Authorization != "Basic " + basic || !_codes.TryRemove(form["code"].ToString(), out var begun) || begun.Challenge != challenge
            || begun.Callback != form["redirect_uri"])
        {
            return Results.BadRequest(new { error = "invalid_grant" });
        }
        CodesTaken++;
        return Results.Ok(new { access_token = "x", token_type = "Bearer", id_token = Identity(begun.Nonce) });
    }

    private string Identity(string nonce)
    {
        var now = DateTime.UnixEpoch.AddSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        var claims = new Dictionary<string, object> { ["sub"] = "1", ["nonce"] = Nonce ?? nonce, ["amr"] = Methods };
        if (NamesInToken)
        {
            claims["preferred_username"] = Person;
        }
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer ?? Authority, Audience = Audience, Claims = claims, IssuedAt = now, NotBefore = now.AddHours(-2), Expires = now + ValidFor,
            SigningCredentials = Algorithm == "HS256"
                ? new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes("a key that everybody knows, 32 bytes")) { KeyId = Key.KeyId }, SecurityAlgorithms.HmacSha256)
                : new SigningCredentials(Key, Algorithm),
        });
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
