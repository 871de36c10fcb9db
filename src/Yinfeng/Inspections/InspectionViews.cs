using System.Globalization;
using Microsoft.AspNetCore.Http;
using Yinfeng.Access;
using Yinfeng.Inspections.Pages;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Shell;

namespace Yinfeng.Inspections;

/// <summary>Answers with a page of this room, fresh or with a refused form in it.</summary>
internal sealed class InspectionViews(DrawQueries draws, TaskQueries tasks, InspectionRules rules, TimeProvider clock)
{
    private InspectionLimits Limits => rules.On(BusinessTime.Today(clock));

    public async Task<IResult> HomeAsync(HttpContext http, IReadOnlyList<Unmet> unmet, CancellationToken ct)
    {
        var viewer = http.Viewer();
        return PageResults.Page<InspectionsPage>(new
        {
            Draws = await draws.ListAsync(viewer, ct), Plans = await draws.PlansAsync(viewer, ct),
            Inspectors = await draws.InspectorsAsync(viewer, ct), MayInspect = viewer.May(Rights.Inspect), Unmet = unmet,
        }, Status(unmet));
    }

    public IResult Plan(long? id, PlanFacts typed, IReadOnlyList<Unmet> unmet) =>
        PageResults.Page<PlanPage>(new { Id = id, Typed = typed, Limits, Unmet = unmet }, Status(unmet));

    public static IResult Inspector(long? id, InspectorFacts typed, IReadOnlyList<Unmet> unmet) =>
        PageResults.Page<InspectorPage>(new { Id = id, Typed = typed, Unmet = unmet }, Status(unmet));

    /// <summary>The page of a draw; 422 with a refused form, 404 where the viewer may not read it.</summary>
    public async Task<IResult> DrawAsync(HttpContext http, long id, IFormCollection? form, IReadOnlyList<Unmet> unmet,
        CancellationToken ct) =>
        await draws.GetAsync(http.Viewer(), id.ToString(CultureInfo.InvariantCulture), ct) is { } view
            ? PageResults.Page<DrawPage>(new
            {
                View = view, Limits, Typed = form is null ? [] : FormState.Texts(form), Unmet = unmet,
                Done = DrawDone(http.Request.Query["done"]),
            }, Status(unmet)) : Results.NotFound();

    /// <summary>After a write on a draw: back to it with a word of confirmation, or the page with the refused form.</summary>
    public async Task<IResult> AfterDrawAsync(HttpContext http, long id, IFormCollection form, string done, Decision decision,
        CancellationToken ct) =>
        decision.Allowed ? PageResults.See($"/inspections/draws/{id}?done={done}") : await DrawAsync(http, id, form, decision.Unmet, ct);

    public async Task<IResult> TasksAsync(HttpContext http, CancellationToken ct) =>
        PageResults.Page<TasksPage>(new { Tasks = await tasks.ListAsync(http.Viewer(), ct), Today = BusinessTime.Today(clock) });

    /// <param name="typed">What came back refused; null for the draft.</param>
    public async Task<IResult> TaskAsync(HttpContext http, long id, TaskForm? typed, IReadOnlyList<Unmet> unmet, CancellationToken ct) =>
        await tasks.GetAsync(http.Viewer(), id, ct) is { } view
            ? PageResults.Page<TaskPage>(new
            {
                View = view, Typed = typed ?? view.Typed, Limits, Unmet = unmet, Done = TaskDone(http.Request.Query["done"]),
            }, Status(unmet)) : Results.NotFound();

    private static int Status(IReadOnlyList<Unmet> unmet) => unmet.Count > 0 ? StatusCodes.Status422UnprocessableEntity
        : StatusCodes.Status200OK;

    private static string? DrawDone(string? done) => done switch
    {
        "frozen" => "抽取池已冻结。公布以后才有编号。",
        "published" => "已公布。开奖后录入号码，各单位揭示随机数，然后抽取。",
        "numbers" => "号码已录入。",
        "revealed" => "随机数已揭示，与摘要相符。",
        "drawn" => "已抽取，督查任务已分到督查员。",
        "cancelled" => "已取消，原因一并公布。",
        "substituted" => "已由抽取顺序的下一位接替。",
        _ => null,
    };

    private static string? TaskDone(string? done) => done switch
    {
        "kept" => "草稿已存。",
        "submitted" => "结果已提交，谢谢。",
        "photo" => "照片已上传。",
        _ => null,
    };
}
