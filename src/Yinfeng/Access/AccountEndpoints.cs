using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Kernel;

namespace Yinfeng.Access;

/// <summary>REST: one's own sign-ins, and unlocking for administrators.</summary>
internal static class AccountEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var mine = api.MapGroup("/api/me/sign-ins").WithTags("Access");
        mine.MapGet("", (HttpContext http, AccountQueries queries, CancellationToken ct) => queries.SessionsAsync(AccountPages.Own(http), ct)).Need(Rights.None)
            .WithName("ListOwnSignIns").WithSummary("One's own sign-ins in force");
        mine.MapDelete("/{id}", async Task<Results<NoContent, NotFound>> (HttpContext http, EndOwnSession end, string id, CancellationToken ct) =>
            (await end.RunAsync(AccountPages.Own(http), id, ct)).Allowed ? TypedResults.NoContent() : TypedResults.NotFound()).Need(Rights.None)
            .WithName("EndOwnSignIn").WithSummary("End one of one's own sign-ins elsewhere");
        api.MapPost("/api/users/{login}/unlock", async Task<Results<NoContent, ProblemHttpResult>> (HttpContext http, UnlockUser unlock, string login, CancellationToken ct) =>
            await unlock.RunAsync(http.Viewer(), login, ct) is { Allowed: false } refused ? Problems.Refused(refused) : TypedResults.NoContent()).Need(Rights.ManageUsers)
            .WithTags("Access").WithName("UnlockUser").WithSummary("Unlock an account before its time");
    }
}
