using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Chains;
using Yinfeng.Gaps;
using Yinfeng.Kernel;
using Yinfeng.Shell;
using Yinfeng.Targeting.Pages;
using Yinfeng.Units;

namespace Yinfeng.Targeting;

/// <summary>The list of targets, its button that makes a lead, and what became of the leads.</summary>
internal static class TargetPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/chains").ExcludeFromDescription();
        pages.MapGet("/{chain}/targets", (HttpContext http, string chain, CancellationToken ct) => ShowAsync(http, chain, http.Request.Query, [], null, ct)).Need(Rights.See);
        pages.MapGet("/{chain}/targets/export", async (HttpContext http, TargetQueries targets, string chain, CancellationToken ct) =>
            await targets.OfAsync(http.Viewer(), Asked(chain, Text(http.Request.Query)) with { Most = TargetQueries.LargestList }, ct) is { Allowed: true, Value: { } list }
                ? Results.File(TargetWorkbook.Write(list), TargetWorkbook.Type, $"{list.Chain.Name}目标企业.xlsx") : Results.NotFound())
            .Need(Rights.See).Exports("chain-targets");
        pages.MapPost("/{chain}/targets/leads", LeadAsync).Need(Rights.Report);
        pages.MapGet("/advice", async (HttpContext http, AdviceOutcomes outcomes, ChainShelf chains, TimeProvider clock, CancellationToken ct) => PageResults.Page<AdvicePage>(new
        {
            Lines = await outcomes.ListAsync(http.Viewer(), ct), Chains = await chains.AllAsync(http.Viewer(), null, BusinessTime.Today(clock), ct),
        })).Need(Rights.See);
        pages.MapGet("/advice/export", async (HttpContext http, AdviceOutcomes outcomes, ChainShelf chains, TimeProvider clock, CancellationToken ct) =>
        {
            var all = await chains.AllAsync(http.Viewer(), null, BusinessTime.Today(clock), ct);
            return Results.File(TargetWorkbook.Advice(await outcomes.ListAsync(http.Viewer(), ct), id => all.FirstOrDefault(c => c.Id == id)?.Name ?? id,
                (id, node) => all.FirstOrDefault(c => c.Id == id)?.Find(node)?.Name ?? node), TargetWorkbook.Type, "采纳的建议.xlsx");
        }).Need(Rights.See).Exports("chain-advice");
    }

    private static async Task<IResult> LeadAsync(HttpContext http, AdviseLead advise, string chain, IFormCollection form, CancellationToken ct)
    {
        var company = long.TryParse(form["company"], out var id) ? id : 0;
        var made = await advise.RunAsync(http.Viewer(), Asked(chain, Text(form)), company, form["owner"], form["confirmedNew"] == "true", ct);
        return made.Allowed ? PageResults.See($"/leads/{made.Value}") : await ShowAsync(http, chain, form, made.Unmet, company, ct);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, string chain, IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> typed,
        IReadOnlyList<Unmet> unmet, long? refused, CancellationToken ct)
    {
        var (services, viewer, text) = (http.RequestServices, http.Viewer(), Text(typed));
        var chains = await services.GetRequiredService<ChainShelf>().AllAsync(viewer, null, BusinessTime.Today(services.GetRequiredService<TimeProvider>()), ct);
        if (chains.All(c => c.Id != chain))
        {
            return Results.NotFound();
        }
        var asked = Asked(chain, text);
        if (string.IsNullOrWhiteSpace(asked.Unit) && viewer.UnitId is { } own)
        {
            asked = asked with { Unit = (await services.GetRequiredService<UnitDirectory>().TodayAsync(ct)).Find(own)?.Code };
        }
        var found = string.IsNullOrWhiteSpace(asked.Unit) ? null : await services.GetRequiredService<TargetQueries>().OfAsync(viewer, asked, ct);
        var wrong = unmet.Count > 0 ? unmet : found?.Unmet ?? [];
        return PageResults.Page<TargetsPage>(new
        {
            View = new TargetsView(chains, chain, asked.Node ?? "", asked.Unit ?? "", text("asOf"), text("kind"), found?.Value, wrong, viewer.May(Rights.Report), refused,
                int.TryParse(text("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, 1_000) : 1)
            {
                Advice = found?.Value is null ? [] : await services.GetRequiredService<AdviceOutcomes>().ListAsync(viewer, ct),
            },
        }, wrong.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static TargetQuestion Asked(string chain, Func<string, string> text) => new(chain, text("node"), text("unit"), GapPages.Day(text("asOf")));

    private static Func<string, string> Text(IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> typed)
    {
        var all = typed.ToDictionary(t => t.Key, t => t.Value.ToString().Trim(), StringComparer.Ordinal);
        return name => all.GetValueOrDefault(name, "");
    }
}
