using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Desk;

/// <summary>REST: the desk of whoever asks, and where a unit's investment comes from.</summary>
internal static class DeskEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/desk", async (HttpContext http, DeskItems items, CancellationToken ct) =>
            TypedResults.Ok((await items.OfAsync(http.Viewer(), ct)).Select(i => new
            {
                i.Key, part = i.Part.ToString(), due = i.Due?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), i.Title, i.Detail, i.Href,
            }))).Need(Rights.None).WithTags("Desk").WithName("GetDesk").WithSummary("What the caller owes, is late with and waits for");
        routes.MapGet("/api/sources", async (HttpContext http, InvestorSources sources, string period, string unit, CancellationToken ct) =>
            !YearMonth.TryParse(period, out var month) ? Results.Problem(statusCode: 400, title: $"月份“{period}”的写法不对，应写成 2026-03。")
            : await sources.ViewAsync(http.Viewer(), month, unit, ct) is { } view
                ? TypedResults.Ok(new
                {
                    period = month.ToString(), unit = view.Unit.Code, provinces = view.Provinces.Select(Row), prefectures = view.Prefectures.Select(Row),
                    overseas = Row(view.Overseas), unknown = Row(view.Unknown), view.ProvinceOnly,
                })
                : Results.NotFound()).Need(Rights.See).WithTags("Desk").WithName("GetSources").WithSummary("Projects signed in the year to date by the investor's place")
            .Produces(200).Produces(400).Produces(404);
    }

    private static object Row(SourceRow row) => new { region = row.RegionId, row.Name, row.Count, investment = Money.ToYi(row.Fen), row.WithoutAmount };
}
