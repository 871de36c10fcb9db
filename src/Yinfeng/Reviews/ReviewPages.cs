using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Bulletins;
using Yinfeng.Kernel;
using Yinfeng.Reviews.Pages;
using Yinfeng.Shell;
using Yinfeng.Shell.Pages;

namespace Yinfeng.Reviews;

/// <summary>The list of reviews, the form for a new one, one review with what may be done, its minutes.</summary>
internal static class ReviewPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        var group = pages.MapGroup("/reviews").ExcludeFromDescription();
        group.MapGet("", async (HttpContext http, ReviewQueries reviews, CancellationToken ct) =>
            PageResults.Page<ReviewsPage>(new { List = await reviews.ListAsync(http.Viewer(), Filter(http.Request.Query), ct) })).Need(Rights.See);
        group.MapGet("/export", async (HttpContext http, ReviewQueries reviews, CancellationToken ct) =>
            Results.File(ReviewSheet.Write(await reviews.ListAsync(http.Viewer(), Filter(http.Request.Query) with { Page = 1, Size = 100_000 }, ct)), ReviewSheet.Type, "会审.xlsx"))
            .Need(Rights.See).Exports("reviews");
        group.MapGet("/new", NewAsync).Need(Rights.Report);
        group.MapPost("", OpenAsync).Need(Rights.Report);
        group.MapGet("/{id:long}", (HttpContext http, ReviewQueries reviews, TimeProvider clock, long id, CancellationToken ct) =>
            ShowAsync(http, reviews, clock, id, null, [], ct)).Need(Rights.See);
        group.MapPost("/{id:long}/draft", DraftAsync).Need(Rights.Verify);
        group.MapPost("/{id:long}/opinion", OpinionAsync).Need(Rights.Verify);
        group.MapPost("/{id:long}/conclude", ConcludeAsync).Need(Rights.Approve);
        group.MapPost("/{id:long}/extend", (HttpContext http, ReviewQueries reviews, MoveReview move, TimeProvider clock, long id, IFormCollection form, CancellationToken ct) =>
            DoneAsync(http, reviews, clock, id, "extend", form, move.ExtendAsync(http.Viewer(), id, form["deadline"], form["reason"], ct), ct)).Need(Rights.Approve);
        group.MapPost("/{id:long}/cancel", (HttpContext http, ReviewQueries reviews, MoveReview move, TimeProvider clock, long id, IFormCollection form, CancellationToken ct) =>
            DoneAsync(http, reviews, clock, id, "cancel", form, move.CancelAsync(http.Viewer(), id, form["reason"], ct), ct)).Need(Rights.Report);
        group.MapGet("/{id:long}/minutes", async (HttpContext http, ReviewQueries reviews, long id, CancellationToken ct) =>
            await reviews.GetAsync(http.Viewer(), id, ct) is { Minutes: { } minutes } view
                ? PageResults.Page<ReviewMinutesPage>(new { View = view, Model = minutes }) : Results.NotFound()).Need(Rights.See);
        group.MapGet("/{id:long}/docx", async (HttpContext http, ReviewQueries reviews, long id, CancellationToken ct) =>
            await reviews.GetAsync(http.Viewer(), id, ct) is { Review.MinutesDocx: { } docx } view
                ? TypedResults.File(docx, BulletinEndpoints.DocxType, view.FileName + ".docx") : Results.NotFound()).Need(Rights.See).Exports("review-minutes", "review:{id}");
        group.MapGet("/{id:long}/pdf", PdfAsync).Need(Rights.See).Exports("review-minutes", "review:{id}");
    }

    private static async Task<IResult> NewAsync(HttpContext http, ReviewQueries reviews, long? project, CancellationToken ct) =>
        project is { } id && await reviews.OfferAsync(http.Viewer(), id, ct) is { } offer
            ? PageResults.Page<ReviewFormPage>(new
            {
                Offer = offer, Typed = new ReviewFacts(null, null, ReviewTerms.Day(offer.Today.AddDays(offer.Limits.Days)),
                    [.. offer.Departments.Where(offer.Limits.IsUsual).Select(d => d.Code)]),
            }) : Results.NotFound();

    private static async Task<IResult> OpenAsync(HttpContext http, ReviewQueries reviews, OpenReview open, IFormCollection form, CancellationToken ct)
    {
        _ = long.TryParse(form["project"], NumberStyles.None, CultureInfo.InvariantCulture, out var project);
        var others = form["others"].ToString();
        var typed = new ReviewFacts(form["subject"], form["background"], form["deadline"],
            [.. form["units"].OfType<string>(), .. others.Split(['\n', '\r', '、'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
            [.. form["materials"].Select(m => long.TryParse(m, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)]);
        var decision = await open.RunAsync(http.Viewer(), project, typed, ct);
        return decision.Allowed ? PageResults.See($"/reviews/{decision.Value}?done=opened")
            : await reviews.OfferAsync(http.Viewer(), project, ct) is { } offer
                ? PageResults.Page<ReviewFormPage>(new { Offer = offer, Typed = typed, Others = others, decision.Unmet }, StatusCodes.Status422UnprocessableEntity)
                : Results.NotFound();
    }

    private static async Task<IResult> ShowAsync(HttpContext http, ReviewQueries reviews, TimeProvider clock, long id, ReviewTyped? typed, IReadOnlyList<Unmet> unmet,
        CancellationToken ct)
    {
        if (await reviews.GetAsync(http.Viewer(), id, ct) is not { } view)
        {
            return Results.NotFound();
        }
        http.Response.Headers.CacheControl = "no-store";
        var opinion = typed?.Typed ?? (view.Draft is { } draft ? OpinionFacts.FromJson(draft.Fields) : Given(view.Own));
        return PageResults.Page<ReviewPage>(new
        {
            View = view, Typed = (typed ?? new ReviewTyped("", null)) with { Opinion = opinion }, Unmet = unmet,
            Done = http.Request.Query["done"].ToString() switch
            {
                "opened" => "会审已发起，被征求单位的工作台上已经有了。",
                "given" => "意见已提交。",
                "kept" => "草稿已保存。",
                "concluded" => "结论已作出，纪要已编号、固定。",
                _ => null,
            },
            Kept = view.Draft is { } kept ? $"草稿 {BusinessTime.Show(kept.SavedAtUtc, clock)}" : null,
        }, unmet.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>What the unit said last, to be changed.</summary>
    private static OpinionFacts Given(SeatView? own) => own?.Opinion is not { } opinion ? OpinionFacts.Empty : new OpinionFacts(opinion.Verdict.ToString(), opinion.Text,
        [.. own.Conditions.Select(c => new ConditionFacts(c.Text, c.UnitId.ToString(CultureInfo.InvariantCulture), c.Deadline is { } day ? ReviewTerms.Day(day) : ""))]);

    private static async Task<IResult> DraftAsync(HttpContext http, SaveOpinionDraft save, TimeProvider clock, long id, IFormCollection form, CancellationToken ct) =>
        await save.RunAsync(http.Viewer(), id, Opinion(form), ct) is { Allowed: false } refused ? Problems.Refused(refused)
            : Results.Ok(new { savedAt = BusinessTime.Show(clock.GetUtcNow().UtcDateTime, clock) });

    private static async Task<IResult> OpinionAsync(HttpContext http, ReviewQueries reviews, SaveOpinionDraft save, GiveOpinion give, TimeProvider clock, long id,
        IFormCollection form, CancellationToken ct)
    {
        var typed = Opinion(form);
        var kept = await save.RunAsync(http.Viewer(), id, typed, ct); // Also before giving: a refusal loses nothing, even if the window is closed.
        var decision = form["act"] == "keep" || !kept.Allowed ? kept : await give.RunAsync(http.Viewer(), id, typed, ct);
        return decision.Allowed ? PageResults.See($"/reviews/{id}?done={(form["act"] == "keep" ? "kept" : "given")}")
            : await ShowAsync(http, reviews, clock, id, new ReviewTyped("opinion", form) { Typed = typed }, decision.Unmet, ct);
    }

    private static Task<IResult> ConcludeAsync(HttpContext http, ReviewQueries reviews, ConcludeReview conclude, TimeProvider clock, long id, IFormCollection form,
        CancellationToken ct)
    {
        var adopted = form["adopted"].Select(a => long.TryParse(a, NumberStyles.None, CultureInfo.InvariantCulture, out var c) ? c : 0).Distinct()
            .ToDictionary(c => c, c => (string?)form[string.Create(CultureInfo.InvariantCulture, $"due.{c}")].ToString());
        var version = int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : (int?)null;
        return DoneAsync(http, reviews, clock, id, "conclude", form, form["confirm"] == "yes"
            ? conclude.RunAsync(http.Viewer(), id, version, new ConclusionFacts(form["outcome"], form["text"], adopted), ct)
            : Task.FromResult(Decision.Refuse("review.confirm", "confirm", "结论会编号并固定纪要，不能撤回。请先勾选“我已核对各单位意见”，再点作出结论。")), ct);
    }

    /// <summary>After a write back to the review; a refusal shows it with what was typed.</summary>
    private static async Task<IResult> DoneAsync(HttpContext http, ReviewQueries reviews, TimeProvider clock, long id, string act, IFormCollection form, Task<Decision> write,
        CancellationToken ct)
    {
        var decision = await write;
        return decision.Allowed ? PageResults.See($"/reviews/{id}{(act == "conclude" ? "?done=concluded" : "")}")
            : await ShowAsync(http, reviews, clock, id, new ReviewTyped(act, form), decision.Unmet, ct);
    }

    private static async Task<IResult> PdfAsync(HttpContext http, ReviewQueries reviews, OfficeSuite office, long id, CancellationToken ct)
    {
        if (await reviews.GetAsync(http.Viewer(), id, ct) is not { Review.MinutesDocx: { } docx } view)
        {
            return Results.NotFound();
        }
        var pdf = await office.ToPdfAsync(docx, ct);
        return pdf.Value is { } bytes ? TypedResults.File(bytes, "application/pdf", view.FileName + ".pdf")
            : PageResults.Page<ErrorPage>(new { Status = 422, pdf.Unmet[0].Message }, StatusCodes.Status422UnprocessableEntity);
    }

    private static OpinionFacts Opinion(IFormCollection form) => new(form["verdict"], form["text"],
        [.. Enumerable.Range(0, GiveOpinion.MostConditions).Select(i => new ConditionFacts(form[$"condition.{i}.text"], form[$"condition.{i}.unit"], form[$"condition.{i}.deadline"]))
            .Where(c => !string.IsNullOrWhiteSpace(c.Text + c.Unit + c.Deadline))]);

    private static ReviewFilter Filter(IQueryCollection query) => new(Enum.TryParse<ReviewState>(query["state"], out var state) ? state : null, query["mine"] == "1",
        query["q"], long.TryParse(query["project"], out var project) ? project : null,
        int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? page : 1);
}

/// <summary>What a person typed before a refusal.</summary>
/// <param name="Act">Which form it was.</param>
public sealed record ReviewTyped(string Act, IFormCollection? Form)
{
    /// <summary>The opinion as it was typed.</summary>
    public OpinionFacts? Typed { get; init; }

    /// <summary>What stands in the opinion's form: typed, the draft, or what was given.</summary>
    public OpinionFacts Opinion { get; init; } = OpinionFacts.Empty;
    public string? Of(string act, string field) => act == Act && Form is not null && Form.TryGetValue(field, out var value) ? value.ToString() : null;
    public bool Has(string field, string value) => Form?[field].Contains(value) == true;
}
