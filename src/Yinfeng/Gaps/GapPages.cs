using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Chains;
using Yinfeng.Gaps.Pages;
using Yinfeng.Kernel;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Gaps;

/// <summary>The gap table of a chain in a place.</summary>
internal static class GapPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/chains").ExcludeFromDescription();
        // The form chooses the chain too, so it cannot name it in its address.
        pages.MapGet("/gaps", (string? chain, string? unit, string? asOf) => string.IsNullOrEmpty(chain) ? Results.NotFound()
            : Results.LocalRedirect($"/chains/{Uri.EscapeDataString(chain)}/gaps?unit={Uri.EscapeDataString(unit ?? "")}&asOf={Uri.EscapeDataString(asOf ?? "")}")).Need(Rights.See);
        pages.MapGet("/{chain}/gaps", ShowAsync).Need(Rights.See);
        pages.MapGet("/{chain}/gaps/export", async (HttpContext http, GapQueries gaps, string chain, string? unit, string? asOf, CancellationToken ct) =>
            await gaps.OfAsync(http.Viewer(), chain, unit, Day(asOf), ct) is { Allowed: true, Value: { } report }
                ? Results.File(GapWorkbook.Write(report), GapWorkbook.Type, $"{report.Chain.Name}缺口.xlsx") : Results.NotFound())
            .Need(Rights.See).Exports("chain-gaps");
    }

    private static async Task<IResult> ShowAsync(HttpContext http, GapQueries gaps, ChainShelf chains, UnitDirectory units, TimeProvider clock, string chain,
        string? unit, string? asOf, string? strength, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var all = await chains.AllAsync(http.Viewer(), null, BusinessTime.Today(clock), ct);
        if (all.All(c => c.Id != chain))
        {
            return Results.NotFound();
        }
        var typed = !string.IsNullOrWhiteSpace(unit) ? unit.Trim() : http.Viewer().UnitId is { } own ? tree.Find(own)?.Code ?? "" : "";
        var found = typed.Length == 0 ? null : await gaps.OfAsync(http.Viewer(), chain, typed, Day(asOf), ct);
        return PageResults.Page<GapsPage>(new
        {
            Chain = chain, Chains = all, Unit = typed, AsOf = asOf ?? "", Report = found?.Value, Unmet = found?.Unmet ?? [],
            Strength = Enum.TryParse<NodeStrength>(strength, ignoreCase: true, out var only) ? only : (NodeStrength?)null,
        }, found is { Allowed: false } ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    /// <summary>Null where nothing readable was typed: everything known now.</summary>
    internal static DateOnly? Day(string? typed) =>
        DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
