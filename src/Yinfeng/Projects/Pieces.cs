using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Projects.Pages;
using Yinfeng.Shell;

namespace Yinfeng.Projects;

/// <summary>Answers with a page of a project, fresh or with a refused form in it.</summary>
internal sealed class Pieces(ProjectQueries queries, TimeProvider clock)
{
    /// <summary>The project page; 422 when a form of it was refused, 404 outside the viewer's scope.</summary>
    public Task<IResult> ShowAsync(HttpContext http, long id, FormState? form, string? done, CancellationToken ct) =>
        PageAsync(http, id, form, view => PageResults.Page<ProjectPage>(
            new { View = view, Form = form, Done = done, Clock = clock }, Status(form)), ct);

    public Task<IResult> EditAsync(HttpContext http, long id, FormState? form, CancellationToken ct) =>
        PageAsync(http, id, form, view => view.CanChange
            ? PageResults.Page<ProjectFormPage>(new { View = view, Form = form, Units = ProjectPages.Offered(http.Viewer(), view.Tree) }, Status(form))
            : NotYours(view), ct);

    public Task<IResult> StatusAsync(HttpContext http, long id, FormState? form, CancellationToken ct) =>
        PageAsync(http, id, form, view => view.CanChange
            ? PageResults.Page<StatusPage>(new { View = view, Form = form, Units = ProjectPages.Offered(http.Viewer(), view.Tree) }, Status(form))
            : NotYours(view), ct);

    public Task<IResult> CreditAsync(HttpContext http, long id, FormState? form, CancellationToken ct) =>
        PageAsync(http, id, form, view => view.CanChange
            ? PageResults.Page<CreditPage>(new { View = view, Form = form, Units = ProjectPages.Offered(http.Viewer(), view.Tree) }, Status(form))
            : NotYours(view), ct);

    public Task<IResult> MonthAsync(HttpContext http, long id, YearMonth month, FormState? form, CancellationToken ct) =>
        PageAsync(http, id, form, view => view.CanChange
            ? PageResults.Page<MonthPage>(new { View = view, Month = month, Form = form }, Status(form))
            : NotYours(view), ct);

    /// <summary>After a write of the project page: back to it with a word of confirmation, or the page with the refused form.</summary>
    public async Task<IResult> AfterAsync(
        HttpContext http, long id, string formName, string outcome, IFormCollection form, Task<Decision> write, CancellationToken ct)
    {
        var decision = await write;
        return decision.Allowed ? PageResults.See($"/projects/{id}?done={outcome}")
            : await ShowAsync(http, id, FormState.Of(formName, form, decision), null, ct);
    }

    private async Task<IResult> PageAsync(
        HttpContext http, long id, FormState? form, Func<ProjectView, IResult> page, CancellationToken ct) =>
        form?.Decision.IsNotFound() is not true && await queries.GetAsync(http.Viewer(), id, ct) is { } view ? page(view) : Results.NotFound();

    private static int Status(FormState? form) => form switch
    {
        null => StatusCodes.Status200OK,
        { Decision: Stale } => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    private static RazorComponentResult<ProjectPage> NotYours(ProjectView view) => PageResults.Page<ProjectPage>(new
    {
        View = view, Done = $"这个项目由{view.OwnerName}负责，您可以查看，不能修改。要修改请联系{view.OwnerName}。", Clock = TimeProvider.System,
    }, StatusCodes.Status403Forbidden);
}
