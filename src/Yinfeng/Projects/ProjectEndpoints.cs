using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Arbitration;
using Yinfeng.Kernel;

namespace Yinfeng.Projects;

/// <summary>REST under /api/projects. 404 outside the viewer's scope, 409 with both versions for a stale edit, 422 with every unmet
/// condition for a refusal, 400 for a body of the wrong shape.</summary>
internal static class ProjectEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").WithTags("Projects");
        api.MapGet("/stage-rules", () => TypedResults.Ok(StageRules.Gates.Select(GateJson.Of))).Need(Rights.See)
            .WithName("ListStageRules").WithSummary("The eight stages and what each gate needs");
        var projects = api.MapGroup("/projects");
        projects.MapPost("", CreateAsync).Need(Rights.Report).WithName("CreateProject").WithSummary("Register a project")
            .WithDescription("facts: " + ProjectFields.Describe()).Produces<Registered>(201).ProducesProblem(422);
        projects.MapGet("/{id:long}", GetAsync).Need(Rights.See).WithName("GetProject").WithSummary("A project with evidence, log, months and what the next gate lacks")
            .Produces<ProjectJson>().Produces(404);
        projects.MapPatch("/{id:long}", PatchAsync).Need(Rights.Report).WithName("EditProject").WithSummary("Change facts; the body names the version it was based on")
            .WithDescription("facts: " + ProjectFields.Describe()).Produces<Versioned>().Produces(404).ProducesProblem(409).ProducesProblem(422);
        projects.MapPost("/{id:long}/move", MoveAsync).Need(Rights.Report).WithName("MoveProject").WithSummary("Move along the loop, or back with a reason")
            .Produces<Versioned>().Produces(404).ProducesProblem(422);
        projects.MapPost("/{id:long}/override", OverrideAsync).Need(Rights.Approve).WithName("OverrideGate")
            .WithSummary("Let a project through a gate although something is missing").Produces<Versioned>().Produces(404).ProducesProblem(422);
        projects.MapPost("/{id:long}/suspend", (long id, ReasonBody body, HttpContext http, SuspendProject write, CancellationToken ct) =>
            AnswerAsync(write.RunAsync(http.Viewer(), id, body.Reason, ct))).Need(Rights.Report)
            .WithName("SuspendProject").WithSummary("Suspend").Produces<Versioned>().Produces(404).ProducesProblem(422);
        projects.MapPost("/{id:long}/resume", (long id, ReasonBody body, HttpContext http, ResumeProject write, CancellationToken ct) =>
            AnswerAsync(write.RunAsync(http.Viewer(), id, body.Reason, ct))).Need(Rights.Report)
            .WithName("ResumeProject").WithSummary("Take up again").Produces<Versioned>().Produces(404).ProducesProblem(422);
        projects.MapPost("/{id:long}/terminate", (long id, ReasonBody body, HttpContext http, TerminateProject write, CancellationToken ct) =>
            AnswerAsync(write.RunAsync(http.Viewer(), id, body.Reason, ct))).Need(Rights.Report)
            .WithName("TerminateProject").WithSummary("End").Produces<Versioned>().Produces(404).ProducesProblem(422);
        projects.MapPut("/{id:long}/months/{month}", ReportAsync).Need(Rights.Report).WithName("ReportMonth").WithSummary("Report or correct a month; amounts of that month alone, in 万元")
            .Produces<Versioned>().Produces(404).ProducesProblem(409).ProducesProblem(422);
    }

    private static async Task<IResult> CreateAsync(CreateBody body, HttpContext http, CreateProject write, ArbitrationQueries claims, CancellationToken ct) =>
        await write.RunAsync(http.Viewer(), new NewProject(body.OwnerUnit, FactTexts.Of(body.Facts), body.Stage ?? ProjectStage.Lead,
            body.Reason, body.DecidedBy, body.ConfirmedNew), ct) switch
        {
            Decision<long> { Allowed: true } made => TypedResults.Created($"/api/projects/{made.Value}",
                new Registered(made.Value, await claims.WarningsAsync(http.Viewer(), new(MatterKind.Project, made.Value), ct))),
            var refused => Answer(refused),
        };

    private static async Task<IResult> GetAsync(long id, HttpContext http, ProjectQueries queries, CancellationToken ct) =>
        await queries.GetAsync(http.Viewer(), id, ct) is { } view ? TypedResults.Ok(ProjectJson.Of(view)) : TypedResults.NotFound();

    private static Task<IResult> PatchAsync(long id, PatchBody body, HttpContext http, EditProject write, CancellationToken ct) =>
        AnswerAsync(write.RunAsync(http.Viewer(), id, body.Version, FactTexts.Of(body.Facts), ct));

    private static Task<IResult> MoveAsync(long id, MoveBody body, HttpContext http, MoveProject write, CancellationToken ct) =>
        body.TryRead(out var move, out var problem) ? AnswerAsync(write.RunAsync(http.Viewer(), id, move, ct)) : Task.FromResult(problem);

    private static Task<IResult> OverrideAsync(long id, MoveBody body, HttpContext http, OverrideGate write, CancellationToken ct) =>
        body.TryRead(out var move, out var problem)
            ? AnswerAsync(write.RunAsync(http.Viewer(), id, move, body.DecidedBy, ct)) : Task.FromResult(problem);

    private static Task<IResult> ReportAsync(long id, string month, MonthBody body, HttpContext http, ReportMonth write, CancellationToken ct)
    {
        if (!YearMonth.TryParse(month, out var parsed))
        {
            return Task.FromResult<IResult>(TypedResults.Problem($"“{month}”不是月份，请写成 2023-06。", statusCode: 400));
        }
        try
        {
            return AnswerAsync(write.RunAsync(http.Viewer(), id, new MonthEntry(parsed, Fen(body.FundsWan), Fen(body.FixedInvestmentWan),
                body.InStatistics, body.Progress, body.Problems, body.Version, body.TypedFor, body.Note), ct));
        }
        catch (OverflowException)
        {
            return Task.FromResult<IResult>(TypedResults.Problem("金额大得不可能，请核对单位（万元）。", statusCode: 400));
        }
    }

    private static long? Fen(decimal? wan) => wan is { } value ? Money.FromWan(value) : null;

    public static async Task<IResult> AnswerAsync(Task<Decision> write) => Answer(await write);

    /// <summary>The one place where a decision on a project becomes HTTP.</summary>
    public static IResult Answer(Decision decision) => decision switch
    {
        Decision<int> { Allowed: true } done => TypedResults.Ok(new Versioned(done.Value)),
        Decision<long> { Allowed: true } made => TypedResults.Ok(new Created(made.Value)),
        { Allowed: true } => TypedResults.NoContent(),
        Stale stale => TypedResults.Problem(statusCode: StatusCodes.Status409Conflict, title: "别人先改过了", extensions:
            new Dictionary<string, object?>
            {
                ["unmet"] = stale.Unmet, ["differences"] = stale.Differences, ["currentVersion"] = stale.CurrentVersion,
            }),
        _ when decision.IsNotFound() => TypedResults.NotFound(),
        _ => Problems.Refused(decision),
    };
}

