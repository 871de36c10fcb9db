using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access.Pages;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Access;

/// <summary>Pages for signing in and out and choosing a password.</summary>
internal static class AccessPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/login", (HttpContext http, string? next) => http.FindViewer() is null
            ? PageResults.Page<SignInPage>(new { Next = SignInGuard.SafeNext(next), Left = http.Request.Query.ContainsKey("left") })
            : PageResults.See(SignInGuard.SafeNext(next))).AllowAnonymous().ExcludeFromDescription();
        pages.MapPost("/login", SignInAsync).AllowAnonymous().ExcludeFromDescription();
        pages.MapPost("/logout", SignOutAsync).Need(Rights.None).ExcludeFromDescription();
        pages.MapGet("/posts", async (HttpContext http, UnitDirectory units, CancellationToken ct) =>
        {
            var tree = await units.TodayAsync(ct);
            return PageResults.Page<PostsPage>(new
            {
                SignInGuard.SessionOf(http)!.Posts, Now = http.Viewer().UnitId,
                Place = (Func<Post, string>)(p => p.UnitId is { } id ? tree.Find(id)?.Name ?? "（单位已撤销）" : "全部单位"),
            });
        }).Need(Rights.None).ExcludeFromDescription();
        pages.MapPost("/posts", async (HttpContext http, ChoosePost choose, [FromForm] long post, CancellationToken ct) =>
            await choose.RunAsync(SignInGuard.SessionOf(http)!, post, ct) is { Allowed: true } ? PageResults.See("/") : PageResults.See("/posts"))
            .Need(Rights.None).ExcludeFromDescription();
        pages.MapGet("/password", async (HttpContext http, SignInSettings settings, CancellationToken ct) =>
            PageResults.Page<PasswordPage>(new { Rules = await settings.NowAsync(ct), Step = StepOf(http) })).Need(Rights.None).ExcludeFromDescription();
        pages.MapPost("/password", ChangePasswordAsync).Need(Rights.None).ExcludeFromDescription();
    }

    private static async Task<IResult> SignInAsync(HttpContext http, SignIn signIn, Vault vault,
        [FromForm] string? login, [FromForm] string? password, [FromForm] string? next, CancellationToken ct)
    {
        var known = SignInCookies.IsKnown(http, vault, login ?? "");
        var outcome = await signIn.RunAsync(login ?? "", password ?? "", Origin.Of(http), ct, known);
        return Answer(http, vault, outcome, login, next) ?? PageResults.Page<SignInPage>(
            new { Login = login, Next = SignInGuard.SafeNext(next), outcome.Message }, StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>Where a sign-in leads that went well; null when it was refused.</summary>
    internal static IResult? Answer(HttpContext http, Vault vault, SignInOutcome outcome, string? login, string? next)
    {
        next = SignInGuard.SafeNext(next);
        if (outcome.Ticket is not null)
        {
            SignInCookies.HalfWay(http, outcome.Ticket);
            return PageResults.See("/login/code" + Query(next));
        }
        if (outcome.Token is null)
        {
            return null;
        }
        SignInCookies.SignedIn(http, vault, outcome.Token, login);
        return PageResults.See(outcome.MustChangePassword ? "/password" : outcome.TellLast ? "/account/signed-in" + Query(next) : next);
    }

    internal static string Query(string next) => next == "/" ? "" : "?next=" + Uri.EscapeDataString(next);

    private static NextStep StepOf(HttpContext http) => SignInGuard.SessionOf(http)?.Step ?? NextStep.None;

    private static async Task<IResult> SignOutAsync(HttpContext http, SignOut signOut, [FromForm] string? from, CancellationToken ct)
    {
        _ = from; // Binding a form field is what makes the framework check the antiforgery field.
        await signOut.RunAsync(http.Viewer(), SignInGuard.SessionOf(http)!.TokenHash, ct);
        http.Response.Cookies.Delete(SignInGuard.Cookie);
        http.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        return PageResults.See(SignInGuard.SessionOf(http)!.Way == SignInWay.SingleSignOn ? "/login?left" : "/login");
    }

    private static async Task<IResult> ChangePasswordAsync(HttpContext http, ChangePassword change, SignInSettings settings, Vault vault,
        [FromForm] string? current, [FromForm] string? password, [FromForm] string? repeated, CancellationToken ct)
    {
        var live = SignInGuard.SessionOf(http)!;
        var decision = await change.RunAsync(live.Viewer, live.UserId, current ?? "", password ?? "", repeated ?? "", ct, Origin.Of(http));
        if (!decision.Allowed)
        {
            return PageResults.Page<PasswordPage>(new { Rules = await settings.NowAsync(ct), live.Step, decision.Unmet }, StatusCodes.Status422UnprocessableEntity);
        }
        SignInCookies.SignedIn(http, vault, decision.Value!, null);
        return PageResults.See("/");
    }
}
