using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access.Pages;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Access;

/// <summary>Pages on which security administrators manage accounts and appointments.</summary>
internal static class UserPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        var users = pages.MapGroup("/users").ExcludeFromDescription();
        users.MapGet("", async (HttpContext http, UserQueries queries, TimeProvider clock, CancellationToken ct) =>
            PageResults.Page<UsersPage>(new { Rows = await queries.ListAsync(http.Viewer(), ct), Now = clock.GetUtcNow().UtcDateTime })).Need(Rights.ManageUsers);
        users.MapGet("/export", ExportAsync).Need(Rights.ManageUsers).Exports("users");
        users.MapGet("/new", () => PageResults.Page<UserPage>(new { })).Need(Rights.ManageUsers);
        users.MapGet("/{id:long}", (HttpContext http, [AsParameters] Pieces p, long id, CancellationToken ct) => p.ShowAsync(http, id, new(), ct)).Need(Rights.ManageUsers);
        users.MapPost("", AddAsync).Need(Rights.ManageUsers);
        users.MapPost("/{id:long}", EditAsync).Need(Rights.ManageUsers);
        users.MapPost("/{id:long}/appoint", AppointAsync).Need(Rights.ManageUsers);
        users.MapPost("/{id:long}/dismiss/{appointment:long}", DismissAsync).Need(Rights.ManageUsers);
        users.MapPost("/{id:long}/reset", ResetAsync).Need(Rights.ManageUsers);
        users.MapPost("/{id:long}/sign-out", EndAsync).Need(Rights.ManageUsers);
    }

    /// <summary>What a user page reads besides what was typed.</summary>
    private sealed record Pieces(UserQueries Queries, TimeProvider Clock)
    {
        public async Task<IResult> ShowAsync(HttpContext http, long id, Shown shown, CancellationToken ct)
        {
            if (await Queries.FindAsync(http.Viewer(), id, ct) is not var (user, sessions))
            {
                return Results.NotFound();
            }
            return PageResults.Page<UserPage>(new
            {
                User = user, Sessions = sessions, shown.OneTime, Name = shown.Edit?.Name ?? user.Name, Unit = shown.Edit is { } e ? e.Unit : user.UnitCode,
                Disabled = shown.Edit?.Disabled ?? user.Disabled, shown.Asked, shown.Unmet, shown.AppointUnmet, Now = Clock.GetUtcNow().UtcDateTime, Clock,
            }, shown.Unmet.Count + shown.AppointUnmet.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
        }
    }

    /// <summary>What was typed and refused, or made.</summary>
    private sealed record Shown(OneTimePassword? OneTime = null, UserEdit? Edit = null, AppointmentForm? Asked = null)
    {
        public IReadOnlyList<Unmet> Unmet { get; init; } = [];
        public IReadOnlyList<Unmet> AppointUnmet { get; init; } = [];
    }

    private static async Task<IResult> ExportAsync(HttpContext http, UserQueries queries, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return UsersWorkbook.Answer(await queries.ListAsync(http.Viewer(), ct), now);
    }

    private static async Task<IResult> AddAsync(HttpContext http, AddUser add, [AsParameters] Pieces p,
        [FromForm] string? login, [FromForm] string? name, [FromForm] string? unit, [FromForm] Role[]? roles, CancellationToken ct)
    {
        var decision = await add.RunAsync(http.Viewer(), new NewUser(login ?? "", name ?? "", unit, roles ?? []), ct);
        return decision.Allowed
            ? await p.ShowAsync(http, decision.Value!.UserId, new(decision.Value), ct)
            : PageResults.Page<UserPage>(new { Login = login, Name = name, Unit = unit, Roles = roles ?? [], decision.Unmet },
                StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> EditAsync(HttpContext http, EditUser edit, [AsParameters] Pieces p, long id,
        [FromForm] string? name, [FromForm] string? unit, [FromForm] bool? disabled, CancellationToken ct)
    {
        var typed = new UserEdit(name ?? "", unit, disabled is true);
        var decision = await edit.RunAsync(http.Viewer(), id, typed, ct);
        return decision switch
        {
            null => Results.NotFound(),
            { Allowed: true } => PageResults.See("/users"),
            _ => await p.ShowAsync(http, id, new(Edit: typed) { Unmet = decision.Unmet }, ct),
        };
    }

    private static async Task<IResult> AppointAsync(HttpContext http, Appoint appoint, [AsParameters] Pieces p, long id,
        [FromForm] Role? role, [FromForm] string? unit, [FromForm] string? from, [FromForm] string? until, CancellationToken ct)
    {
        var typed = new AppointmentForm(role, unit, from, until);
        var unmet = new List<Unmet>();
        var (first, last) = (Day(from, "From", unmet), Day(until, "Until", unmet));
        if (role is null)
        {
            unmet.Add(new("appointment.role", "Role", "请选择身份。"));
        }
        if (unmet.Count == 0)
        {
            var decision = await appoint.RunAsync(http.Viewer(), id, new NewAppointment(role!.Value, unit, first, last), ct);
            if (decision is null or { Allowed: true })
            {
                return decision is null ? Results.NotFound() : PageResults.See($"/users/{id}");
            }
            unmet.AddRange(decision.Unmet);
        }
        return await p.ShowAsync(http, id, new(Asked: typed) { AppointUnmet = unmet }, ct);
    }

    private static async Task<IResult> DismissAsync(HttpContext http, EndAppointment end, [AsParameters] Pieces p, long id, long appointment,
        [FromForm] string? from, CancellationToken ct)
    {
        _ = from; // Binding a form field is what makes the framework check the antiforgery field.
        var decision = await end.RunAsync(http.Viewer(), id, appointment, ct);
        return decision switch
        {
            null => Results.NotFound(),
            { Allowed: true } => PageResults.See($"/users/{id}"),
            _ => await p.ShowAsync(http, id, new() { AppointUnmet = decision.Unmet }, ct),
        };
    }

    private static async Task<IResult> ResetAsync(HttpContext http, ResetPassword reset, [AsParameters] Pieces p, long id,
        [FromForm] string? from, CancellationToken ct)
    {
        _ = from; // Binding a form field is what makes the framework check the antiforgery field.
        if (await p.Queries.FindAsync(http.Viewer(), id, ct) is not var (user, _))
        {
            return Results.NotFound();
        }
        var decision = await reset.RunAsync(http.Viewer(), user.Login, ct);
        return decision.Allowed ? await p.ShowAsync(http, id, new(decision.Value), ct) : Results.NotFound();
    }

    private static async Task<IResult> EndAsync(HttpContext http, EndSession end, long id, [FromForm] string? from, CancellationToken ct)
    {
        _ = from;
        var decision = await end.RunAsync(http.Viewer(), id, ct);
        return decision.Allowed ? PageResults.See($"/users/{id}") : Results.NotFound();
    }

    private static DateOnly? Day(string? text, string field, List<Unmet> unmet)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }
        if (DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }
        unmet.Add(new("appointment.day", field, $"日期“{text}”写法不对。请写成 2026-01-31 这样的年月日。"));
        return null;
    }
}

/// <summary>The appointment form as typed.</summary>
public sealed record AppointmentForm(Role? Role, string? Unit, string? From, string? Until);
