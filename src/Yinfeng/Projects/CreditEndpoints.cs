using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Units;

namespace Yinfeng.Projects;

/// <summary>REST for credit shares, transfers, labels, months' verification and batches.</summary>
internal static class CreditEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/projects").WithTags("Projects");
        api.MapPost("/{id:long}/credit", ShareAsync).Need(Rights.Approve).WithName("ShareCredit").WithSummary("Divide the credit from a month on; shares add up to exactly 100 %")
            .Produces<Versioned>().Produces(404).ProducesProblem(422);
        api.MapPost("/{id:long}/transfer", TransferAsync).Need(Rights.Approve).WithName("TransferProject").WithSummary("Hand the project to another unit from a month on")
            .Produces<Versioned>().Produces(404).ProducesProblem(422);
        api.MapPut("/{id:long}/tags/{label}", (long id, string label, TagBody? body, HttpContext http, TagProject write, CancellationToken ct) =>
                ProjectEndpoints.AnswerAsync(write.AddAsync(http.Viewer(), id, label, body?.From, ct))).Need(Rights.Report)
            .WithName("TagProject").WithSummary("Put a dated label on").Produces<Versioned>().Produces(404).ProducesProblem(422);
        api.MapDelete("/{id:long}/tags/{label}", (long id, string label, HttpContext http, TagProject write, CancellationToken ct) =>
                ProjectEndpoints.AnswerAsync(write.RemoveAsync(http.Viewer(), id, label, ct))).Need(Rights.Report)
            .WithName("UntagProject").WithSummary("Take a label off").Produces<Versioned>().Produces(404).ProducesProblem(422);
        api.MapPost("/{id:long}/months/{month}/verify", VerifyMonthAsync).NeedEither(Rights.Verify, Rights.Approve).WithName("VerifyMonth")
            .WithSummary("Verify a month's report, then accept it; three different people").Produces<Versioned>().Produces(404).ProducesProblem(422);
        api.MapPost("/{id:long}/months/{month}/return", ReturnMonthAsync).NeedEither(Rights.Verify, Rights.Approve).WithName("ReturnMonth")
            .WithSummary("Send a month's report back to whoever reported it, with the reason").Produces<Versioned>().Produces(404).ProducesProblem(422);
        api.MapPost("/assign", (AssignBody body, HttpContext http, BatchAssign write, CancellationToken ct) =>
                AssignAsync(write.RunAsync(http.Viewer(), body.Ids ?? [], body.Field ?? "", body.Value, ct))).Need(Rights.Report)
            .WithName("AssignProjects").WithSummary("Give many projects the same leader, task force or service officer: all or none")
            .Produces<Assigned>().ProducesProblem(422);
    }

    private static async Task<IResult> ShareAsync(
        long id, CreditBody body, HttpContext http, ShareCredit write, UnitDirectory units, CancellationToken ct)
    {
        if (!YearMonth.TryParse(body.From, out var from))
        {
            return BadMonth(body.From);
        }
        var tree = await units.TodayAsync(ct);
        var unmet = new List<Unmet>();
        var parts = new List<Part>();
        foreach (var share in body.Shares ?? [])
        {
            if (UnitText.Read("分成单位", (share.Unit ?? "").Trim(), tree, out var unit) is { } problem)
            {
                unmet.Add(new("credit.unit-unknown", "shares", problem));
            }
            else if (share.SharePercent is < 0 or > 100 || decimal.Truncate(share.SharePercent * 100) != share.SharePercent * 100)
            {
                unmet.Add(new("credit.share-range", "shares", $"{unit!.Name}的比例 {share.SharePercent}% 要在 0 到 100 之间，最多两位小数。"));
            }
            else
            {
                parts.Add(new(unit!.Id, (int)(share.SharePercent * 100)));
            }
        }
        return unmet.Count > 0 ? Problems.Refused(Decision.Refuse(unmet))
            : ProjectEndpoints.Answer(await write.RunAsync(http.Viewer(), id, from, parts, body.Reason, ct));
    }

    private static async Task<IResult> TransferAsync(long id, TransferBody body, HttpContext http, TransferProject write, CancellationToken ct)
    {
        YearMonth? until = null;
        if (!YearMonth.TryParse(body.From, out var from))
        {
            return BadMonth(body.From);
        }
        if (body.KeepUntil is not null)
        {
            if (!YearMonth.TryParse(body.KeepUntil, out var last))
            {
                return BadMonth(body.KeepUntil);
            }
            until = last;
        }
        var keep = Math.Clamp(body.KeepPercent, -1, 101) * 100;
        return ProjectEndpoints.Answer(await write.RunAsync(http.Viewer(), id,
            new Transfer(body.ToUnit, from, (int)decimal.Round(keep), until, body.Reason), ct));
    }

    private static async Task<IResult> VerifyMonthAsync(
        long id, string month, VersionBody body, HttpContext http, VerifyMonth write, CancellationToken ct) =>
        YearMonth.TryParse(month, out var parsed)
            ? ProjectEndpoints.Answer(await write.RunAsync(http.Viewer(), id, parsed, new MonthSeen(body.Version, new MonthWord(Text: body.Remark)), ct)) : BadMonth(month);

    private static async Task<IResult> ReturnMonthAsync(
        long id, string month, VersionBody body, HttpContext http, VerifyMonth write, CancellationToken ct) =>
        YearMonth.TryParse(month, out var parsed)
            ? ProjectEndpoints.Answer(await write.RunAsync(http.Viewer(), id, parsed, new MonthSeen(body.Version, new MonthWord(true, body.Remark)), ct)) : BadMonth(month);

    private static async Task<IResult> AssignAsync(Task<Decision> write) => await write switch
    {
        Decision<int> { Allowed: true } done => TypedResults.Ok(new Assigned(done.Value)),
        var refused => ProjectEndpoints.Answer(refused),
    };

    private static ProblemHttpResult BadMonth(string? text) => TypedResults.Problem($"“{text}”不是月份，请写成 2023-06。", statusCode: 400);
}

internal sealed record ShareBody(string? Unit, decimal SharePercent);
internal sealed record CreditBody(string? From, IReadOnlyList<ShareBody>? Shares, string? Reason = null, string? Restatement = null)
    : IRestatingBody;
internal sealed record TransferBody(string? ToUnit, string? From, decimal KeepPercent = 0, string? KeepUntil = null, string? Reason = null,
    string? Restatement = null) : IRestatingBody;
internal sealed record TagBody(DateOnly? From);
/// <param name="Remark">Of a return the reason.</param>
internal sealed record VersionBody(int Version, string? Remark = null);
internal sealed record AssignBody(IReadOnlyList<long>? Ids, string? Field, string? Value);

/// <summary>How many projects were changed.</summary>
internal sealed record Assigned(int Changed);
