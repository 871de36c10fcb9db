using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Assessment.Pages;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Assessment;

/// <summary>The pages of published scores: the list with its form, one edition, one frozen sheet, objections.</summary>
internal static class EditionPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/assessment/editions").ExcludeFromDescription();
        pages.MapGet("", (HttpContext http, EditionQueries editions, RegisterQueries register, CancellationToken ct) => ListAsync(http, editions,
            register, null, [], ct)).Need(Rights.See);
        pages.MapGet("/export", async (HttpContext http, EditionQueries editions, CancellationToken ct) =>
            TypedResults.File(AssessmentWorkbook.Editions(await editions.ListAsync(http.Viewer(), ct)), AssessmentWorkbook.Type, "考核定稿.xlsx")).Need(Rights.See).Exports("assessment");
        pages.MapPost("", ProposeAsync).Need(Rights.Verify);
        pages.MapGet("/{id:long}", (HttpContext http, EditionQueries editions, TimeProvider clock, long id, string? subject, CancellationToken ct) =>
            ShowAsync(http, editions, clock, id, subject, [], null, ct)).Need(Rights.See);
        pages.MapGet("/{id:long}/export", async (HttpContext http, EditionQueries editions, long id, CancellationToken ct) => await editions.GetAsync(http.Viewer(), id, ct) is { } view
            ? TypedResults.File(AssessmentWorkbook.Scores(view.File, null), AssessmentWorkbook.Type, $"考核结果 {view.Line.Period}.xlsx") : Results.NotFound())
            .Need(Rights.See).Exports("score", "score:{id}");
        pages.MapGet("/{id:long}/docx", EditionEndpoints.DocxAsync).Need(Rights.See).Exports("score", "score:{id}");
        pages.MapGet("/{id:long}/verify", VerifyAsync).Need(Rights.See);
        pages.MapPost("/{id:long}/decide", DecideAsync).Need(Rights.Publish);
        pages.MapPost("/{id:long}/objections", ObjectAsync).Need(Rights.Report);
        pages.MapPost("/{id:long}/objections/{objection:long}", AnswerAsync).Need(Rights.Approve);
    }

    private static async Task<IResult> ListAsync(HttpContext http, EditionQueries editions, RegisterQueries register, EditionFacts? typed,
        IReadOnlyList<Unmet> unmet, CancellationToken ct)
    {
        var codes = (await register.SchemesAsync(http.Viewer(), ct)).GroupBy(s => s.Code).Select(g => g.Last()).ToList();
        return PageResults.Page<EditionsPage>(new
        {
            Lines = await editions.ListAsync(http.Viewer(), ct), Schemes = codes, Typed = typed,
            Unmet = unmet, Viewer = http.Viewer()
        },
            unmet.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ProposeAsync(HttpContext http, ProposeEdition propose, EditionQueries editions, RegisterQueries register,
        IFormCollection form, CancellationToken ct)
    {
        var facts = new EditionFacts(form["unit"], form["scheme"], form["period"], form["document"], form["reason"]);
        var made = await propose.RunAsync(http.Viewer(), facts, ct);
        return made.Allowed ? PageResults.See($"/assessment/editions/{made.Value}") : await ListAsync(http, editions, register, facts, made.Unmet, ct);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, EditionQueries editions, TimeProvider clock, long id, string? subject, IReadOnlyList<Unmet> unmet,
        IReadOnlyDictionary<string, string>? typed, CancellationToken ct)
    {
        if (await editions.GetAsync(http.Viewer(), id, ct) is not { } view)
        {
            return Results.NotFound();
        }
        http.Response.Headers.CacheControl = "no-store";
        if (subject is not null)
        {
            return view.Own.Contains(subject) && view.File.Of(subject) is { } score
                ? PageResults.Page<FrozenScorePage>(new { View = view, Score = score }) : Results.NotFound();
        }
        return PageResults.Page<EditionPage>(new { View = view, Viewer = http.Viewer(), Today = BusinessTime.Today(clock), Unmet = unmet, Typed = typed },
            unmet.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> VerifyAsync(HttpContext http, VerifyEdition verify, long id, CancellationToken ct) =>
        await verify.RunAsync(http.Viewer(), id, ct) is { Value: { } check } ? PageResults.Page<VerifyPage>(new { Check = check }) : Results.NotFound();

    private static async Task<IResult> DecideAsync(HttpContext http, DecideEdition decide, EditionQueries editions, TimeProvider clock, long id,
        IFormCollection form, CancellationToken ct)
    {
        var decided = await decide.RunAsync(http.Viewer(), id, form["decision"] == "publish", form["reason"], ct);
        return await AfterAsync(http, decided, editions, clock, id, form, ct);
    }

    private static async Task<IResult> ObjectAsync(HttpContext http, RaiseObjection raise, EditionQueries editions, TimeProvider clock, long id,
        IFormCollection form, CancellationToken ct) =>
        await AfterAsync(http, await raise.RunAsync(http.Viewer(), id, form["subject"], form["item"], form["text"], ct), editions, clock, id, form, ct);

    private static async Task<IResult> AnswerAsync(HttpContext http, AnswerObjection answer, EditionQueries editions, TimeProvider clock, long id,
        long objection, IFormCollection form,
        CancellationToken ct) =>
        await AfterAsync(http, await answer.RunAsync(http.Viewer(), objection, form["outcome"] == "upheld", form["answer"], ct), editions, clock, id, form, ct);

    private static async Task<IResult> AfterAsync(HttpContext http, Decision decision, EditionQueries editions, TimeProvider clock, long id,
        IFormCollection form, CancellationToken ct) =>
        decision.Allowed ? PageResults.See($"/assessment/editions/{id}")
            : await ShowAsync(http, editions, clock, id, null, decision.Unmet, form.ToDictionary(f => f.Key, f => f.Value.ToString()), ct);
}
