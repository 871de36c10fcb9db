using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Kernel;

namespace Yinfeng.Access;

/// <summary>REST: accounts, for administrators, and who one is.</summary>
internal static class AccessEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/api/me", (HttpContext http) =>
        {
            var viewer = http.Viewer();
            return TypedResults.Ok(new MeJson(viewer.ActorId, viewer.Name, viewer.UnitId,
                [.. Enum.GetValues<Rights>().Where(r => r is not (Rights.None or Rights.All) && viewer.May(r))]));
        }).Need(Rights.None).WithName("WhoAmI").WithSummary("Who is signed in").WithSummary("当前登录的人").WithTags("Access");
        var users = api.MapGroup("/api/users").WithTags("Access");
        users.MapGet("", (HttpContext http, UserQueries queries, CancellationToken ct) => queries.ListAsync(http.Viewer(), ct)).Need(Rights.ManageUsers)
            .WithName("ListUsers").WithSummary("Accounts of one's part of the tree").WithSummary("用户列表");
        users.MapPost("", async Task<Results<Ok<OneTimePassword>, ProblemHttpResult>> (
            HttpContext http, AddUser add, NewUser input, CancellationToken ct) =>
            await add.RunAsync(http.Viewer(), input, ct) switch
            {
                { Allowed: true } made => TypedResults.Ok(made.Value!),
                var refused => Problems.Refused(refused),
            }).Need(Rights.ManageUsers).WithName("AddUser").WithSummary("Add an account; answers its one-time password").WithSummary("新增用户，返回一次性密码");
        users.MapPut("/{id:long}", async Task<Results<NoContent, NotFound, ProblemHttpResult>> (
            HttpContext http, EditUser edit, long id, UserEdit input, CancellationToken ct) =>
            await edit.RunAsync(http.Viewer(), id, input, ct) switch
            {
                null => TypedResults.NotFound(),
                { Allowed: true } => TypedResults.NoContent(),
                var refused => Problems.Refused(refused),
            }).Need(Rights.ManageUsers).WithName("EditUser").WithSummary("Change name and unit of an account, or take it out of use").WithSummary("修改用户");
        users.MapPost("/{id:long}/appointments", async Task<Results<Ok<AppointmentJson>, NotFound, ProblemHttpResult>> (
            HttpContext http, Appoint appoint, long id, NewAppointment input, CancellationToken ct) =>
            await appoint.RunAsync(http.Viewer(), id, input, ct) switch
            {
                null => TypedResults.NotFound(),
                { Allowed: true } made => TypedResults.Ok(new AppointmentJson(made.Value)),
                var refused => Problems.Refused(refused),
            }).Need(Rights.ManageUsers).WithName("Appoint").WithSummary("Appoint a person to a role at a unit for a time").WithSummary("任职");
        users.MapDelete("/{id:long}/appointments/{appointment:long}", async Task<Results<NoContent, NotFound, ProblemHttpResult>> (
            HttpContext http, EndAppointment end, long id, long appointment, CancellationToken ct) =>
            await end.RunAsync(http.Viewer(), id, appointment, ct) switch
            {
                null => TypedResults.NotFound(),
                { Allowed: true } => TypedResults.NoContent(),
                var refused => Problems.Refused(refused),
            }).Need(Rights.ManageUsers).WithName("EndAppointment").WithSummary("End an appointment at once").WithSummary("结束任职");
        users.MapPost("/{login}/reset", async Task<Results<Ok<OneTimePassword>, ProblemHttpResult>> (
            HttpContext http, ResetPassword reset, string login, CancellationToken ct) =>
            await reset.RunAsync(http.Viewer(), login, ct) switch
            {
                { Allowed: true } made => TypedResults.Ok(made.Value!),
                var refused => Problems.Refused(refused),
            }).Need(Rights.ManageUsers).WithName("ResetPassword").WithSummary("Give an account a new one-time password").WithSummary("重置密码，返回一次性密码");
    }

    internal sealed record MeJson(string ActorId, string Name, long? UnitId, IReadOnlyList<Rights> Rights);

    internal sealed record AppointmentJson(long Id);
}
