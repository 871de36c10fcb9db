using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;

namespace Yinfeng.Inspections;

/// <summary>The page of one draw and what its organiser does there.</summary>
internal static class DrawPages
{
    private const int MostOffices = 9;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/inspections/draws/{id:long}").ExcludeFromDescription().Need(Rights.See);
        var writes = routes.MapGroup("/inspections/draws/{id:long}").ExcludeFromDescription().Need(Rights.Inspect);
        pages.MapGet("", (HttpContext http, InspectionViews views, long id, CancellationToken ct) =>
            views.DrawAsync(http, id, null, [], ct));
        pages.MapGet("/file", (HttpContext http, DrawQueries queries, long id, CancellationToken ct) =>
            DrawEndpoints.FileAsync(http, queries, Text(id), ct)).Exports("draw", "draw:{id}");
        pages.MapGet("/export", async (HttpContext http, DrawQueries queries, long id, CancellationToken ct) =>
            await queries.GetAsync(http.Viewer(), Text(id), ct) is { } view
            ? TypedResults.File(InspectionWorkbook.Draw(view), InspectionPages.Xlsx, $"双随机抽取 {view.Line.Name}.xlsx") : Results.NotFound())
            .Exports("draw", "draw:{id}");
        writes.MapPost("/publish", PublishAsync);
        writes.MapPost("/numbers", async (HttpContext http, EnterNumbers enter, InspectionViews views, long id, IFormCollection form,
            CancellationToken ct) =>
            await views.AfterDrawAsync(http, id, form, "numbers", await enter.RunAsync(http.Viewer(), Text(id), form["source"].ToString(),
                form["numbers"].ToString(), ct), ct));
        writes.MapPost("/reveal", async (HttpContext http, RevealNonce reveal, InspectionViews views, long id, IFormCollection form,
            CancellationToken ct) =>
            await views.AfterDrawAsync(http, id, form, "revealed", await reveal.RunAsync(http.Viewer(), Text(id), form["office"].ToString(),
                form["nonce"].ToString(), ct), ct));
        writes.MapPost("/run", async (HttpContext http, RunDraw run, InspectionViews views, long id, IFormCollection form,
            CancellationToken ct) =>
            await views.AfterDrawAsync(http, id, form, "drawn", await run.RunAsync(http.Viewer(), Text(id), ct), ct));
        writes.MapPost("/cancel", async (HttpContext http, CancelDraw cancel, InspectionViews views, long id, IFormCollection form,
            CancellationToken ct) =>
            await views.AfterDrawAsync(http, id, form, "cancelled", await cancel.RunAsync(http.Viewer(), Text(id), form["cancelReason"],
                ct), ct));
        writes.MapPost("/substitute", async (HttpContext http, SubstituteInspector write, InspectionViews views, long id,
            IFormCollection form, CancellationToken ct) =>
        {
            _ = long.TryParse(form["project"], out var project); // Neither of them: refused with words.
            _ = long.TryParse(form["inspector"], out var inspector);
            return await views.AfterDrawAsync(http, id, form, "substituted",
                await write.RunAsync(http.Viewer(), Text(id), project, inspector, form["reason"], ct), ct);
        });
    }

    private static async Task<IResult> PublishAsync(HttpContext http, PublishDraw publish, InspectionViews views, long id,
        IFormCollection form, CancellationToken ct)
    {
        if (!DateOnly.TryParseExact(form["sourceOn"].ToString().Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var on))
        {
            return await views.DrawAsync(http, id, form, [new("draw.source-on", "sourceOn", "开奖日期请写成 2026-03-03。")], ct);
        }
        var offices = Enumerable.Range(1, MostOffices).Select(i => new Commitment(form[$"office{i}"].ToString(),
            form[$"commitment{i}"].ToString()));
        return await views.AfterDrawAsync(http, id, form, "published",
            await publish.RunAsync(http.Viewer(), Text(id), [new NamedSource(form["source"].ToString(), on)], [.. offices], ct), ct);
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
