using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access.Pages;
using Yinfeng.Shell;

namespace Yinfeng.Access;

/// <summary>Pages on which administrators manage accounts.</summary>
internal static class UserPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        var users = pages.MapGroup("/users").ExcludeFromDescription().AddEndpointFilter(async (context, next) =>
            context.HttpContext.Viewer().IsAdministrator ? await next(context) : Results.StatusCode(StatusCodes.Status403Forbidden));
        users.MapGet("", async (HttpContext http, UserQueries queries, TimeProvider clock, CancellationToken ct) =>
            PageResults.Page<UsersPage>(new { Rows = await queries.ListAsync(http.Viewer(), ct), Now = clock.GetUtcNow().UtcDateTime }));
        users.MapGet("/new", () => PageResults.Page<UserPage>(new { }));
        users.MapGet("/{id:long}", (HttpContext http, UserQueries queries, TimeProvider clock, long id, CancellationToken ct) =>
            ShowAsync(http, queries, clock, id, null, ct));
        users.MapPost("", AddAsync);
        users.MapPost("/{id:long}", EditAsync);
        users.MapPost("/{id:long}/reset", ResetAsync);
        users.MapPost("/{id:long}/sign-out", EndAsync);
    }

    private static async Task<IResult> AddAsync(HttpContext http, AddUser add, UserQueries queries, TimeProvider clock,
        [FromForm] string? login, [FromForm] string? name, [FromForm] string? unit, [FromForm] bool? isAdministrator, CancellationToken ct)
    {
        var decision = await add.RunAsync(http.Viewer(), new NewUser(login ?? "", name ?? "", unit, isAdministrator is true), ct);
        return decision.Allowed
            ? await ShowAsync(http, queries, clock, decision.Value!.UserId, decision.Value, ct)
            : PageResults.Page<UserPage>(new { Login = login, Name = name, Unit = unit, IsAdministrator = isAdministrator is true, decision.Unmet },
                StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> EditAsync(HttpContext http, EditUser edit, UserQueries queries, TimeProvider clock, long id,
        [FromForm] string? name, [FromForm] string? unit, [FromForm] bool? isAdministrator, [FromForm] bool? disabled, CancellationToken ct)
    {
        var decision = await edit.RunAsync(http.Viewer(), id, new UserEdit(name ?? "", unit, isAdministrator is true, disabled is true), ct);
        if (decision is { Allowed: true })
        {
            return PageResults.See("/users");
        }
        if (decision is null || await queries.FindAsync(http.Viewer(), id, ct) is not var (user, sessions))
        {
            return Results.NotFound();
        }
        return PageResults.Page<UserPage>(new
        {
            User = user, Sessions = sessions, Name = name, Unit = unit, IsAdministrator = isAdministrator is true, Disabled = disabled is true,
            decision.Unmet, Now = clock.GetUtcNow().UtcDateTime, Clock = clock,
        }, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ResetAsync(HttpContext http, ResetPassword reset, UserQueries queries, TimeProvider clock, long id,
        [FromForm] string? from, CancellationToken ct)
    {
        _ = from; // Binding a form field is what makes the framework check the antiforgery field.
        if (await queries.FindAsync(http.Viewer(), id, ct) is not var (user, _))
        {
            return Results.NotFound();
        }
        var decision = await reset.RunAsync(http.Viewer(), user.Login, ct);
        return decision.Allowed ? await ShowAsync(http, queries, clock, id, decision.Value, ct) : Results.NotFound();
    }

    private static async Task<IResult> EndAsync(HttpContext http, EndSession end, long id, [FromForm] string? from, CancellationToken ct)
    {
        _ = from;
        var decision = await end.RunAsync(http.Viewer(), id, ct);
        return decision.Allowed ? PageResults.See($"/users/{id}") : Results.NotFound();
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http, UserQueries queries, TimeProvider clock, long id, OneTimePassword? oneTime, CancellationToken ct)
    {
        if (await queries.FindAsync(http.Viewer(), id, ct) is not var (user, sessions))
        {
            return Results.NotFound();
        }
        return PageResults.Page<UserPage>(new
        {
            User = user, Sessions = sessions, OneTime = oneTime, user.Name, Unit = user.UnitCode, user.IsAdministrator, user.Disabled,
            Now = clock.GetUtcNow().UtcDateTime, Clock = clock,
        });
    }
}
