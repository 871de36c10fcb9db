using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Projects;

/// <summary>HTML of the ledger list: the page, its part for htmx, saved filters and what is done with ticked rows.</summary>
internal static class LedgerPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/projects").ExcludeFromDescription();
        pages.MapGet("", ListAsync).Need(Rights.See);
        pages.MapPost("/assign", AssignAsync).Need(Rights.Report);
        pages.MapPost("/filters", async ([FromForm] string? name, [FromForm] string? query, HttpContext http, SavedFilters filters,
            LedgerQueries list, CancellationToken ct) =>
            await AnswerAsync(http, list, query, await filters.SaveAsync(http.Viewer(), name ?? "", query ?? "", ct), ct)).Need(Rights.See);
        pages.MapPost("/filters/{id:long}", async (long id, [FromForm] string? name, [FromForm] string? query, [FromForm] string? act,
            HttpContext http, SavedFilters filters, LedgerQueries list, CancellationToken ct) =>
            await AnswerAsync(http, list, query, act == "delete"
                ? await filters.DeleteAsync(http.Viewer(), id, ct)
                : await filters.RenameAsync(http.Viewer(), id, name ?? "", ct), ct)).Need(Rights.See);
    }

    private static async Task<IResult> AssignAsync([FromForm] long[]? id, [FromForm] string? field, [FromForm] string? value,
        [FromForm] string? query, HttpContext http, BatchAssign assign, LedgerQueries list, CancellationToken ct)
    {
        var decision = await assign.RunAsync(http.Viewer(), id ?? [], field ?? "", value, ct);
        if (decision is Decision<int> { Allowed: true } done)
        {
            var back = LedgerQuery.Read(query ?? "").ToQueryString();
            return PageResults.See($"/projects{back}{(back.Length == 0 ? '?' : '&')}done={done.Value}");
        }
        var scene = await list.SceneAsync(http.Viewer(), LedgerQuery.Read(query ?? ""), ct);
        return new LedgerPage(scene with { Ticked = id ?? [], Officer = value, Unmet = decision.Unmet });
    }

    private static async Task<IResult> ListAsync(HttpContext http, LedgerQueries list, CancellationToken ct)
    {
        var problems = new List<string>();
        var query = LedgerQuery.Read(http.Request.Query, problems);
        if (http.WantsPart())
        {
            var view = await list.ViewAsync(http.Viewer(), query, ct);
            http.Response.Headers["HX-Push-Url"] = "/projects" + view.Query.ToQueryString();
            return new LedgerPart(view);
        }
        var scene = await list.SceneAsync(http.Viewer(), query, ct);
        return new LedgerPage(scene with
        {
            Done = int.TryParse(http.Request.Query["done"], out var done) ? $"已更新 {done} 个项目。" : null,
            Unmet = problems.ConvertAll(p => new Unmet("query", "", p)),
        }, StatusCodes.Status200OK);
    }

    /// <summary>Back to the list, or the list again with what stands in the way.</summary>
    internal static async Task<IResult> AnswerAsync(HttpContext http, LedgerQueries list, string? query, Decision decision, CancellationToken ct)
    {
        var read = LedgerQuery.Read(query ?? "");
        return decision.Allowed ? PageResults.See("/projects" + read.ToQueryString())
            : new LedgerPage(await list.SceneAsync(http.Viewer(), read, ct) with { Unmet = decision.Unmet });
    }

    private sealed class LedgerPage(LedgerScene scene, int status = StatusCodes.Status422UnprocessableEntity) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => httpContext.RequestServices.GetRequiredService<FrameMarkup>()
            .WriteAsync(httpContext, "项目台账", "项目台账", (html, token) => LedgerMarkup.Page(html, scene, token), status);
    }

    private sealed class LedgerPart(LedgerView view) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => httpContext.RequestServices.GetRequiredService<FrameMarkup>()
            .WritePartAsync(httpContext, (html, token) => LedgerMarkup.Part(html, view, token));
    }
}
