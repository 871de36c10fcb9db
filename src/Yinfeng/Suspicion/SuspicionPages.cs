using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Shell;
using Yinfeng.Suspicion.Pages;

namespace Yinfeng.Suspicion;

/// <summary>The pages of the room: the list, one doubt, the lists from outside.</summary>
internal static class SuspicionPages
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/suspicion").ExcludeFromDescription().Need(Rights.See);
        var judge = routes.MapGroup("/suspicion").ExcludeFromDescription().Need(Rights.Inspect);
        pages.MapGet("", (HttpContext http, DoubtQueries queries, TimeProvider clock, CancellationToken ct) => HomeAsync(http, queries, clock, null, [], ct));
        pages.MapGet("/export", async (HttpContext http, DoubtQueries queries, CancellationToken ct) =>
            TypedResults.File(DoubtWorkbook.Write(await queries.ListAsync(http.Viewer(), Read(http.Request.Query), ct)), Xlsx, "疑点.xlsx")).Exports("doubts");
        pages.MapGet("/{id:long}", (HttpContext http, DoubtQueries queries, TimeProvider clock, long id, CancellationToken ct) =>
            DoubtAsync(http, queries, clock, id, null, [], ct));
        pages.MapGet("/{id:long}/files/{note:long}", SuspicionEndpoints.FileAsync).Exports("doubt-file", "doubt:{id}");
        pages.MapPost("/{id:long}/answer", AnswerAsync).Need(Rights.Report).WithMetadata(new RequestSizeLimitAttribute(EvidenceEndpoints.LargestBody))
            .WithFormOptions(multipartBodyLengthLimit: EvidenceEndpoints.LargestBody);
        judge.MapPost("/{id:long}/judge", async (HttpContext http, JudgeDoubt write, DoubtQueries queries, TimeProvider clock, long id, IFormCollection form,
            CancellationToken ct) => await write.RunAsync(http.Viewer(), id, form["verdict"] == "holds", form["reason"], ct) is { Allowed: false } refused
                ? await DoubtAsync(http, queries, clock, id, form, refused.Unmet, ct) : PageResults.See($"/suspicion/{id}?done=judged"));
        judge.MapPost("/run", RunAsync);
        judge.MapGet("/lists", (HttpContext http, ListQueries lists, CancellationToken ct) => ListsAsync(http, lists, null, null, [], ct));
        judge.MapGet("/lists/export", async (HttpContext http, ListQueries lists, CancellationToken ct) =>
            TypedResults.File(DoubtWorkbook.Lists(await lists.GetAsync(http.Viewer(), ct)), Xlsx, "外部名单.xlsx")).Exports("outside-lists");
        judge.MapPost("/lists/{kind}", TakeAsync).WithMetadata(new RequestSizeLimitAttribute(OutsideLists.LargestBytes))
            .WithFormOptions(multipartBodyLengthLimit: OutsideLists.LargestBytes);
    }

    /// <summary>The filter as the address has it; what cannot be read is no filter.</summary>
    private static DoubtFilter Read(IQueryCollection query) => new(query["unit"].ToString().Trim(), query["code"].ToString(),
        Enum.TryParse<DoubtState>(query["state"], out var state) && Enum.IsDefined(state) ? state : null,
        query["kind"].ToString() switch { "hard" => true, "soft" => false, _ => null }, query["all"] == "1");

    private static async Task<IResult> HomeAsync(HttpContext http, DoubtQueries queries, TimeProvider clock, IFormCollection? form,
        IReadOnlyList<Unmet> unmet, CancellationToken ct)
    {
        var viewer = http.Viewer();
        var period = YearMonth.Of(BusinessTime.Today(clock)).AddMonths(-1).ToString();
        return PageResults.Page<DoubtsPage>(new
        {
            Lines = await queries.ListAsync(viewer, Read(http.Request.Query), ct), Filter = Read(http.Request.Query),
            Query = http.Request.QueryString.Value ?? "", Runs = await queries.RunsAsync(viewer, 5, ct), MayInspect = viewer.May(Rights.Inspect),
            RunUnit = form?["unit"].ToString() ?? "", RunPeriod = form?["period"].ToString() ?? period, Unmet = unmet, Done = http.Request.Query["done"].ToString(), Clock = clock,
        }, Status(unmet));
    }

    private static async Task<IResult> DoubtAsync(HttpContext http, DoubtQueries queries, TimeProvider clock, long id, IFormCollection? form,
        IReadOnlyList<Unmet> unmet, CancellationToken ct) => await queries.GetAsync(http.Viewer(), id, ct) is { } view
        ? PageResults.Page<DoubtPage>(new
        {
            View = view, Text = form?["text"].ToString() ?? "", Reason = form?["reason"].ToString() ?? "", Verdict = form?["verdict"].ToString() ?? "", Unmet = unmet,
            Done = http.Request.Query["done"].ToString(), Clock = clock,
        }, Status(unmet)) : Results.NotFound();

    private static async Task<IResult> RunAsync(HttpContext http, RunSuspicion run, DoubtQueries queries, TimeProvider clock, IFormCollection form, CancellationToken ct)
    {
        if (!YearMonth.TryParse(form["period"].ToString().Trim(), out var period))
        {
            return await HomeAsync(http, queries, clock, form, [new("suspicion.period", "period", "月份请写成 2023-03 这样的年月。")], ct);
        }
        var code = form["unit"].ToString().Split(' ', 2)[0];
        var done = await run.RunAsync(http.Viewer(), code, period, ct);
        return done.Allowed ? PageResults.See("/suspicion?done=run") : await HomeAsync(http, queries, clock, form, done.Unmet, ct);
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, AnswerDoubt write, DoubtQueries queries, TimeProvider clock, long id, IFormCollection form,
        CancellationToken ct)
    {
        var file = form.Files.GetFile("file") is { Length: > 0 } chosen ? chosen : null; // An empty field is no file.
        await using var content = file?.OpenReadStream();
        var said = await write.RunAsync(http.Viewer(), id, form["text"], file?.FileName, content, ct);
        return said.Allowed ? PageResults.See($"/suspicion/{id}?done=answered") : await DoubtAsync(http, queries, clock, id, form, said.Unmet, ct);
    }

    private static async Task<IResult> TakeAsync(HttpContext http, OutsideLists lists, ListQueries queries, string kind, IFormCollection form, CancellationToken ct)
    {
        if (kind is not ("firms" or "proxies"))
        {
            return Results.NotFound();
        }
        if (form.Files.GetFile("file") is not { Length: > 0 } file)
        {
            return await ListsAsync(http, queries, form, null, [new("suspicion.file", "file", "没有选择文件，请选择 Excel 或 CSV 名单。")], ct);
        }
        var taken = await SuspicionEndpoints.ReceiveAsync(http.Viewer(), lists, kind, file, form["source"], ct);
        return await ListsAsync(http, queries, taken.Allowed ? null : form, taken.Value, taken.Unmet, ct);
    }

    private static async Task<IResult> ListsAsync(HttpContext http, ListQueries queries, IFormCollection? form, ListTaken? taken, IReadOnlyList<Unmet> unmet,
        CancellationToken ct) => PageResults.Page<ListsPage>(new
        {
            View = await queries.GetAsync(http.Viewer(), ct), Source = form?["source"].ToString() ?? "", Taken = taken, Unmet = unmet,
        }, Status(unmet));

    private static int Status(IReadOnlyList<Unmet> unmet) => unmet.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;
}
