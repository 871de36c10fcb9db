using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Enterprises.Pages;
using Yinfeng.Industries;
using Yinfeng.Settings;
using Yinfeng.Shell;

namespace Yinfeng.Enterprises;

/// <summary>Companies by text and filters, with the part that is swapped while typing; names suggested in forms; one company.</summary>
internal static class EnterprisePages
{
    private const int Suggested = 8, OnPage = 50;

    public static void Map(IEndpointRouteBuilder pages)
    {
        var companies = pages.MapGroup("/enterprises").ExcludeFromDescription();
        companies.MapGet("", async (HttpContext http, EnterpriseLines lines, EnterpriseBase held, IndustryJudge industries, CancellationToken ct) =>
        {
            var asked = EnterpriseAsked.Of(http.Request.Query);
            var found = asked is { Wrong: null, IsAsked: true } ? await lines.PageAsync(http.Viewer(), asked, OnPage, ct) : null;
            return http.WantsPart()
                ? (IResult)PageResults.Page<FoundPart>(new { Asked = asked, Found = found, Divisions = industries.Titles })
                : PageResults.Page<EnterprisesPage>(new
                {
                    Asked = asked, Found = found, Count = (await held.NowAsync(ct)).Count, Lists = await lines.ListsAsync(ct), Divisions = industries.Titles,
                    MayImport = http.Viewer().May(Rights.Approve),
                });
        }).Need(Rights.See);
        companies.MapGet("/names", async (HttpContext http, EnterpriseQueries queries, CancellationToken ct) =>
        {
            var typed = http.Request.Query.Select(p => p.Value.ToString()).FirstOrDefault() ?? "";
            return PageResults.Page<NamesPart>(new { Hits = await queries.SearchAsync(http.Viewer(), typed, Suggested, new EnterpriseFilter(), ct) });
        }).Need(Rights.See);
        companies.MapGet("/export", async (HttpContext http, EnterpriseLines lines, CancellationToken ct) =>
        {
            var asked = EnterpriseAsked.Of(http.Request.Query) with { Page = 1 };
            return asked.Wrong is { } wrong ? Results.BadRequest(wrong)
                : Results.File(EnterpriseWorkbook.Companies(await lines.PageAsync(http.Viewer(), asked, EnterpriseLines.MostExported, ct)), EnterpriseWorkbook.Type, "企业.xlsx");
        }).Need(Rights.See).Exports("enterprises");
        companies.MapGet("/{id:long}", async (HttpContext http, EnterpriseViews views, RegistryPlaces places, OfficeSettings office, long id, CancellationToken ct) =>
            await views.GetAsync(http.Viewer(), id, ct) is { } view ? PageResults.Page<EnterpriseOnePage>(new
            {
                View = view, Places = places, Approval = await office.OfAsync(MapSettings.Approval, ct), MayImport = http.Viewer().May(Rights.Approve),
            }) : Results.NotFound()).Need(Rights.See);
        companies.MapGet("/{id:long}/export", async (HttpContext http, EnterpriseViews views, RegistryPlaces places, long id, CancellationToken ct) =>
            await views.GetAsync(http.Viewer(), id, ct, EnterpriseLines.MostExported) is { } view
                ? Results.File(EnterpriseWorkbook.Company(view, places), EnterpriseWorkbook.Type, $"{view.Name}.xlsx") : Results.NotFound())
            .Need(Rights.See).Exports("enterprise", "enterprise:{id}");
    }
}
