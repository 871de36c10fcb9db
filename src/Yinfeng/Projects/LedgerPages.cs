using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Projects.Pages;
using Yinfeng.Shell;

namespace Yinfeng.Projects;

/// <summary>A chip above the list: a named filter with its count.</summary>
/// <param name="Id">Null for those that everybody has.</param>
public sealed record FilterChip(long? Id, string Name, string Query, int Count, bool On);

/// <summary>HTML of the ledger list: the page, its part for htmx, saved filters and what is done with ticked rows.</summary>
internal static class LedgerPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/projects").ExcludeFromDescription();
        pages.MapGet("", ListAsync);
        pages.MapPost("/assign", AssignAsync);
        pages.MapPost("/filters", async ([FromForm] string? name, [FromForm] string? query, HttpContext http, SavedFilters filters,
            LedgerQueries list, CancellationToken ct) =>
            await AnswerAsync(http, list, filters, query, await filters.SaveAsync(http.Viewer(), name ?? "", query ?? "", ct), ct));
        pages.MapPost("/filters/{id:long}", async (long id, [FromForm] string? name, [FromForm] string? query, [FromForm] string? act,
            HttpContext http, SavedFilters filters, LedgerQueries list, CancellationToken ct) =>
            await AnswerAsync(http, list, filters, query, act == "delete"
                ? await filters.DeleteAsync(http.Viewer(), id, ct)
                : await filters.RenameAsync(http.Viewer(), id, name ?? "", ct), ct));
    }

    private static async Task<IResult> AssignAsync([FromForm] long[]? id, [FromForm] string? field, [FromForm] string? value,
        [FromForm] string? query, HttpContext http, BatchAssign assign, LedgerQueries list, SavedFilters filters, CancellationToken ct)
    {
        var decision = await assign.RunAsync(http.Viewer(), id ?? [], field ?? "", value, ct);
        if (decision is Decision<int> { Allowed: true } done)
        {
            var back = LedgerQuery.Read(query ?? "").ToQueryString();
            return PageResults.See($"/projects{back}{(back.Length == 0 ? '?' : '&')}done={done.Value}");
        }
        var view = await list.ViewAsync(http.Viewer(), LedgerQuery.Read(query ?? ""), ct);
        var chips = await ChipsAsync(http.Viewer(), view, list, filters, ct);
        return PageResults.Page<LedgerPage>(new { View = view, Chips = chips, Ticked = id ?? [], Officer = value, decision.Unmet },
            StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ListAsync(HttpContext http, LedgerQueries list, SavedFilters filters, CancellationToken ct)
    {
        var problems = new List<string>();
        var query = LedgerQuery.Read(http.Request.Query, problems);
        var view = await list.ViewAsync(http.Viewer(), query, ct);
        if (http.WantsPart())
        {
            http.Response.Headers["HX-Push-Url"] = "/projects" + view.Query.ToQueryString();
            return PageResults.Page<LedgerPart>(new { View = view });
        }
        return PageResults.Page<LedgerPage>(new
        {
            View = view, Chips = await ChipsAsync(http.Viewer(), view, list, filters, ct),
            Done = int.TryParse(http.Request.Query["done"], out var done) ? $"已更新 {done} 个项目。" : null,
            Unmet = problems.ConvertAll(p => new Unmet("query", "", p)),
        });
    }

    /// <summary>Back to the list, or the list again with what stands in the way.</summary>
    internal static async Task<IResult> AnswerAsync(
        HttpContext http, LedgerQueries list, SavedFilters filters, string? query, Decision decision, CancellationToken ct)
    {
        var read = LedgerQuery.Read(query ?? "");
        if (decision.Allowed)
        {
            return PageResults.See("/projects" + read.ToQueryString());
        }
        var view = await list.ViewAsync(http.Viewer(), read, ct);
        var chips = await ChipsAsync(http.Viewer(), view, list, filters, ct);
        return PageResults.Page<LedgerPage>(new { View = view, Chips = chips, decision.Unmet }, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<List<FilterChip>> ChipsAsync(
        Viewer viewer, LedgerView view, LedgerQueries list, SavedFilters filters, CancellationToken ct)
    {
        var now = view.Query.ToQueryString(withPage: false);
        (long? Id, string Name, string Query)[] all =
        [
            (null, "全部", ""), (null, "我负责的", new LedgerQuery(Person: viewer.Name).ToQueryString()), (null, "10 亿元以上", "?gte=100000"),
            (null, "未填总投资", "?noinvest=1"),
            .. (await filters.OfAsync(viewer, ct)).Select(f => ((long?)f.Id, f.Name, f.Query)),
        ];
        var chips = new List<FilterChip>(all.Length);
        foreach (var (id, name, query) in all)
        {
            chips.Add(new(id, name, query, await list.CountAsync(viewer, query, ct), query == now));
        }
        return chips;
    }
}
