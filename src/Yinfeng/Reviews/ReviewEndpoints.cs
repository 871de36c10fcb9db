using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Bulletins;
using Yinfeng.Kernel;

namespace Yinfeng.Reviews;

/// <summary>REST under /api/reviews. 404 outside the viewer's scope, 422 with every unmet condition for a refusal.</summary>
internal static class ReviewEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/reviews").WithTags("Reviews");
        api.MapGet("", async (HttpContext http, ReviewQueries reviews, ReviewState? state, bool? mine, string? q, long? project, int? page, int? size, CancellationToken ct) =>
                TypedResults.Ok(ReviewListJson.Of(await reviews.ListAsync(http.Viewer(), new ReviewFilter(state, mine ?? false, q, project, page ?? 1, size ?? 50), ct))))
            .Need(Rights.See).WithName("ListReviews").WithSummary("Joint reviews, open ones first");
        api.MapGet("/{id:long}", async (HttpContext http, ReviewQueries reviews, long id, CancellationToken ct) =>
                await reviews.GetAsync(http.Viewer(), id, ct) is { } view ? Results.Ok(ReviewJson.Of(view)) : Results.NotFound())
            .Need(Rights.See).WithName("GetReview").WithSummary("A review with the opinions one may read").Produces<ReviewJson>().Produces(404);
        api.MapPost("", async (HttpContext http, OpenReview open, OpenBody body, CancellationToken ct) =>
                await open.RunAsync(http.Viewer(), body.ProjectId, body.Facts, ct) is var made && made.Allowed
                    ? Results.Created($"/api/reviews/{made.Value}", new { id = made.Value }) : Problems.Refused(made))
            .Need(Rights.Report).WithName("OpenReview").WithSummary("Ask several units for their opinion on a project").Produces(201).ProducesProblem(422);
        api.MapPut("/{id:long}/draft", (HttpContext http, SaveOpinionDraft save, long id, OpinionFacts facts, CancellationToken ct) =>
                AnswerAsync(save.RunAsync(http.Viewer(), id, facts, ct)))
            .Need(Rights.Verify).WithName("SaveOpinionDraft").WithSummary("Keep what was typed as an opinion").Produces(204).Produces(404).ProducesProblem(422);
        api.MapPost("/{id:long}/opinion", (HttpContext http, GiveOpinion give, long id, OpinionFacts facts, CancellationToken ct) =>
                AnswerAsync(give.RunAsync(http.Viewer(), id, facts, ct)))
            .Need(Rights.Verify).WithName("GiveOpinion").WithSummary("Give one's unit's opinion; it takes the place of an earlier one").Produces(204).Produces(404).ProducesProblem(422);
        api.MapPost("/{id:long}/conclude", (HttpContext http, ConcludeReview conclude, long id, ConcludeBody body, CancellationToken ct) =>
                AnswerAsync(conclude.RunAsync(http.Viewer(), id, body.Version, new ConclusionFacts(body.Outcome, body.Text, body.Adopted), ct)))
            .Need(Rights.Approve).WithName("ConcludeReview").WithSummary("Conclude: number, minutes, evidence and conditions come with it").Produces(204).Produces(404).ProducesProblem(422);
        api.MapPost("/{id:long}/extend", (HttpContext http, MoveReview move, long id, MoveBody body, CancellationToken ct) =>
                AnswerAsync(move.ExtendAsync(http.Viewer(), id, body.Deadline, body.Reason, ct)))
            .Need(Rights.Approve).WithName("ExtendReview").WithSummary("Give the units more time").Produces(204).Produces(404).ProducesProblem(422);
        api.MapPost("/{id:long}/cancel", (HttpContext http, MoveReview move, long id, MoveBody body, CancellationToken ct) =>
                AnswerAsync(move.CancelAsync(http.Viewer(), id, body.Reason, ct)))
            .Need(Rights.Report).WithName("CancelReview").WithSummary("Give a review up").Produces(204).Produces(404).ProducesProblem(422);
        api.MapGet("/{id:long}/minutes", async (HttpContext http, ReviewQueries reviews, long id, CancellationToken ct) =>
                await reviews.GetAsync(http.Viewer(), id, ct) is { Minutes: { } minutes } ? Results.Ok(minutes) : Results.NotFound())
            .Need(Rights.See).WithName("GetReviewMinutes").WithSummary("The minutes, fixed with the conclusion").Produces<ReviewMinutes>().Produces(404);
        api.MapGet("/{id:long}/docx", async (HttpContext http, ReviewQueries reviews, long id, CancellationToken ct) =>
                await reviews.GetAsync(http.Viewer(), id, ct) is { Review.MinutesDocx: { } docx } view
                    ? TypedResults.File(docx, BulletinEndpoints.DocxType, view.FileName + ".docx") : Results.NotFound())
            .Exports("review-minutes", "review:{id}").Need(Rights.See).WithName("GetReviewDocx").WithSummary("The minutes as docx").Produces(200).Produces(404);
    }

    private static async Task<IResult> AnswerAsync(Task<Decision> write) => await write is { Allowed: false } refused
        ? refused.Unmet is [var first, ..] && first == OpenReviews.NotFound ? Results.NotFound() : Problems.Refused(refused) : Results.NoContent();

    internal sealed record OpenBody(long ProjectId, ReviewFacts Facts);

    /// <param name="Adopted">Ids of conditions with a deadline, or null for their own.</param>
    internal sealed record ConcludeBody(int? Version, string? Outcome, string? Text, Dictionary<long, string?>? Adopted);
    internal sealed record MoveBody(string? Reason, string? Deadline = null);
}
