using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Resolving.Pages;
using Yinfeng.Sheets;
using Yinfeng.Shell;

namespace Yinfeng.Resolving;

/// <summary>One page: match a file or a list, what waits for a person, and what people answered.</summary>
internal static class ResolvingPages
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const int MostShown = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/resolution").ExcludeFromDescription();
        pages.MapGet("", (HttpContext http, ResolvingQueries queries, CancellationToken ct) => PageAsync(http, queries, null, [], ct)).Need(Rights.See);
        pages.MapGet("/of-project", async (HttpContext http, ResolvingQueries queries, long project, CancellationToken ct) =>
            await queries.OfProjectAsync(http.Viewer(), project, ct) is { } resolved ? (IResult)PageResults.Page<OfProjectPart>(new { Resolved = resolved })
                : Results.NotFound()).Need(Rights.See);
        pages.MapGet("/export", async (HttpContext http, ResolvingQueries queries, CancellationToken ct) =>
            TypedResults.File(Answers(await queries.AnswersAsync(http.Viewer(), ct)), Xlsx, "企业名称答复.xlsx")).Need(Rights.See).Exports("name-answers");
        pages.MapPost("/match", MatchAsync).Need(Rights.See).WithMetadata(new RequestSizeLimitAttribute(NameFile.LargestBytes))
            .WithFormOptions(multipartBodyLengthLimit: NameFile.LargestBytes);
        pages.MapPost("/answers", async (HttpContext http, AnswerName answer, ResolvingQueries queries, IFormCollection form, CancellationToken ct) =>
        {
            long? company = long.TryParse(form["company"], out var id) ? id : null;
            var made = form["company"] == "" ? Decision<long>.Refuse("name-answer.choose", "company", "请选一家企业，或选“都不是”。")
                : await answer.RunAsync(http.Viewer(), form["name"], 0, company, ct);
            return made.Allowed ? PageResults.See("/resolution?done=answered") : await PageAsync(http, queries, null, made.Unmet, ct);
        }).Need(Rights.Report);
        pages.MapPost("/answers/{id:long}/undo", async (HttpContext http, AnswerName answer, ResolvingQueries queries, long id, IFormCollection _,
            CancellationToken ct) => await answer.UndoAsync(http.Viewer(), id, ct) is { Allowed: false } refused
                ? await PageAsync(http, queries, null, refused.Unmet, ct) : PageResults.See("/resolution?done=undone")).Need(Rights.Report);
    }

    private static async Task<IResult> PageAsync(HttpContext http, ResolvingQueries queries, IReadOnlyList<ResolvedRow>? matched,
        IReadOnlyList<Unmet> unmet, CancellationToken ct) => PageResults.Page<ResolvingPage>(new
        {
            Matched = matched?.Take(MostShown).ToList(), Count = matched?.Count ?? 0, Doubtful = await queries.DoubtfulAsync(http.Viewer(), ct),
            Answers = await queries.AnswersAsync(http.Viewer(), ct), MayAnswer = http.Viewer().May(Rights.Report), Unmet = unmet,
            Done = http.Request.Query["done"].ToString(),
        }, unmet.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static async Task<IResult> MatchAsync(HttpContext http, ResolvingQueries queries, IFormCollection form, CancellationToken ct)
    {
        try
        {
            var names = await NamesAsync(form, ct);
            if (names.Count == 0)
            {
                return await PageAsync(http, queries, null, [new("resolution.empty", "names", "没有名称。请粘贴名称（一行一个），或选择文件。")], ct);
            }
            var rows = await queries.ResolveAsync(http.Viewer(), names, ct);
            return form["as"] == "xlsx" ? TypedResults.File(Matches(rows), Xlsx, "企业匹配结果.xlsx") : await PageAsync(http, queries, rows, [], ct);
        }
        catch (WorkbookRefusedException no)
        {
            return await PageAsync(http, queries, null, [no.Reason with { Field = "file" }], ct);
        }
    }

    private static async Task<IReadOnlyList<WrittenName>> NamesAsync(IFormCollection form, CancellationToken ct)
    {
        if (form.Files.GetFile("file") is not { Length: > 0 } file)
        {
            return NameFile.Lines(form["names"].ToString().Split('\n'));
        }
        using var kept = await UploadedFile.OfAsync(file, ct);
        return NameFile.Read(kept.Path);
    }

    private static byte[] Matches(IReadOnlyList<ResolvedRow> rows) => Write(new SheetToWrite("匹配结果",
        [new("行", 6), new("名称", 40), new("结果", 10), new("企业", 40), new("统一社会信用代码", 22), new("分数", 8), new("依据", 18)],
        rows.Select(r => ResolvedJson.Of(r.Row, r.Resolved)).Select(r => new object?[]
        {
            (decimal)r.Row, r.Input, ResolvingTerms.Of(r.Status), r.Name, r.CreditCode, r.Score, r.Reason,
        })));

    private static byte[] Answers(IReadOnlyList<AnswerLine> lines) => Write(new SheetToWrite("答复",
        [new("名称", 40), new("企业", 40), new("答复人", 16), new("日期", 12)],
        lines.Select(l => new object?[] { l.Answer.Name, l.Company ?? "都不是", l.Answer.ActorId, BusinessTime.DayOf(l.Answer.AtUtc) })));

    private static byte[] Write(SheetToWrite sheet)
    {
        using var stream = new MemoryStream();
        WorkbookWriter.Write(stream, [sheet]);
        return stream.ToArray();
    }
}
