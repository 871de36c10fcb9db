using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Rules;

namespace Yinfeng.Targets;

/// <summary>REST under /api/targets and /api/plans. Values in the indicator's unit: 亿元, 个, %.</summary>
internal static class TargetEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").WithTags("Targets");
        api.MapGet("/targets", GetAsync).Need(Rights.See).WithName("GetTargets").WithSummary("Targets of a unit and its children, with the cascade check")
            .Produces<TargetsJson>().Produces(404);
        api.MapPut("/targets", PutAsync).Need(Rights.Approve).WithName("SetTargets").WithSummary("Set targets, all or none; a null value takes one away")
            .Produces<ChangedJson>().ProducesProblem(409).ProducesProblem(422);
        api.MapGet("/plans", PlansAsync).Need(Rights.See).WithName("GetPlans").WithSummary("Cumulative plans to date of a unit and its children")
            .Produces<PlansJson>().Produces(404);
        api.MapPut("/plans", PutPlansAsync).Need(Rights.Approve).WithName("SetPlans").WithSummary("Set cumulative plans, all or none; a null value takes one away")
            .Produces<ChangedJson>().ProducesProblem(409).ProducesProblem(422);
        api.MapGet("/indicators", (IndicatorCatalog catalog) => TypedResults.Ok(catalog.Codes.SelectMany(catalog.History).Select(IndicatorJson.Of))).Need(Rights.See)
            .WithName("ListIndicators").WithSummary("Every indicator with every dated definition");
    }

    private static async Task<IResult> GetAsync(HttpContext http, TargetQueries queries, long? unit, int year, CancellationToken ct) =>
        await queries.GridAsync(http.Viewer(), unit, year, [.. queries.Available(year).Select(i => i.Code)], ct) is { } grid
            ? Results.Ok(TargetsJson.Of(grid)) : Results.NotFound();

    private static async Task<IResult> PutAsync(HttpContext http, SetTarget set, IndicatorCatalog catalog, TargetsBody body, CancellationToken ct)
    {
        var edits = body.Targets.Select(t => new TargetEdit(t.Unit, t.Indicator, t.Level, Scale(catalog, t.Indicator, t.Value),
            t.Seen is { } seen ? new Seen(Scale(catalog, t.Indicator, seen.Value)) : null)).ToList();
        return Answer(await set.RunAsync(http.Viewer(), body.Year, edits, ct));
    }

    private static async Task<IResult> PlansAsync(HttpContext http, TargetQueries queries, long? unit, int year, string indicator, CancellationToken ct) =>
        await queries.PlansAsync(http.Viewer(), unit, year, indicator, ct) is { } plans ? Results.Ok(PlansJson.Of(plans)) : Results.NotFound();

    private static async Task<IResult> PutPlansAsync(HttpContext http, SetPlan set, IndicatorCatalog catalog, PlansBody body, CancellationToken ct)
    {
        if (body.Plans.FirstOrDefault(p => !YearMonth.TryParse(p.Month, out _)) is { } wrong)
        {
            return TypedResults.Problem($"“{wrong.Month}”不是月份，请写成 2023-06。", statusCode: 400);
        }
        var edits = body.Plans.Select(p => new PlanEdit(p.Unit, p.Indicator, YearMonth.TryParse(p.Month, out var month) ? month : default,
            Scale(catalog, p.Indicator, p.Value), p.Seen is { } seen ? new Seen(Scale(catalog, p.Indicator, seen.Value)) : null)).ToList();
        return Answer(await set.RunAsync(http.Viewer(), body.Year, edits, ct));
    }

    /// <summary>Clamped, so that an absurd number is refused by its check instead of overflowing; unknown indicators are refused later too.</summary>
    private static long? Scale(IndicatorCatalog catalog, string indicator, decimal? value) =>
        value is { } v && catalog.Find(indicator) is { } known ? known.Read(Math.Clamp(v, -10_000_000, 10_000_000)) : null;

    private static IResult Answer(Decision<int> decision) => decision switch
    {
        { Allowed: true } => Results.Ok(new ChangedJson(decision.Value)),
        _ when decision.Unmet.All(u => u.Code == "target.stale") => TypedResults.Problem(statusCode: StatusCodes.Status409Conflict,
            title: "别人先改过了", extensions: new Dictionary<string, object?> { ["unmet"] = decision.Unmet }),
        _ => Problems.Refused(decision),
    };
}
