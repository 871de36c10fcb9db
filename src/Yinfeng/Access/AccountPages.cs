using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access.Pages;
using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Access;

/// <summary>Everybody's own account, and what administrators do at the door of somebody else's.</summary>
internal static class AccountPages
{
    /// <summary>From here on the frame warns that the sign-in is about to end.</summary>
    private static readonly TimeSpan WarnAt = TimeSpan.FromMinutes(2.5);

    public static void Map(IEndpointRouteBuilder pages)
    {
        var account = pages.MapGroup("/account").ExcludeFromDescription();
        account.MapGet("", (HttpContext http, AccountQueries queries, KeptForms kept, TimeProvider clock, CancellationToken ct) =>
            ShowAsync(http, queries, kept, clock, [], ct)).Need(Rights.None);
        account.MapGet("/signed-in", async (HttpContext http, AccountQueries queries, TimeProvider clock, string? next, CancellationToken ct) =>
            PageResults.Page<SignedInPage>(new { Last = await queries.LastAsync(Own(http), ct), Next = SignInGuard.SafeNext(next), Clock = clock })).Need(Rights.None);
        account.MapPost("/end", async (HttpContext http, EndOwnSession end, AccountQueries queries, KeptForms kept, TimeProvider clock, [FromForm] string? id, CancellationToken ct) =>
        {
            var decision = await end.RunAsync(Own(http), string.IsNullOrEmpty(id) ? null : id, ct);
            return decision.Allowed ? PageResults.See("/account") : await ShowAsync(http, queries, kept, clock, decision.Unmet, ct);
        }).Need(Rights.None);
        account.MapGet("/left", Left).AllowAnonymous().WithMetadata(new LooksOnly());
        account.MapGet("/stay", () => Results.Content("")).Need(Rights.None); // That it was asked for is the use.
        MapUsers(pages);
    }

    private static void MapUsers(IEndpointRouteBuilder pages)
    {
        var users = pages.MapGroup("/users").ExcludeFromDescription();
        users.MapPost("/{id:long}/unlock", async (HttpContext http, UnlockUser unlock, UserQueries queries, long id, [FromForm] string? from, CancellationToken ct) =>
        {
            _ = from; // Binding a form field is what makes the framework check the antiforgery field.
            return await queries.FindAsync(http.Viewer(), id, ct) is var (user, _) && (await unlock.RunAsync(http.Viewer(), user.Login, ct)).Allowed
                ? PageResults.See($"/users/{id}") : Results.NotFound();
        }).Need(Rights.ManageUsers);
        users.MapPost("/{id:long}/end", async (HttpContext http, EndSession end, long id, [FromForm] string? session, CancellationToken ct) =>
            !string.IsNullOrEmpty(session) && (await end.RunAsync(http.Viewer(), id, ct, session)).Allowed ? PageResults.See($"/users/{id}") : Results.NotFound()).Need(Rights.ManageUsers);
    }

    internal static LiveSession Own(HttpContext http) => SignInGuard.SessionOf(http) ?? throw new InvalidOperationException("This route must require a signed-in person.");

    private static async Task<IResult> ShowAsync(
        HttpContext http, AccountQueries queries, KeptForms kept, TimeProvider clock, IReadOnlyList<Unmet> unmet, CancellationToken ct) =>
        PageResults.Page<AccountPage>(new { View = await queries.OfAsync(Own(http), ct), Kept = await kept.ListAsync(Own(http), ct), Clock = clock, Unmet = unmet },
            unmet.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    /// <summary>Asked by open pages now and then; does not count as use. 204: nothing to say yet.</summary>
    private static IResult Left(HttpContext http, TimeProvider clock)
    {
        var left = SignInGuard.SessionOf(http)?.LeftAt(clock.GetUtcNow());
        return left > WarnAt ? Results.NoContent() : PageResults.Page<TimeLeft>(new { Left = left });
    }
}
