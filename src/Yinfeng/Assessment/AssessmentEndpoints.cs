using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Assessment;

/// <summary>REST under /api/assessment: scores computed now. Editions, entries and schemes have files of their own.</summary>
internal static class AssessmentEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/assessment").WithTags("Assessment");
        api.MapGet("", ScoresAsync).Need(Rights.See).WithName("ComputeScores")
            .WithSummary("Scores as of a month, each item with its formula and values; under the rules of any year").Produces<ScoresJson>().ProducesProblem(400).ProducesProblem(422);
        api.MapGet("/replay", ReplayAsync).Need(Rights.See).WithName("ReplayScores")
            .WithSummary("The same figures under another year's rules, or another year's figures under these").Produces<ReplayJson>().ProducesProblem(400).ProducesProblem(422);
        api.MapPost("/what-if", WhatIfAsync).Need(Rights.See).WithName("AssumeFigures")
            .WithSummary("The score with assumed actuals (亿元, 个, %); nothing is stored").Produces<ScoresJson>().ProducesProblem(400).ProducesProblem(422);
    }

    private static async Task<IResult> ScoresAsync(HttpContext http, ScoreQueries scores, string period, string? unit, string? scheme, int? rules, string? person,
        CancellationToken ct) => Month(period) is not { } month ? WrongMonth(period)
        : Answer(await scores.ComputeAsync(http.Viewer(), new ScoreQuestion(month, unit, scheme, rules, person), null, ct), ScoresJson.Of);

    private static async Task<IResult> ReplayAsync(HttpContext http, ReplayQueries replay, string period, string? unit, string? scheme, ReplayKind? kind, int? other,
        string? person, CancellationToken ct) => Month(period) is not { } month ? WrongMonth(period)
        : Answer(await replay.RunAsync(http.Viewer(), new ScoreQuestion(month, unit, scheme, null, person), kind ?? ReplayKind.OldRules, other, ct), ReplayJson.Of);

    private static async Task<IResult> WhatIfAsync(HttpContext http, ScoreQueries scores, WhatIfBody body, CancellationToken ct) =>
        Month(body.Period) is not { } month ? WrongMonth(body.Period)
        : Answer(await scores.ComputeAsync(http.Viewer(), new ScoreQuestion(month, body.Unit, body.Scheme, body.Rules, body.Person), body.Assumed ?? [], ct), ScoresJson.Of);

    internal static IResult Answer<T>(Decision<T> decision, Func<T, object> json) => decision.Allowed
        ? TypedResults.Json(json(decision.Value!), ScoresJson.Options) : Problems.Refused(decision);

    internal static YearMonth? Month(string? text) => YearMonth.TryParse(text, out var month) ? month : null;

    internal static IResult WrongMonth(string? text) => TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest,
        title: string.Create(CultureInfo.InvariantCulture, $"月份“{text}”写法不对，请写成 2023-03 这样的年月。"));

    /// <param name="Assumed">Indicator code to value.</param>
    internal sealed record WhatIfBody(string? Period, string? Unit, string? Scheme, int? Rules, string? Person, Dictionary<string, decimal>? Assumed);
}
