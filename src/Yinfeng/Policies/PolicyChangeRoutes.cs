using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Policies.Pages;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Policies;

/// <summary>Whom a new version of a policy concerns: page, workbook, REST, and the click that tells them.</summary>
internal static class PolicyChangeRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/policies/{policy}/changes").ExcludeFromDescription();
        pages.MapGet("", (HttpContext http, PolicyChanges changes, PolicyLibrary library, UnitDirectory units, TimeProvider clock, string policy, string? from, string? on,
            string? told, CancellationToken ct) => ShowAsync(http, changes, library, units, policy, Read(from), PolicyPages.Day(on, clock), told, ct)).Need(Rights.See);
        pages.MapGet("/export", async (HttpContext http, PolicyChanges changes, UnitDirectory units, TimeProvider clock, string policy, string? from, string? on,
            CancellationToken ct) => await changes.OfAsync(http.Viewer(), policy, Read(from), PolicyPages.Day(on, clock), ct) is { } view
                ? (IResult)TypedResults.File(PolicyWorkbook.Changes(view, await units.TodayAsync(ct)), PolicyPages.Xlsx, "政策变化推送名单.xlsx") : Results.NotFound())
            .Need(Rights.See).Exports("policy-changes");
        pages.MapPost("/tell", async (HttpContext http, TellOfChange tell, TimeProvider clock, string policy, IFormCollection form, CancellationToken ct) =>
            await tell.RunAsync(http.Viewer(), policy, Read(form["from"]), PolicyPages.Day(form["on"], clock), ct) is { Allowed: true, Value: { } told }
                ? PageResults.See($"/policies/{policy}/changes?from={Uri.EscapeDataString(form["from"].ToString())}&told={told.Sent}") : Results.NotFound()).Need(Rights.Publish);
        var api = routes.MapGroup("/api/policies/{policy}/changes").WithTags("Policies");
        api.MapGet("", async (HttpContext http, PolicyChanges changes, TimeProvider clock, string policy, DateOnly? from, DateOnly? on, CancellationToken ct) =>
            await changes.OfAsync(http.Viewer(), policy, from, on ?? BusinessTime.Today(clock), ct) is { } view ? Results.Ok(PolicyChanges.Json(view)) : Results.NotFound())
            .Need(Rights.See).WithName("ListPolicyChanges").WithSummary("Whose answer or amount a new version of a policy changes").Produces(200).Produces(404);
        api.MapPost("/tell", async (HttpContext http, TellOfChange tell, TimeProvider clock, string policy, DateOnly? from, DateOnly? on, CancellationToken ct) =>
            await tell.RunAsync(http.Viewer(), policy, from, on ?? BusinessTime.Today(clock), ct) is var told && told.Allowed
                ? Results.Ok(told.Value) : Problems.Refused(told))
            .Need(Rights.Publish).WithName("TellOfPolicyChange").WithSummary("Tell the people who look after them, once per matter").Produces(200).ProducesProblem(422);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, PolicyChanges changes, PolicyLibrary library, UnitDirectory units, string policy, DateOnly? from,
        DateOnly on, string? told, CancellationToken ct) => library.Find(policy, on) is not { } found ? Results.NotFound()
        : PageResults.Page<ChangesPage>(new
        {
            Policy = found, View = await changes.OfAsync(http.Viewer(), policy, from, on, ct), Tree = await units.TodayAsync(ct), Told = told,
            MayTell = http.Viewer().May(Rights.Publish),
        });

    private static DateOnly? Read(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
