using System.Text;
using Microsoft.AspNetCore.Http;

namespace Yinfeng.Access;

/// <summary>The cookies of the door. All are out of reach of scripts and are not sent with other sites' forms.</summary>
internal static class SignInCookies
{
    /// <summary>Carries the ticket between the two steps of a sign-in.</summary>
    public const string Step = "yinfeng-step";

    /// <summary>Says which account this browser has signed in to, so that strangers behind the same address do not slow it down.</summary>
    public const string Known = "yinfeng-known";
    private const string KnownPurpose = "known-browser";
    private static readonly TimeSpan KnownFor = TimeSpan.FromDays(90);

    /// <summary>The session: ends with the browser, at the latest when the server says so.</summary>
    public static void SignedIn(HttpContext http, Vault vault, string token, string? login)
    {
        http.Response.Cookies.Append(SignInGuard.Cookie, token, Options(http, "/", null));
        http.Response.Cookies.Delete(Step, Options(http, "/login", null));
        if (login is not null)
        {
            http.Response.Cookies.Append(Known, vault.Seal(KnownPurpose, Encoding.UTF8.GetBytes(login.Trim().ToLowerInvariant())), Options(http, "/login", KnownFor));
        }
    }

    public static void HalfWay(HttpContext http, string ticket) => http.Response.Cookies.Append(Step, ticket, Options(http, "/login", SignInTicket.ValidFor));

    public static bool IsKnown(HttpContext http, Vault vault, string login) =>
        vault.Open(KnownPurpose, http.Request.Cookies[Known]) is { } plain
        && string.Equals(Encoding.UTF8.GetString(plain), login.Trim(), StringComparison.OrdinalIgnoreCase);

    public static CookieOptions Options(HttpContext http, string path, TimeSpan? maxAge) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, IsEssential = true, Path = path, MaxAge = maxAge,
    };
}
