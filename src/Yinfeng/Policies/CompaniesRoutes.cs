using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Enterprises;
using Yinfeng.Kernel;
using Yinfeng.Policies.Pages;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Policies;

/// <summary>免申即享 for companies: the page, its workbook and REST.</summary>
internal static class CompaniesRoutes
{
    private const int OnPage = 50, MostRows = 20_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/policies/entitled/companies", async (HttpContext http, EntitledCompanies companies, TimeProvider clock, CancellationToken ct) =>
        {
            var page = int.TryParse(http.Request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Max(1, number) : 1;
            var (typed, asked) = Asked(http, clock, (page - 1) * OnPage, OnPage);
            return PageResults.Page<CompaniesPage>(new
            {
                Typed = typed, Asked = asked, View = asked is null ? null : await companies.OnAsync(http.Viewer(), asked, ct), Number = page, Size = OnPage,
            });
        }).ExcludeFromDescription().Need(Rights.See);
        routes.MapGet("/policies/entitled/companies/export", async (HttpContext http, EntitledCompanies companies, UnitDirectory units, TimeProvider clock, CancellationToken ct) =>
            Asked(http, clock, 0, MostRows).Asked is { } asked
                ? (IResult)TypedResults.File(PolicyWorkbook.Companies(await companies.OnAsync(http.Viewer(), asked, ct), await units.TodayAsync(ct)), PolicyPages.Xlsx, "企业可享政策.xlsx")
                : Results.NotFound()).ExcludeFromDescription().Need(Rights.See).Exports("policies-entitled-companies");
        routes.MapGet("/api/policies/entitled/companies", async (HttpContext http, EntitledCompanies companies, TimeProvider clock, string? place, string? policy, string? article,
            string? answer, DateOnly? on, int? page, int? size, CancellationToken ct) =>
        {
            var rows = Math.Clamp(size ?? 100, 1, 10_000);
            return Asked(http, clock, (Math.Max(1, page ?? 1) - 1) * rows, rows).Asked is { } asked
                ? Results.Ok(EntitledJson.Of(await companies.OnAsync(http.Viewer(), asked, ct))) : Results.NotFound();
        }).Need(Rights.See).WithTags("Policies").WithName("ListEntitledCompanies").WithSummary("Which companies registered in a place may have what on a day").Produces(200).Produces(404);
    }

    /// <summary>The place as typed, the viewer's own where none is; no question where nobody knows such a place, or the whole country is all there is.</summary>
    private static (string Typed, CompaniesAsked? Asked) Asked(HttpContext http, TimeProvider clock, int skip, int take)
    {
        var query = http.Request.Query;
        var typed = query["place"].ToString();
        var own = http.Viewer().UnitId is { } unit && unit is > UnitTree.NationId and < 1_000_000 ? unit.ToString(CultureInfo.InvariantCulture) : "";
        var place = EnterpriseFilter.PlaceOf(typed.Length > 0 ? typed : own);
        PolicyAnswer? answer = Enum.TryParse<PolicyAnswer>(query["answer"], ignoreCase: true, out var wanted) && wanted != PolicyAnswer.No ? wanted : null;
        return (typed.Length > 0 ? typed : own, place is not { } code ? null
            : new CompaniesAsked(code, PolicyPages.Day(query["on"], clock), query["policy"].ToString(), query["article"].ToString(), answer, skip, take));
    }
}
