using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Maps;

/// <summary>REST under /api/map: the figures of a map, the rows behind them, and boundaries.</summary>
internal static class MapEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var map = routes.MapGroup("/api/map").WithTags("Map");
        map.MapGet("", async (HttpContext http, MapQueries maps, CancellationToken ct) =>
            await WithAsync(http, asked => maps.ViewAsync(http.Viewer(), asked, ct), MapJson.Of)).Need(Rights.See)
            .WithName("GetMap").WithSummary("Where investors come from (side=From) or projects land (side=To); layer, period, unit, at, stock, industry, chain, channel, grade as on the page")
            .Produces<MapJson>().ProducesProblem(400).ProducesProblem(422);
        map.MapGet("/rows", async (HttpContext http, MapRowQueries rows, string? place, int? page, CancellationToken ct) =>
            await WithAsync(http, asked => rows.ListAsync(http.Viewer(), asked, string.IsNullOrEmpty(place) ? null : place, Math.Max(1, page ?? 1), ct),
                view => new { total = view.Total, amountYi = Money.ToYi(view.Fen), page = view.Page, pages = view.Pages, rows = view.Rows.Select(MapRowJson.Of) })).Need(Rights.See)
            .WithName("GetMapRows").WithSummary("The projects or leads behind one figure of a map; place is the key of a place").ProducesProblem(422);
        map.MapGet("/boundaries", async (MapShelf shelf, CancellationToken ct) => TypedResults.Ok(await shelf.SourcesAsync(ct))).Need(Rights.ManageSystem)
            .WithName("ListBoundaries").WithSummary("Files of boundaries that the office loaded");
        map.MapPost("/boundaries", async (HttpContext http, ImportBoundaries import, IFormFile file, CancellationToken ct) =>
            Answer(await BoundaryPages.TakeAsync(http.Viewer(), import, file, ct))).Need(Rights.ManageSystem)
            .WithMetadata(BoundaryPages.UploadLimits).DisableAntiforgery().WithName("ImportBoundaries").WithSummary("Load boundaries of counties from GeoJSON").Produces<BoundaryImport>().ProducesProblem(422);
        map.MapDelete("/boundaries/{sha256}", async (HttpContext http, RemoveBoundaries remove, string sha256, CancellationToken ct) =>
            Answer(await remove.RunAsync(http.Viewer(), sha256, ct))).Need(Rights.ManageSystem)
            .WithName("RemoveBoundaries").WithSummary("Take away the boundaries of one file").ProducesProblem(422);
    }

    private static IResult Answer<T>(Decision<T> done) => done.Allowed ? Results.Ok(done.Value) : Problems.Refused(done);

    private static async Task<IResult> WithAsync<T, TShown>(HttpContext http, Func<MapAsked, Task<Decision<T>>> read, Func<T, TShown> show)
    {
        var asked = MapAsked.Of(http.Request.Query);
        if (asked.Value is not { } value)
        {
            return Results.ValidationProblem(asked.Unmet.GroupBy(u => u.Field).ToDictionary(g => g.Key, g => g.Select(u => u.Message).ToArray()));
        }
        var found = await read(value);
        return found.Value is { } view ? Results.Ok(show(view)) : Problems.Refused(found);
    }
}
