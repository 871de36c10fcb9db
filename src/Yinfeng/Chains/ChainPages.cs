using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Chains.Pages;
using Yinfeng.Gaps;
using Yinfeng.Kernel;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Chains;

/// <summary>The list of chains, and a chain as a picture and as a table.</summary>
internal static class ChainPages
{
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/chains").ExcludeFromDescription();
        pages.MapGet("", ListAsync).Need(Rights.See);
        pages.MapGet("/export", async (HttpContext http, ChainQueries chains, string? unit, CancellationToken ct) =>
            await chains.UnitAsync(http.Viewer(), unit, ct) is { } place
                ? Results.File(ChainWorkbook.List(await chains.ListAsync(http.Viewer(), place, ct)), Xlsx, "产业链.xlsx")
                    : Results.NotFound()).Need(Rights.See).Exports("chains");
        pages.MapGet("/{chain}", ShowAsync).Need(Rights.See);
        pages.MapGet("/{chain}/export", ExportAsync).Need(Rights.See).Exports("chain");
        pages.MapGet("/{chain}/text", async (HttpContext http, ChainQueries chains, ChainShelf shelf, string chain, string? unit, DateOnly? on,
            CancellationToken ct) =>
            await chains.UnitAsync(http.Viewer(), unit, ct) is { } place && await shelf.FindAsync(http.Viewer(), chain, place.Id,
                on ?? chains.Today, ct) is { } found
                ? Results.File(System.Text.Encoding.UTF8.GetBytes(ChainText.Write(found)), "application/yaml", $"{found.Id}.yaml") : Results.NotFound())
            .Need(Rights.See).Exports("chain-text");
    }

    /// <summary>What the address asks for; what cannot be read is not asked.</summary>
    public static ChainAsk Ask(HttpContext http)
    {
        var query = http.Request.Query;
        return new ChainAsk(Given(query["unit"]), Day(query["on"]), Word<ChainLayer>(query["layer"]), Word<NodeStrength>(query["strength"]),
            Word<ChainTaskKind>(query["task"]),
            query["projects"] == "true", Given(query["node"]),
            int.TryParse(query["zoom"], NumberStyles.None, CultureInfo.InvariantCulture, out var zoom) && ChainAsk.Zooms.Contains(zoom) ? zoom : null);
    }

    public static DateOnly? Day(string? typed) =>
        DateOnly.TryParseExact(typed?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static async Task<IResult> ListAsync(HttpContext http, ChainQueries chains, string? unit, CancellationToken ct)
    {
        var place = await chains.UnitAsync(http.Viewer(), unit, ct);
        var cities = place is null or { Kind: < UnitKind.City } ? await chains.CitiesAsync(http.Viewer(), ct) : [];
        if (string.IsNullOrWhiteSpace(unit) && cities is [var only])
        {
            (place, cities) = (only, []); // Who sees the whole country but holds one city's ledger wants that city.
        }
        var unmet = place is null ? [new Unmet("chain.unit", "unit", $"没有找到单位“{unit}”，或者不在您的权限范围内。请写市、县的名称或代码，例如 371400。")] : Array.Empty<Unmet>();
        return PageResults.Page<ChainsPage>(new
        {
            Place = place, Cities = cities, Unit = unit ?? (place is { Kind: >= UnitKind.City } ? place.Code : ""), Unmet = unmet, Lines = place is null ? []
                : await chains.ListAsync(http.Viewer(), place, ct),
            MayReport = http.Viewer().May(Rights.Report),
        }, place is null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    public static async Task<IResult> ShowAsync(HttpContext http, ChainQueries chains, string chain, CancellationToken ct)
    {
        var ask = Ask(http);
        return await chains.UnitAsync(http.Viewer(), ask.Unit, ct) is { } place && await chains.ViewAsync(http.Viewer(), chain,
            ask, place, ct) is { } view
            ? PageResults.Page<ChainPage>(new { View = view with { Done = Done(http) } }) : Results.NotFound();
    }

    private static async Task<IResult> ExportAsync(HttpContext http, ChainQueries chains, string chain, CancellationToken ct)
    {
        var ask = Ask(http);
        return await chains.UnitAsync(http.Viewer(), ask.Unit, ct) is { } place && await chains.ViewAsync(http.Viewer(), chain,
            ask, place, ct) is { } view
            ? Results.File(ChainWorkbook.Chain(view), Xlsx, $"{view.Chain.Name}.xlsx") : Results.NotFound();
    }

    private static string? Done(HttpContext http) => http.Request.Query["done"].ToString() switch
    {
        "task" => "环节任务已保存。",
        "charge" => "链长、链办和方案已保存。",
        "target" => "年度目标已保存。",
        "in-force" => "新的一版已启用。",
        "withdrawn" => "已撤回，恢复使用前一版。",
        _ => null,
    };

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    private static T? Word<T>(string? text) where T : struct, Enum => Enum.TryParse<T>(text, ignoreCase: true, out var word)
        && Enum.IsDefined(word) ? word : null;
}
