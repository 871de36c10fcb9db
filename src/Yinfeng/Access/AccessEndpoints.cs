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
        api.MapGet("/api/me", (HttpContext http) => http.Viewer()).WithName("WhoAmI").WithSummary("Who is signed in").WithSummary("当前登录的人").WithTags("Access");
        var users = api.MapGroup("/api/users").WithTags("Access").AddEndpointFilter(async (context, next) =>
            context.HttpContext.Viewer().IsAdministrator ? await next(context) : Results.StatusCode(StatusCodes.Status403Forbidden));
        users.MapGet("", (HttpContext http, UserQueries queries, CancellationToken ct) => queries.ListAsync(http.Viewer(), ct))
            .WithName("ListUsers").WithSummary("Accounts of one's part of the tree").WithSummary("用户列表");
        users.MapPost("", async Task<Results<Ok<OneTimePassword>, ProblemHttpResult>> (
            HttpContext http, AddUser add, NewUser input, CancellationToken ct) =>
            await add.RunAsync(http.Viewer(), input, ct) switch
            {
                { Allowed: true } made => TypedResults.Ok(made.Value!),
                var refused => Problems.Refused(refused),
            }).WithName("AddUser").WithSummary("Add an account; answers its one-time password").WithSummary("新增用户，返回一次性密码");
        users.MapPut("/{id:long}", async Task<Results<NoContent, NotFound, ProblemHttpResult>> (
            HttpContext http, EditUser edit, long id, UserEdit input, CancellationToken ct) =>
            await edit.RunAsync(http.Viewer(), id, input, ct) switch
            {
                null => TypedResults.NotFound(),
                { Allowed: true } => TypedResults.NoContent(),
                var refused => Problems.Refused(refused),
            }).WithName("EditUser").WithSummary("Change name, scope and rights of an account").WithSummary("修改用户");
        users.MapPost("/{login}/reset", async Task<Results<Ok<OneTimePassword>, ProblemHttpResult>> (
            HttpContext http, ResetPassword reset, string login, CancellationToken ct) =>
            await reset.RunAsync(http.Viewer(), login, ct) switch
            {
                { Allowed: true } made => TypedResults.Ok(made.Value!),
                var refused => Problems.Refused(refused),
            }).WithName("ResetPassword").WithSummary("Give an account a new one-time password").WithSummary("重置密码，返回一次性密码");
    }
}
