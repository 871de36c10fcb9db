using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Notices;

/// <summary>REST under /api/notices: the caller's own messages.</summary>
internal static class NoticeEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var notices = routes.MapGroup("/api/notices").WithTags("Notices");
        notices.MapGet("", async (HttpContext http, NoticeQueries queries, CancellationToken ct) =>
        {
            var view = await queries.OfAsync(http.Viewer(), ct);
            return TypedResults.Ok(new { view.Unread, view.Email, notices = view.Notices.Select(n => new { n.Id, n.Title, n.Detail, n.Href, n.AtUtc, n.ReadAtUtc }) });
        }).Need(Rights.None).WithName("GetNotices").WithSummary("The caller's messages, the latest first");
        notices.MapPost("/read", async (HttpContext http, ReadNotices write, long? id, CancellationToken ct) =>
            TypedResults.Ok(new { read = (await write.RunAsync(http.Viewer(), id, ct)).Value })).Need(Rights.None).WithName("ReadNotices").WithSummary("Mark one message or all as read");
        notices.MapPut("/address", async (HttpContext http, SetAddress write, AddressBody body, CancellationToken ct) =>
            await write.RunAsync(http.Viewer(), body.Email, ct) is { Allowed: false } refused ? Problems.Refused(refused) : Results.NoContent()).Need(Rights.None)
            .WithName("SetNoticeAddress").WithSummary("Where the caller's mail goes; empty for none").Produces(204).ProducesProblem(422);
    }

    internal sealed record AddressBody(string? Email);
}
