using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticAssets;
using Yinfeng.Persistence;
using Yinfeng.Shell;

namespace Yinfeng.Access;

/// <summary>Marks a route that does not count as use of the session.</summary>
internal sealed class LooksOnly;

/// <summary>Lets nobody past without a sign-in, and no write in that another site sent.</summary>
/// <remarks>Public are only the product's own asset files and routes marked <c>AllowAnonymous</c>. Browsers are led to /login, /api
/// answers 401. Cross-site writes are told by Sec-Fetch-Site or Origin, which browsers always send; forms carry an antiforgery
/// field besides.</remarks>
public sealed class SignInGuard(RequestDelegate next, Sessions sessions, ForeignChanges foreign, KeepForm keep)
{
    public const string Cookie = "yinfeng";
    private static readonly object SessionKey = new();

    public async Task InvokeAsync(HttpContext http)
    {
        var endpoint = http.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
        {
            await next(http);
            return;
        }
        http.Response.Headers.CacheControl = "no-cache, no-store"; // What one person may see must not stay in a shared cache.
        http.Response.Headers.Pragma = "no-cache"; // The pair that the antiforgery service asks for.
        if (IsCrossSiteWrite(http.Request))
        {
            await Refusals.AnswerAsync(http, StatusCodes.Status403Forbidden, "这个请求来自别的网站，已拒绝。请从本系统的页面上操作。");
            return;
        }
        await foreign.HearNowAsync(http.RequestAborted);
        var looksOnly = endpoint?.Metadata.GetMetadata<LooksOnly>() is not null;
        var live = http.Request.Cookies[Cookie] is { } token ? await sessions.FindAsync(token, http.RequestAborted, !looksOnly) : null;
        if (live is not null)
        {
            http.SetViewer(live.Viewer);
            http.Items[SessionKey] = live;
        }
        var open = endpoint?.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        if (!open && live is null)
        {
            await TurnAwayAsync(http);
        }
        else if (!open && live!.Step != NextStep.None && StepFirst(live.Step, http.Request.Path) is var (address, why))
        {
            await LeadToAsync(http, address, StatusCodes.Status403Forbidden, why);
        }
        else if (!open && endpoint is not null && Needs.Of(endpoint) is null)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound; // Says no right, so it is for nobody.
        }
        else if (!open && endpoint is not null && Needs.In(endpoint) is { } needed && !needed.IsHeldBy(live!.Viewer))
        {
            await Refusals.AnswerAsync(http, StatusCodes.Status403Forbidden, Needs.Missing(needed.Right));
        }
        else
        {
            await next(http);
        }
    }

    public static LiveSession? SessionOf(HttpContext http) => http.Items[SessionKey] as LiveSession;

    /// <summary>Where the person must go first, and why; null when the page asked for is part of that.</summary>
    private static (string Address, string Why)? StepFirst(NextStep step, PathString path) => (step, path.Value) switch
    {
        (_, "/logout") => null,
        (NextStep.EnrolSecondFactor, { } p) when p.StartsWith("/account/second", StringComparison.Ordinal) => null,
        (NextStep.EnrolSecondFactor, _) => ("/account/second", "本单位要求两步验证，请先启用。"),
        (_, "/password") => null,
        (NextStep.ReplacePassword, _) => ("/password", "密码已到期，请先更换。"),
        _ => ("/password", "首次登录须先设置自己的密码。"),
    };

    /// <summary>Only addresses within this site: "/projects?x", never "//elsewhere".</summary>
    public static string SafeNext(string? next) =>
        next is ['/', ..] && !next.StartsWith("//", StringComparison.Ordinal) && !next.Contains('\\', StringComparison.Ordinal) ? next : "/";

    private async Task TurnAwayAsync(HttpContext http)
    {
        var back = await keep.RunAsync(http, http.RequestAborted) is { } kept ? "/account/kept/" + kept : BackTo(http.Request);
        await LeadToAsync(http, "/login" + (back == "/" ? "" : "?next=" + Uri.EscapeDataString(back)),
            StatusCodes.Status401Unauthorized, "尚未登录或登录已过期，请重新登录。");
    }

    /// <summary>Where the person was: for a part that htmx asks for, the page it belongs to.</summary>
    private static string BackTo(HttpRequest request)
    {
        if (request.Headers.ContainsKey("HX-Request"))
        {
            return Uri.TryCreate(request.Headers["HX-Current-URL"].ToString(), UriKind.Absolute, out var page) && page.Authority == request.Host.Value
                ? SafeNext(page.PathAndQuery) : "/";
        }
        return HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString : "/";
    }

    private static Task LeadToAsync(HttpContext http, string address, int apiStatus, string message)
    {
        if (http.Request.Path.StartsWithSegments("/api"))
        {
            return Refusals.AnswerAsync(http, apiStatus, message);
        }
        return PageResults.See(address).ExecuteAsync(http);
    }

    private static bool IsCrossSiteWrite(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        {
            return false;
        }
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
        {
            return site is not ("same-origin" or "none");
        }
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && !(Uri.TryCreate(origin, UriKind.Absolute, out var from)
            && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }
}
