using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Assessment.Pages;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Assessment;

/// <summary>The pages of scores computed now: the group, one sheet with its figures, the replay.</summary>
internal static class AssessmentPages
{
    /// <summary>Prefix of the fields in which a person assumes a figure: a.funds.fixed=12.</summary>
    private const string Assumed = "a.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/assessment").ExcludeFromDescription().Need(Rights.See);
        pages.MapGet("", ScoresAsync);
        pages.MapGet("/replay", ReplayAsync);
        pages.MapGet("/export", ExportAsync).Exports("assessment");
    }

    private static async Task<IResult> ScoresAsync(HttpContext http, ScoreQueries scores, TimeProvider clock, CancellationToken ct)
    {
        var question = Question(http.Request.Query, clock);
        var (assumed, unmet) = Assumptions(http.Request.Query);
        var computed = await scores.ComputeAsync(http.Viewer(), question, assumed.Count > 0 ? assumed : null, ct);
        http.Response.Headers.CacheControl = "no-store";
        var refused = (IReadOnlyList<Unmet>)[.. computed.Unmet, .. unmet];
        var status = refused.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        return computed.Value is { One: not null } one
            ? PageResults.Page<ScorePage>(new { View = one, Typed = Typed(http.Request.Query), Unmet = refused }, status)
            : PageResults.Page<ScoresPage>(new { View = computed.Value, Question = question, Unmet = refused }, status);
    }

    private static async Task<IResult> ReplayAsync(HttpContext http, ReplayQueries replay, TimeProvider clock, CancellationToken ct)
    {
        var question = Question(http.Request.Query, clock);
        var kind = http.Request.Query["kind"] == "figures" ? ReplayKind.OldFigures : ReplayKind.OldRules;
        var other = Year(http.Request.Query["other"]);
        var run = await replay.RunAsync(http.Viewer(), question, kind, other, ct);
        return PageResults.Page<ReplayPage>(new { Replay = run.Value, Question = question, Kind = kind, Other = other ?? question.Period.Year - 1, run.Unmet },
            run.Allowed ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ExportAsync(HttpContext http, ScoreQueries scores, TimeProvider clock, CancellationToken ct)
    {
        var computed = await scores.ComputeAsync(http.Viewer(), Question(http.Request.Query, clock), null, ct);
        return computed.Value is { } view
            ? TypedResults.File(AssessmentWorkbook.Scores(view.File, view.One), AssessmentWorkbook.Type, $"考核得分 {view.Period}.xlsx") : Problems.Refused(computed);
    }

    /// <summary>The month before this one where none is asked for, because its figures are complete.</summary>
    private static ScoreQuestion Question(IQueryCollection query, TimeProvider clock) => new(
        YearMonth.TryParse(query["period"], out var month) ? month : YearMonth.Of(BusinessTime.Today(clock)).AddMonths(-1),
        Text(query["unit"]), Text(query["scheme"]), Year(query["rules"]), Text(query["person"]));

    private static (Dictionary<string, decimal> Values, List<Unmet> Unmet) Assumptions(IQueryCollection query)
    {
        var (values, unmet) = (new Dictionary<string, decimal>(StringComparer.Ordinal), new List<Unmet>());
        foreach (var (code, text) in Typed(query))
        {
            if (decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var value) && value is >= 0 and < 100_000_000)
            {
                values[code] = value;
            }
            else
            {
                unmet.Add(new("assess.assumed", Assumed + code, $"“{text}”不是一个数，没有按它算。请填 12.5 这样的数，单位见栏目。"));
            }
        }
        return (values, unmet);
    }

    private static Dictionary<string, string> Typed(IQueryCollection query) =>
        query.Where(q => q.Key.StartsWith(Assumed, StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(q.Value))
            .ToDictionary(q => q.Key[Assumed.Length..], q => q.Value.ToString().Trim(), StringComparer.Ordinal);

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
    private static int? Year(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1950 and <= 2999 ? year : null;
}
