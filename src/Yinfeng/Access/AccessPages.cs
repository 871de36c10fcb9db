using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access.Pages;
using Yinfeng.Shell;

namespace Yinfeng.Access;

/// <summary>Pages for signing in and out and choosing a password.</summary>
internal static class AccessPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/login", (HttpContext http, string? next) => http.FindViewer() is null
            ? PageResults.Page<SignInPage>(new { Next = SignInGuard.SafeNext(next) })
            : PageResults.See(SignInGuard.SafeNext(next))).AllowAnonymous().ExcludeFromDescription();
        pages.MapPost("/login", SignInAsync).AllowAnonymous().ExcludeFromDescription();
        pages.MapPost("/logout", SignOutAsync).ExcludeFromDescription();
        pages.MapGet("/password", (HttpContext http) =>
            PageResults.Page<PasswordPage>(new { First = SignInGuard.SessionOf(http)?.MustChangePassword ?? false })).ExcludeFromDescription();
        pages.MapPost("/password", ChangePasswordAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> SignInAsync(HttpContext http, SignIn signIn,
        [FromForm] string? login, [FromForm] string? password, [FromForm] string? next, CancellationToken ct)
    {
        var outcome = await signIn.RunAsync(login ?? "", password ?? "", http.Connection.RemoteIpAddress?.ToString(), ct);
        if (outcome.Token is null)
        {
            return PageResults.Page<SignInPage>(new { Login = login, Next = SignInGuard.SafeNext(next), outcome.Message },
                StatusCodes.Status422UnprocessableEntity);
        }
        SetCookie(http, outcome.Token);
        return PageResults.See(outcome.MustChangePassword ? "/password" : SignInGuard.SafeNext(next));
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, SignOut signOut, [FromForm] string? from, CancellationToken ct)
    {
        _ = from; // Binding a form field is what makes the framework check the antiforgery field.
        await signOut.RunAsync(http.Viewer(), SignInGuard.SessionOf(http)!.TokenHash, ct);
        http.Response.Cookies.Delete(SignInGuard.Cookie);
        http.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        return PageResults.See("/login");
    }

    private static async Task<IResult> ChangePasswordAsync(HttpContext http, ChangePassword change,
        [FromForm] string? current, [FromForm] string? password, [FromForm] string? repeated, CancellationToken ct)
    {
        var live = SignInGuard.SessionOf(http)!;
        var decision = await change.RunAsync(live.Viewer, live.UserId, current ?? "", password ?? "", repeated ?? "", ct);
        if (!decision.Allowed)
        {
            return PageResults.Page<PasswordPage>(new { First = live.MustChangePassword, decision.Unmet },
                StatusCodes.Status422UnprocessableEntity);
        }
        SetCookie(http, decision.Value!);
        return PageResults.See("/");
    }

    /// <summary>A cookie of the browser session: out of reach of scripts, not sent by other sites' forms.</summary>
    private static void SetCookie(HttpContext http, string token) => http.Response.Cookies.Append(SignInGuard.Cookie, token, new CookieOptions
    {
        HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, IsEssential = true, Path = "/",
    });
}
