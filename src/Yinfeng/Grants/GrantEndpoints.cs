using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Projects;

namespace Yinfeng.Grants;

/// <summary>REST under /api/grants. 404 outside the viewer's scope, 422 with every unmet condition for a refusal.</summary>
internal static class GrantEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/grants").WithTags("Grants");
        api.MapGet("", async (HttpContext http, GrantQueries grants, GrantState? state, string? policy, int? year, bool? owed, string? q,
            long? project, int? page, int? size,
                CancellationToken ct) =>
                TypedResults.Ok(GrantListJson.Of(await grants.ListAsync(http.Viewer(), new GrantFilter(state, policy, year, owed ?? false,
                    q, project, page ?? 1, size ?? 50), ct))))
            .Need(Rights.See).WithName("ListGrants").WithSummary("Grants with sums over all of them");
        api.MapGet("/{id:long}", async (HttpContext http, GrantQueries grants, long id, CancellationToken ct) =>
                await grants.GetAsync(http.Viewer(), id, ct) is { } view ? Results.Ok(GrantJson.Of(view)) : Results.NotFound())
            .Need(Rights.See).WithName("GetGrant").WithSummary("A grant with its arithmetic, evidence, instalments and steps")
                .Produces<GrantJson>().Produces(404);
        api.MapPost("", async (HttpContext http, ApplyGrant apply, GrantFacts facts, CancellationToken ct) =>
                await apply.RunAsync(http.Viewer(), facts, ct) is var made && made.Allowed ? Results.Created($"/api/grants/{made.Value}",
                    new { id = made.Value }) : Problems.Refused(made))
            .Need(Rights.Report).WithName("ApplyGrant")
                .WithSummary("Apply for what a clause gives; the amount is computed and kept with its steps").Produces(201)
                .ProducesProblem(422);
        api.MapPut("/{id:long}", (HttpContext http, ApplyGrant apply, long id, GrantFacts facts, CancellationToken ct) =>
            AnswerAsync(apply.AgainAsync(http.Viewer(), id, null, facts, ct)))
            .Need(Rights.Report).WithName("CorrectGrant").WithSummary("Apply again after a return").Produces(204).Produces(404)
                .ProducesProblem(422);
        Decisions(api);
        Money(api);
        Files(api);
        Budgets(api);
    }

    private static void Decisions(RouteGroupBuilder api)
    {
        api.MapPost("/{id:long}/verify", (HttpContext http, VerifyGrant verify, long id, VerifyBody body, CancellationToken ct) =>
                AnswerAsync(verify.RunAsync(http.Viewer(), id, body.Version, body.Checked ?? [], body.Remark, ct)))
            .Need(Rights.Verify).WithName("VerifyGrant").WithSummary("Every fact against a file; not by whoever applied").Produces(204)
                .Produces(404).ProducesProblem(422);
        api.MapPost("/{id:long}/return", (HttpContext http, TurnGrant turn, long id, ReasonBody body, CancellationToken ct) =>
                AnswerAsync(turn.ReturnAsync(http.Viewer(), id, body.Reason, ct)))
            .Need(Rights.Verify).WithName("ReturnGrant").WithSummary("Send an application back").Produces(204).Produces(404)
                .ProducesProblem(422);
        api.MapPost("/{id:long}/approve", (HttpContext http, ApproveGrant approve, long id, ApproveBody body, CancellationToken ct) =>
                AnswerAsync(approve.RunAsync(http.Viewer(), id, body.Version, body.Facts ?? new ApprovalFacts(), ct)))
            .Need(Rights.Approve).WithName("ApproveGrant").WithSummary("Amount and instalments, within the budget; by a third person")
                .Produces(204).Produces(404).ProducesProblem(422);
        api.MapPost("/{id:long}/send-back", (HttpContext http, TurnGrant turn, long id, ReasonBody body, CancellationToken ct) =>
                AnswerAsync(turn.SendBackAsync(http.Viewer(), id, body.Reason, ct)))
            .Need(Rights.Approve).WithName("SendBackGrant").WithSummary("Send a verified application back").Produces(204).Produces(404)
                .ProducesProblem(422);
        api.MapPost("/{id:long}/refuse", (HttpContext http, TurnGrant turn, long id, ReasonBody body, CancellationToken ct) =>
                AnswerAsync(turn.RefuseAsync(http.Viewer(), id, body.Reason, ct)))
            .Need(Rights.Approve).WithName("RefuseGrant").WithSummary("Refuse with the reason").Produces(204).Produces(404)
                .ProducesProblem(422);
        api.MapPost("/{id:long}/withdraw", (HttpContext http, TurnGrant turn, long id, ReasonBody body, CancellationToken ct) =>
                AnswerAsync(turn.WithdrawAsync(http.Viewer(), id, body.Reason, ct)))
            .Need(Rights.Report).WithName("WithdrawGrant").WithSummary("Take an application back").Produces(204).Produces(404)
                .ProducesProblem(422);
    }

    private static void Money(RouteGroupBuilder api)
    {
        api.MapPost("/{id:long}/plan", (HttpContext http, PlanGrant plan, long id, PlanBody body, CancellationToken ct) =>
                AnswerAsync(plan.RunAsync(http.Viewer(), id, body.Version, body.Plan ?? [], body.Reason, ct)))
            .Need(Rights.Approve).WithName("PlanGrant").WithSummary("Change the instalments that are still open").Produces(204)
                .Produces(404).ProducesProblem(422);
        api.MapPost("/{id:long}/payments", (HttpContext http, PayGrant pay, long id, PaymentFacts body, CancellationToken ct) =>
            AnswerAsync(pay.RunAsync(http.Viewer(), id, body, ct)))
            .Need(Rights.Report).WithName("PayGrant")
                .WithSummary("Record that an instalment was paid; the same voucher again changes nothing")
            .Produces(204).Produces(404).ProducesProblem(422);
        api.MapPost("/{id:long}/clawback", (HttpContext http, ClaimBack claim, long id, ClawbackFacts body, CancellationToken ct) =>
                AnswerAsync(claim.DecideAsync(http.Viewer(), id, body, ct)))
            .Need(Rights.Approve).WithName("ClaimBackGrant").WithSummary("Decide that paid money goes back").Produces(204).Produces(404)
                .ProducesProblem(422);
        api.MapPost("/{id:long}/repayments", (HttpContext http, ClaimBack claim, long id, RepayBody body, CancellationToken ct) =>
                AnswerAsync(claim.RepayAsync(http.Viewer(), id, body.Wan, body.PaidOn, body.Voucher, ct)))
            .Need(Rights.Report).WithName("RepayGrant").WithSummary("Record money that came back").Produces(204).Produces(404)
                .ProducesProblem(422);
        api.MapPost("/{id:long}/clawback/close", (HttpContext http, ClaimBack claim, long id, ReasonBody body, CancellationToken ct) =>
                AnswerAsync(claim.CloseAsync(http.Viewer(), id, body.Reason, ct)))
            .Need(Rights.Approve).WithName("CloseClawback").WithSummary("End a clawback before all came back").Produces(204).Produces(404)
                .ProducesProblem(422);
    }

    private static void Files(RouteGroupBuilder api)
    {
        api.MapPost("/{id:long}/files", UploadAsync).Need(Rights.Report)
            .WithName("AddGrantFile").WithSummary("Upload a file (multipart: file) that proves a fact or a payment")
            .WithMetadata(new RequestSizeLimitAttribute(EvidenceEndpoints.LargestBody))
            .WithFormOptions(multipartBodyLengthLimit: EvidenceEndpoints.LargestBody).Produces(201).Produces(404).ProducesProblem(422);
        api.MapGet("/{id:long}/files/{file:long}", FileAsync).Need(Rights.See).Exports("grant-file", "grant:{id}").WithName("GetGrantFile")
            .WithSummary("The file itself, as a download")
            .Produces(200, contentType: "application/octet-stream").Produces(404);
    }

    private static void Budgets(RouteGroupBuilder api)
    {
        api.MapGet("/budgets", async (HttpContext http, BudgetQueries budgets, int? year, bool? estimate, CancellationToken ct) =>
                TypedResults.Ok(BudgetJson.Of(await budgets.OnAsync(http.Viewer(), year, estimate ?? false, ct))))
            .Need(Rights.See).WithName("ListGrantBudgets").WithSummary("Budgets of a year with what was approved, paid and is to come");
        api.MapPost("/budgets", async (HttpContext http, SaveBudget save, BudgetFacts facts, CancellationToken ct) =>
                await save.RunAsync(http.Viewer(), facts, ct) is var made && made.Allowed ? Results.Created("/api/grants/budgets",
                    new { id = made.Value }) : Problems.Refused(made))
            .Need(Rights.Approve).WithName("SaveGrantBudget").WithSummary("A new version of a budget").Produces(201).ProducesProblem(422);
    }

    /// <remarks>Reads the form itself: who may not upload is turned away whatever they send.</remarks>
    private static async Task<IResult> UploadAsync(HttpContext http, AddGrantFile add, long id, CancellationToken ct)
    {
        if (!http.Request.HasFormContentType || (await http.Request.ReadFormAsync(ct)).Files["file"] is not { } file)
        {
            return TypedResults.Problem("请用 multipart/form-data 上传，字段名 file。", statusCode: StatusCodes.Status400BadRequest);
        }
        await using var content = file.OpenReadStream();
        var decision = await add.RunAsync(http.Viewer(), id, file.FileName, content, ct);
        return decision is Decision<long> { Allowed: true } made
            ? Results.Created($"/api/grants/{id}/files/{made.Value}", new { id = made.Value }) : Refused(decision);
    }

    /// <summary>Always a download, never shown inside the site: what it holds is someone else's.</summary>
    public static async Task<IResult> FileAsync(HttpContext http, GrantQueries grants, EvidenceFiles files, long id, long file,
        CancellationToken ct)
    {
        if (await grants.FileAsync(http.Viewer(), id, file, ct) is not { } found)
        {
            return Results.NotFound();
        }
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.PhysicalFile(files.PathOf(found.Sha256), EvidenceFiles.MediaType(found.FileName), found.FileName,
            enableRangeProcessing: true);
    }

    private static async Task<IResult> AnswerAsync(Task<Decision> write) => await write is { Allowed: false } refused ? Refused(refused)
        : Results.NoContent();

    private static IResult Refused(Decision refused) => refused.Unmet is [var first, ..] && first == OpenGrants.NotFound
        ? Results.NotFound() : Problems.Refused(refused);

    /// <param name="Checked">File by name of the fact.</param>
    internal sealed record VerifyBody(Dictionary<string, long>? Checked, string? Remark = null, int? Version = null);
    internal sealed record ApproveBody(ApprovalFacts? Facts = null, int? Version = null);
    internal sealed record PlanBody(IReadOnlyList<PartFacts>? Plan, string? Reason, int? Version = null);
    internal sealed record RepayBody(string? Wan, string? PaidOn, string? Voucher);
    internal sealed record ReasonBody(string? Reason);
}
