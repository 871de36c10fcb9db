using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Desk.Pages;
using Yinfeng.Kernel;
using Yinfeng.Settings;
using Yinfeng.Shell;
using Yinfeng.Shell.Pages;

namespace Yinfeng.Desk;

/// <summary>Home: the desk above the cockpit.</summary>
internal static class DeskPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        var group = pages.MapGroup("").ExcludeFromDescription();
        group.MapGet("/", HomeAsync).Need(Rights.None);
        group.MapGet("/desk", async (HttpContext http, DeskItems items, TimeProvider clock, CancellationToken ct) =>
            PageResults.Page<ItemsPage>(new { Items = await items.OfAsync(http.Viewer(), ct), Today = BusinessTime.Today(clock) })).Need(Rights.None);
    }

    private static async Task<IResult> HomeAsync(HttpContext http, DeskQueries desk, DeskItems items, DrawnPages drawn, FrameMarkup frame, OfficeSettings office,
        TimeProvider clock, string? period, string? unit, string? indicator, CancellationToken ct)
    {
        if (!http.Viewer().May(Rights.See))
        {
            return PageResults.Page<NoBusinessPage>(new { http.Viewer().Rights });
        }
        var month = YearMonth.TryParse(period, out var read) ? read : (YearMonth?)null;
        if (month is null && !string.IsNullOrWhiteSpace(period))
        {
            return Refused($"月份“{period}”写法不对。请写成 2023-03 这样的年月。", StatusCodes.Status400BadRequest);
        }
        var (viewer, today, approval) = (http.Viewer(), BusinessTime.Today(clock), await office.OfAsync(MapSettings.Approval, ct));
        // What everybody of the same scope sees is drawn once; what is the person's own, once for the person.
        var drawing = drawn.OfAsync<ItemsCard>((viewer, today), viewer.ActorId, async () =>
            new() { ["Items"] = await items.OfAsync(viewer, CancellationToken.None), ["Today"] = today });
        var cockpit = await drawn.OfAsync<CockpitBody>((viewer.Scope, month, unit, indicator, today, approval), viewer.ActorId, async () =>
            (await desk.ViewAsync(viewer, month, unit, indicator, CancellationToken.None)).Value is { } view
                ? new() { ["View"] = view, ["Approval"] = approval } : null);
        if (cockpit is null)
        {
            var refused = await desk.ViewAsync(viewer, month, unit, indicator, ct);
            return Refused(string.Join(" ", refused.Unmet.Select(u => u.Message)), StatusCodes.Status404NotFound);
        }
        var own = await drawing;
        http.Response.Headers.CacheControl = "no-store";
        var at = cockpit.AsSpan().IndexOf(CockpitBody.ItemsMark);
        await frame.WriteAsync(http, "工作台", "工作台",
            (html, _) => html.Raw(cockpit.AsSpan(0, at)).Raw(own).Raw(cockpit.AsSpan(at + CockpitBody.ItemsMark.Length)), charts: true);
        return Results.Empty;
    }

    private static RazorComponentResult<ErrorPage> Refused(string message, int status) =>
        PageResults.Page<ErrorPage>(new { Status = status, Message = message }, status);
}
