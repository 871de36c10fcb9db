using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Projects;

namespace Yinfeng.Lights;

/// <summary>A project's light with its history.</summary>
public sealed record ProjectLightJson(ProjectLight Light, IEnumerable<LightTurnJson> Turns);

/// <summary>One line of a history; the month is that of a unit's figures.</summary>
public sealed record LightTurnJson(DateOnly On, string? Month, string Indicator, LightColour From, LightColour To, string Why, string Rule, DateTime AtUtc)
{
    internal static LightTurnJson Of(LightTurn turn) => new(turn.On, turn.Month?.ToString(), turn.Indicator, turn.From, turn.To, turn.Why, turn.Rule, turn.AtUtc);
}

/// <summary>Stage clocks as JSON.</summary>
public sealed record ClocksJson(string Period, string Unit, string UnitName, DateOnly AsOf, DateOnly? From, IReadOnlyList<StageClock> Stages,
    IReadOnlyList<StepClock> ByUnit, IReadOnlyList<StepClock> ByIndustry, IReadOnlyList<OverLimit> OverLimits)
{
    public static ClocksJson Of(ClocksView view) => new(view.Period.ToString(), view.Unit.Code, view.Unit.Name, view.AsOf, view.From, view.Stages, view.ByUnit,
        view.ByIndustry, view.OverLimits);
}

/// <summary>REST under /api/lights and /api/clocks. 404 for what lies outside the viewer's scope, 400 for a month of the wrong shape.</summary>
internal static class LightEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var lights = routes.MapGroup("/api/lights").WithTags("Lights");
        lights.MapGet("", ViewAsync).Need(Rights.See).WithName("GetLights").Produces<LightsJson>().ProducesProblem(400).ProducesProblem(404)
            .WithSummary("Lights of a unit, its children and its projects for a month, each with why, since, owner and what turns it green; worst projects first");
        lights.MapGet("/projects/{id:long}", ProjectAsync).Need(Rights.See).WithName("GetProjectLight").Produces<ProjectLightJson>().ProducesProblem(404)
            .WithSummary("The light of one project as it stands today, with its history");
        lights.MapGet("/history", HistoryAsync).Need(Rights.See).WithName("GetUnitLightHistory").Produces<IEnumerable<LightTurnJson>>().ProducesProblem(404)
            .WithSummary("How the lights of a unit turned, newest month first");
        routes.MapGet("/api/clocks", ClocksAsync).Need(Rights.See).WithTags("Lights").WithName("GetStageClocks").Produces<ClocksJson>().ProducesProblem(400).ProducesProblem(404)
            .WithSummary("Stays, limits and conversion per stage; days from signing to start and from start to production by unit and industry");
    }

    private static async Task<IResult> ViewAsync(HttpContext http, LightQueries lights, string period, string? unit, LightColour? colour, ProjectStage? stage,
        int? skip, int? take, CancellationToken ct)
    {
        if (!YearMonth.TryParse(period, out var month))
        {
            return BadMonth(period);
        }
        var filter = new LightFilter(colour, stage, Math.Max(0, skip ?? 0), Math.Max(0, take ?? int.MaxValue));
        var answer = await lights.ViewAsync(http.Viewer(), month, unit, filter, ct);
        return answer.Value is { } view ? TypedResults.Ok(LightsJson.Of(view)) : Unknown(answer);
    }

    private static async Task<IResult> ProjectAsync(HttpContext http, LightQueries lights, LightHistory history, long id, CancellationToken ct) =>
        await lights.ProjectAsync(http.Viewer(), id, ct) is { } light
            ? TypedResults.Ok(new ProjectLightJson(light, (await history.ProjectsAsync([id], ct))[id].Select(LightTurnJson.Of)))
            : Results.NotFound();

    private static async Task<IResult> HistoryAsync(HttpContext http, LightFrames frames, LightHistory history, string? unit, CancellationToken ct)
    {
        var asked = await frames.ReadAsync(http.Viewer(), null, unit, ct);
        return asked.Value is { } frame ? TypedResults.Ok((await history.UnitAsync(frame.Unit.Id, ct)).Select(LightTurnJson.Of)) : Unknown(asked);
    }

    private static async Task<IResult> ClocksAsync(HttpContext http, ClockQueries clocks, string period, string? unit, bool? thisYear, CancellationToken ct)
    {
        if (!YearMonth.TryParse(period, out var month))
        {
            return BadMonth(period);
        }
        var answer = await clocks.ViewAsync(http.Viewer(), month, unit, thisYear ?? false, ct);
        return answer.Value is { } view ? TypedResults.Ok(ClocksJson.Of(view)) : Unknown(answer);
    }

    private static ProblemHttpResult BadMonth(string period) => TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest,
        title: $"月份“{period}”写法不对，请写成 2023-03 这样的年月。");

    private static ProblemHttpResult Unknown(Decision refused) => TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: "没有这样的单位",
        extensions: new Dictionary<string, object?> { ["unmet"] = refused.Unmet });
}