/// <summary>Id of what was made.</summary>
internal sealed record Created(long Id);

/// <summary>A project registered.</summary>
/// <param name="Warnings">Projects of other units that it looks like, as far as the caller may know of them.</param>
internal sealed record Registered(long Id, IReadOnlyList<string> Warnings);

/// <summary>Version to base the next edit on.</summary>
internal sealed record Versioned(int Version);
internal sealed record ReasonBody(string? Reason, string? Restatement = null) : IRestatingBody;
internal sealed record CreateBody(string? OwnerUnit, Dictionary<string, JsonElement>? Facts, ProjectStage? Stage = null, string? Reason = null,
    string? DecidedBy = null, bool ConfirmedNew = false, string? Restatement = null) : IRestatingBody;
internal sealed record PatchBody(int Version, Dictionary<string, JsonElement>? Facts, string? Restatement = null) : IRestatingBody;
internal sealed record MonthBody(decimal? FundsWan, decimal? FixedInvestmentWan, bool? InStatistics, string? Progress, string? Problems,
    int Version = 0, string? Restatement = null, string? TypedFor = null, string? Note = null) : IRestatingBody;

/// <summary>A move as REST takes it; days as "2023-05-17", "2023-05" or "2023".</summary>
internal sealed record MoveBody(ProjectStage Stage, string? On, Dictionary<ProjectStage, string>? Dates = null, string? Reason = null,
    string? DecidedBy = null, string? Restatement = null) : IRestatingBody
{
    /// <returns>False with a 400 when a day is no day.</returns>
    public bool TryRead(out Move move, out IResult problem)
    {
        move = new Move(Stage, null, null, Reason);
        problem = TypedResults.Problem("日期请写成 2023-05-17；不知道哪一天写 2023-05。", statusCode: 400);
        var dates = new Dictionary<ProjectStage, LedgerDate>();
        foreach (var (stage, text) in Dates ?? [])
        {
            if (!LedgerDate.TryParse(text, out var date))
            {
                return false;
            }
            dates[stage] = date;
        }
        if (string.IsNullOrEmpty(On))
        {
            move = move with { Dates = dates };
            return true;
        }
        if (!LedgerDate.TryParse(On, out var on))
        {
            return false;
        }
        move = move with { On = on, Dates = dates };
        return true;
    }
}
