using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access.Pages;
using Yinfeng.Shell;

namespace Yinfeng.Access;

/// <summary>To the provider of single sign-on and back. Links and redirects, no form: the content policy lets forms go nowhere else.</summary>
internal static class OidcPages
{
    private const string Cookie = "yinfeng-oidc";
    private const string Path = "/login/oidc";

    public static void Map(IEndpointRouteBuilder pages)
    {
        var oidc = pages.MapGroup(Path).AllowAnonymous().ExcludeFromDescription();
        oidc.MapGet("", async (HttpContext http, SignInByOidc signIn, string? next, CancellationToken ct) =>
        {
            next = SignInGuard.SafeNext(next);
            if (await signIn.BeginAsync(Oidc.CallbackOf(http.Request), next, ct) is not var (address, cookie))
            {
                return Refused(next, "单点登录暂时不可用。请稍后再试，或用登录名和密码登录。");
            }
            http.Response.Cookies.Append(Cookie, cookie, SignInCookies.Options(http, Path, SignInByOidc.ValidFor));
            return Results.Redirect(address);
        });
        oidc.MapGet("/back", async (HttpContext http, SignInByOidc signIn, Vault vault, string? code, string? state, string? iss, string? error, CancellationToken ct) =>
        {
            var kept = http.Request.Cookies[Cookie];
            http.Response.Cookies.Delete(Cookie, SignInCookies.Options(http, Path, null));
            var outcome = await signIn.FinishAsync(kept, code, state, iss, error, Oidc.CallbackOf(http.Request), Origin.Of(http), ct);
            return AccessPages.Answer(http, vault, outcome.SignedIn, outcome.Login, outcome.Next) ?? Refused(outcome.Next, outcome.SignedIn.Message!);
        });
        oidc.MapGet("/out", async (HttpContext http, SignInByOidc signIn, CancellationToken ct) =>
            Results.Redirect(await signIn.LeaveAsync($"{http.Request.Scheme}://{http.Request.Host}/login", ct) ?? "/login"));
    }

    private static RazorComponentResult<SignInPage> Refused(string next, string message) =>
        PageResults.Page<SignInPage>(new { Next = next, Message = message }, StatusCodes.Status422UnprocessableEntity);
}
