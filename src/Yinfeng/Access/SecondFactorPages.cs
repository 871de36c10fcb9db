using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access.Pages;
using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Access;

/// <summary>Pages of the second factor: the second step of a sign-in, and taking it into use and out of use.</summary>
internal static class SecondFactorPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/login/code", (HttpContext http, string? next) => http.Request.Cookies.ContainsKey(SignInCookies.Step)
            ? PageResults.Page<CodePage>(new { Next = SignInGuard.SafeNext(next) })
            : PageResults.See("/login" + AccessPages.Query(SignInGuard.SafeNext(next)))).AllowAnonymous().ExcludeFromDescription();
        pages.MapPost("/login/code", CheckAsync).AllowAnonymous().ExcludeFromDescription();

        var second = pages.MapGroup("/account/second").ExcludeFromDescription();
        second.MapGet("", ShowAsync).Need(Rights.None);
        second.MapPost("", EnrolAsync).Need(Rights.None);
        second.MapPost("/off", async (HttpContext http, DropSecondFactor drop, AccountQueries queries, EnrolSecondFactor enrol, TimeProvider clock,
            [FromForm] string? code, [FromForm] string? current, CancellationToken ct) =>
            await drop.OwnAsync(AccountPages.Own(http), code ?? "", current ?? "", ct) is { Allowed: false } refused
                ? await PageAsync(http, queries, enrol, clock, null, refused.Unmet, ct) : PageResults.See("/account/second")).Need(Rights.None);
        second.MapPost("/codes", async (HttpContext http, NewRecoveryCodes make, AccountQueries queries, EnrolSecondFactor enrol, TimeProvider clock,
            [FromForm] string? current, CancellationToken ct) =>
        {
            var decision = await make.RunAsync(AccountPages.Own(http), current ?? "", ct);
            return decision.Allowed ? PageResults.Page<RecoveryCodesPage>(new { Codes = decision.Value! })
                : await PageAsync(http, queries, enrol, clock, null, decision.Unmet, ct);
        }).Need(Rights.None);
        pages.MapPost("/users/{id:long}/second-off", async (HttpContext http, DropSecondFactor drop, UserQueries queries, long id, [FromForm] string? from, CancellationToken ct) =>
        {
            _ = from; // Binding a form field is what makes the framework check the antiforgery field.
            return await queries.FindAsync(http.Viewer(), id, ct) is var (user, _) && (await drop.OfAsync(http.Viewer(), user.Login, ct)).Allowed
                ? PageResults.See($"/users/{id}") : Results.NotFound();
        }).Need(Rights.ManageUsers).ExcludeFromDescription();
    }

    private static async Task<IResult> CheckAsync(HttpContext http, CheckCode check, Vault vault, [FromForm] string? code, [FromForm] string? next, CancellationToken ct)
    {
        var outcome = await check.RunAsync(http.Request.Cookies[SignInCookies.Step], code ?? "", Origin.Of(http), ct);
        if (outcome.Token is not null)
        {
            return AccessPages.Answer(http, vault, outcome, null, next)!;
        }
        var safe = SignInGuard.SafeNext(next);
        return outcome.Ticket is not null
            ? PageResults.Page<CodePage>(new { Next = safe, outcome.Message }, StatusCodes.Status422UnprocessableEntity)
            : PageResults.Page<SignInPage>(new { Next = safe, outcome.Message }, StatusCodes.Status422UnprocessableEntity);
    }

    private static Task<IResult> ShowAsync(HttpContext http, AccountQueries queries, EnrolSecondFactor enrol, TimeProvider clock, CancellationToken ct) =>
        PageAsync(http, queries, enrol, clock, null, [], ct);

    private static async Task<IResult> EnrolAsync(HttpContext http, EnrolSecondFactor enrol, AccountQueries queries, TimeProvider clock,
        [FromForm] string? offer, [FromForm] string? code, [FromForm] string? current, CancellationToken ct)
    {
        var decision = await enrol.RunAsync(AccountPages.Own(http), offer, code ?? "", current ?? "", ct);
        return decision.Allowed ? PageResults.Page<RecoveryCodesPage>(new { Codes = decision.Value! })
            : await PageAsync(http, queries, enrol, clock, offer, decision.Unmet, ct);
    }

    /// <param name="offer">The secret already scanned, so that a wrong code does not ask for scanning again.</param>
    private static async Task<IResult> PageAsync(HttpContext http, AccountQueries queries, EnrolSecondFactor enrol, TimeProvider clock, string? offer,
        IReadOnlyList<Unmet> unmet, CancellationToken ct)
    {
        var own = AccountPages.Own(http);
        var view = await queries.OfAsync(own, ct);
        offer = enrol.SecretOf(own, offer) is null ? enrol.Begin(own) : offer;
        return PageResults.Page<SecondFactorPage>(new
        {
            View = view, Offer = offer, Secret = enrol.SecretOf(own, offer), AsksPassword = own.Way == SignInWay.Password, Clock = clock, Unmet = unmet,
        }, unmet.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }
}
