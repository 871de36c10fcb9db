using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Notices.Pages;
using Yinfeng.Shell;

namespace Yinfeng.Notices;

/// <summary>A person's messages and where their mail goes.</summary>
internal static class NoticePages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        var notices = pages.MapGroup("/notices").ExcludeFromDescription();
        notices.MapGet("", (HttpContext http, NoticeQueries queries, TimeProvider clock, CancellationToken ct) => ShowAsync(http, queries, clock, [], null, ct)).Need(Rights.None);
        notices.MapPost("/read", async (HttpContext http, ReadNotices write, IFormCollection form, CancellationToken ct) =>
        {
            await write.RunAsync(http.Viewer(), long.TryParse(form["id"], out var id) ? id : null, ct);
            return PageResults.See("/notices");
        }).Need(Rights.None);
        notices.MapPost("/address", async (HttpContext http, SetAddress write, NoticeQueries queries, TimeProvider clock, IFormCollection form, CancellationToken ct) =>
            await write.RunAsync(http.Viewer(), form["email"], ct) is { Allowed: false } refused
                ? await ShowAsync(http, queries, clock, refused.Unmet, form["email"], ct) : PageResults.See("/notices?done")).Need(Rights.None);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, NoticeQueries queries, TimeProvider clock, IReadOnlyList<Unmet> unmet, string? typed, CancellationToken ct) =>
        PageResults.Page<NoticesPage>(new
        {
            View = await queries.OfAsync(http.Viewer(), ct), Unmet = unmet, Typed = typed, Clock = clock,
            Done = http.Request.Query.ContainsKey("done") ? "已保存。" : null,
        }, unmet.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}
