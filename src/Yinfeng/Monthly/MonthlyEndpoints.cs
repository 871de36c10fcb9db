using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Monthly;

/// <summary>REST under /api/months: the grid, drafts, reporting and verifying many at once.</summary>
internal static class MonthlyEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var months = routes.MapGroup("/api/months/{month}").WithTags("Monthly");
        months.MapGet("", GetAsync).Need(Rights.See).WithName("GetMonthGrid").WithSummary("Projects of a unit that owe the month's report, 100 a page")
            .Produces(200).Produces(400).Produces(404);
        months.MapPut("/drafts", DraftsAsync).Need(Rights.Report).WithName("SaveMonthDrafts").WithSummary("Keep what was typed and answer what is odd about it")
            .Produces(200).Produces(400).ProducesProblem(422);
        months.MapPost("/reports", ReportsAsync).Need(Rights.Report).WithName("ReportMonths")
            .WithSummary("Report many rows; those in order are stored, the answer names what is wrong with the others; 422 when none is").Produces<OutcomeJson>().Produces(400).ProducesProblem(422);
        months.MapPost("/verify", VerifyAsync).NeedEither(Rights.Verify, Rights.Approve).WithName("VerifyMonths").WithSummary("Verify or accept many reports, each with a remark").Produces<OutcomeJson>().Produces(400).ProducesProblem(422);
        months.MapPost("/return", ReturnAsync).NeedEither(Rights.Verify, Rights.Approve).WithName("ReturnMonths").WithSummary("Send many reports back, each with the reason").Produces<OutcomeJson>().Produces(400).ProducesProblem(422);
    }

    private static async Task<IResult> GetAsync(string month, HttpContext http, MonthGridQueries queries, string? unit, string? show, int? page, CancellationToken ct)
    {
        if (!YearMonth.TryParse(month, out var parsed))
        {
            return BadMonth(month);
        }
        return await queries.ViewAsync(http.Viewer(), parsed, unit, show ?? "", page ?? 1, ct) is { } view
            ? TypedResults.Ok(new
            {
                month = parsed.ToString(), unit = view.Unit.Code, view.Page, view.Pages, view.Counts,
                rows = view.Rows.Select(r => new
                {
                    projectId = r.ProjectId, r.Name, unit = r.UnitName, stage = r.Stage.ToString(), state = r.State.ToString(), version = r.Version,
                    typed = r.Typed, lastMonth = new { fundsWan = Wan(r.Before[0].FundsFen), fixedInvestmentWan = Wan(r.Before[0].FixedInvestmentFen) },
                    returned = r.Stored?.ReturnReason,
                    typedForUnit = r.Stored?.TypedForUnitId is null ? null : r.UnitName, typedFor = r.Stored?.TypedFor,
                    stale = r.IsStale, questions = RowCheck.Of(r, r.Typed, r.Version, parsed, view.Limits).Questions,
                }),
            })
            : Results.NotFound();
    }

    private static async Task<IResult> DraftsAsync(string month, HttpContext http, SaveDrafts write, MonthGridQueries queries, MonthLimitsTable limits,
        TimeProvider clock, RowBody[] rows, CancellationToken ct) => YearMonth.TryParse(month, out var parsed)
        ? await KeepAsync(http.Viewer(), parsed, [.. rows.Select(r => r.Row)], write, queries, limits, clock, ct) : BadMonth(month);

    /// <summary>The same answer for the page's script: when it was saved, and the questions per row.</summary>
    public static async Task<IResult> KeepAsync(Viewer viewer, YearMonth month, IReadOnlyList<TypedRow> rows, SaveDrafts write,
        MonthGridQueries queries, MonthLimitsTable limits, TimeProvider clock, CancellationToken ct)
    {
        var saved = await write.RunAsync(viewer, month, rows, ct);
        if (!saved.Allowed)
        {
            return Problems.Refused(saved);
        }
        var known = (await queries.RowsAsync(viewer, month, [.. rows.Select(r => r.ProjectId)], ct)).ToDictionary(r => r.ProjectId);
        return TypedResults.Ok(new
        {
            savedAt = BusinessTime.Show(saved.Value, clock),
            rows = rows.Where(r => known.ContainsKey(r.ProjectId)).Select(r =>
            {
                var read = RowCheck.Of(known[r.ProjectId], r.Typed, r.SeenVersion, month, limits.On(month.LastDay));
                return new
                {
                    id = r.ProjectId.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    questions = read.Questions.Select(q => new { q.Field, q.Message }),
                    wrong = read.Unmet.Select(u => new { Field = u.Field[..u.Field.IndexOf('.')], u.Message }),
                };
            }),
        });
    }

    private static async Task<IResult> ReportsAsync(string month, HttpContext http, SubmitMonth write, RowBody[] rows, CancellationToken ct)
    {
        if (!YearMonth.TryParse(month, out var parsed))
        {
            return BadMonth(month);
        }
        var decision = await write.RunAsync(http.Viewer(), parsed, [.. rows.Select(r => r.Row)], ct, http.Request.Query["typedFor"]);
        return decision.Value is { } outcome ? Answer(outcome) : Problems.Refused(decision);
    }

    private static async Task<IResult> VerifyAsync(string month, HttpContext http, VerifyMonths write, TickBody[] rows, CancellationToken ct) =>
        YearMonth.TryParse(month, out var parsed)
            ? Answer(await write.RunAsync(http.Viewer(), parsed, [.. rows.Select(r => r.Row)], returns: false, null, ct)) : BadMonth(month);

    private static async Task<IResult> ReturnAsync(string month, HttpContext http, VerifyMonths write, TickBody[] rows, CancellationToken ct) =>
        YearMonth.TryParse(month, out var parsed)
            ? Answer(await write.RunAsync(http.Viewer(), parsed, [.. rows.Select(r => r.Row)], returns: true, null, ct)) : BadMonth(month);

    /// <summary>A refusal only where nothing went through.</summary>
    private static IResult Answer(SubmitOutcome outcome) => outcome is { Reported.Count: 0, Unmet.Count: > 0 }
        ? Problems.Refused(Decision.Refuse(outcome.Unmet)) : TypedResults.Ok(OutcomeJson.Of(outcome));

    private static IResult BadMonth(string month) => Results.Problem(statusCode: 400, title: $"月份“{month}”的写法不对，应写成 2026-03。");

    private static decimal? Wan(long? fen) => fen is { } f ? Money.ToWan(f) : null;

    /// <summary>A row as texts: amounts in 万元 as typed, inStatistics "true", "false" or empty.</summary>
    internal sealed record RowBody(long ProjectId, int Version, string? FundsWan, string? FixedInvestmentWan, string? InStatistics, string? Progress,
        string? Problems, string? Answer)
    {
        public TypedRow Row => new(ProjectId, new TypedMonth(FundsWan ?? "", FixedInvestmentWan ?? "", InStatistics ?? "", Progress ?? "",
            Problems ?? "", Answer ?? ""), Version);
    }

    /// <param name="Remark">Of a return the reason.</param>
    internal sealed record TickBody(long ProjectId, int Version, string? Remark = null)
    {
        public TickedRow Row => new(ProjectId, Version, Remark);
    }

    internal sealed record OutcomeJson(IReadOnlyList<long> Reported, int Unchanged, IReadOnlyList<Unmet> Unmet)
    {
        public static OutcomeJson Of(SubmitOutcome outcome) => new(outcome.Reported, outcome.Unchanged, outcome.Unmet);
    }
}
