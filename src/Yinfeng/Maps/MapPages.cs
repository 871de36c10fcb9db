using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Chains;
using Yinfeng.Enterprises;
using Yinfeng.Kernel;
using Yinfeng.Maps.Pages;
using Yinfeng.Settings;
using Yinfeng.Sheets;
using Yinfeng.Shell;
using Yinfeng.Shell.Pages;

namespace Yinfeng.Maps;

/// <summary>The map, the rows behind its figures, and both as workbooks.</summary>
internal static class MapPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        var map = pages.MapGroup("/map").ExcludeFromDescription();
        map.MapGet("", MapAsync).Need(Rights.See);
        map.MapGet("/export", async (HttpContext http, MapQueries maps, CancellationToken ct) =>
            await WithAsync(http, asked => maps.ViewAsync(http.Viewer(), asked, ct), view => MapSheet.Of(view))).Need(Rights.See).Exports("map");
        map.MapGet("/rows", async (HttpContext http, MapRowQueries rows, CancellationToken ct) =>
            await WithAsync(http, asked => rows.ListAsync(http.Viewer(), asked, Place(http), PageNo(http), ct), view => PageResults.Page<MapRowsPage>(new { View = view })))
            .Need(Rights.See);
        map.MapGet("/rows/export", async (HttpContext http, MapRowQueries rows, CancellationToken ct) =>
            await WithAsync(http, asked => rows.ListAsync(http.Viewer(), asked, Place(http), 0, ct), view => MapSheet.Of(view))).Need(Rights.See).Exports("map");
    }

    private static Task<IResult> MapAsync(HttpContext http, MapQueries maps, MapShelf shelf, ChainShelf chains, EnterpriseLines companies, OfficeSettings office,
        CancellationToken ct) =>
        WithAsync(http, asked => maps.ViewAsync(http.Viewer(), asked, ct), async view =>
        {
            var classes = MapClasses.Of(view.Places.Select(p => p.Figure(view.Asked.By)), view.Asked.By == MapMeasure.Count);
            return PageResults.Page<MapPage>(new
            {
                View = view, Classes = classes, Picture = await PictureAsync(view, classes, shelf, ct), Words = await maps.WordsAsync(http.Viewer(), view, ct),
                Chains = view.Asked.Layer == MapLayer.Companies ? await chains.AllAsync(http.Viewer(), view.Unit.Id, view.Period.LastDay, ct) : [],
                Lists = view.Asked.Layer == MapLayer.Companies ? await companies.ListsAsync(ct) : [], Approval = await office.OfAsync(MapSettings.Approval, ct),
            });
        });

    private static async Task<MapPicture?> PictureAsync(MapView view, MapClasses classes, MapShelf shelf, CancellationToken ct)
    {
        if (view.Asked.Layer == MapLayer.Parks)
        {
            return null;
        }
        var root = view.Asked.Side == MapSide.To ? view.Unit.Id : view.Asked.At;
        var drawn = root % 10_000 == 0 ? shelf.Of(root) : null;
        drawn ??= await shelf.OfUnitsAsync(view.RegionNames.Keys, ct);
        return drawn is null ? null : MapPicture.Of(view, drawn, classes, root == Units.UnitTree.NationId, place => MapLinks.Behind(view.Asked, place));
    }

    private static string? Place(HttpContext http) => http.Request.Query["place"].ToString() is { Length: > 0 } place ? place : null;

    private static int PageNo(HttpContext http) =>
        int.TryParse(http.Request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, 1_000_000) : 1;

    private static Task<IResult> WithAsync<T>(HttpContext http, Func<MapAsked, Task<Decision<T>>> read, Func<T, IResult> show) =>
        WithAsync(http, read, view => Task.FromResult(show(view)));

    private static async Task<IResult> WithAsync<T>(HttpContext http, Func<MapAsked, Task<Decision<T>>> read, Func<T, Task<IResult>> show)
    {
        var asked = MapAsked.Of(http.Request.Query);
        if (asked.Value is not { } value)
        {
            return Refused(asked, StatusCodes.Status400BadRequest);
        }
        var found = await read(value);
        if (found.Unmet.Any(u => u.Code == MapCompanies.NoNode))
        {
            // Another chain was chosen while the form still held a node of the one before.
            return Results.LocalRedirect($"{http.Request.Path}{(value with { Node = null }).Query()}");
        }
        return found.Value is { } view ? await show(view) : Refused(found, StatusCodes.Status404NotFound);
    }

    private static RazorComponentResult<ErrorPage> Refused(Decision refused, int status) =>
        PageResults.Page<ErrorPage>(new { Status = status, Message = string.Join(" ", refused.Unmet.Select(u => u.Message)) }, status);
}
