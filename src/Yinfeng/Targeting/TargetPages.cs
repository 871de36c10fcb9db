using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
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
        pages.MapGet("/{chain}/targets/export", ExportAsync).Need(Rights.See).Exports("chain-targets");
        pages.MapPost("/{chain}/targets/leads", LeadAsync).Need(Rights.Report);
        pages.MapGet("/advice", AdviceAsync).Need(Rights.See);
        pages.MapGet("/advice/export", ExportAdviceAsync).Need(Rights.See).Exports("chain-advice");
    }

    private static async Task<IResult> ExportAsync(HttpContext http, TargetQueries targets, DayLearnings learnings, string chain, CancellationToken ct)
    {
        var asked = Asked(chain, Text(http.Request.Query)) with { Most = TargetQueries.LargestList };
        if ((await targets.ScopeAsync(http.Viewer(), asked, ct)).Value is { } scope && await learnings.OfAsync(scope.On, ct) is not null)
        {
            return PageResults.See($"/chains/{Uri.EscapeDataString(chain)}/targets{http.Request.QueryString}"); // Which tells how far it is.
        }
        return await targets.OfAsync(http.Viewer(), asked, ct) is { Allowed: true, Value: { } list }
            ? Results.File(TargetWorkbook.Write(list), TargetWorkbook.Type, $"{list.Chain.Name}目标企业.xlsx") : Results.NotFound();
    }

    private static async Task<IResult> AdviceAsync(HttpContext http, AdviceOutcomes outcomes, DayLearnings learnings, BaseEnd end, ChainShelf chains, TimeProvider clock,
        string? chain, string? outcome, int? page, CancellationToken ct)
    {
        if (await outcomes.IsAnyAsync(ct) && await learnings.OfAsync(await end.DayAsync(ct), ct) is { } learning)
        {
            return Waiting(http, learning, "采纳的建议", "产业链", "/chains");
        }
        return PageResults.Page<AdvicePage>(new
        {
            Lines = await outcomes.ListAsync(http.Viewer(), ct), Chains = await chains.AllAsync(http.Viewer(), null, BusinessTime.Today(clock), ct),
            Chain = chain ?? "", Outcome = outcome ?? "", Page = page ?? 1,
        });
    }

    private static async Task<IResult> ExportAdviceAsync(HttpContext http, AdviceOutcomes outcomes, DayLearnings learnings, BaseEnd end, ChainShelf chains,
        TimeProvider clock, CancellationToken ct)
    {
        if (await outcomes.IsAnyAsync(ct) && await learnings.OfAsync(await end.DayAsync(ct), ct) is not null)
        {
            return PageResults.See("/chains/advice");
        }
        var all = await chains.AllAsync(http.Viewer(), null, BusinessTime.Today(clock), ct);
        return Results.File(TargetWorkbook.Advice(await outcomes.ListAsync(http.Viewer(), ct), id => all.FirstOrDefault(c => c.Id == id)?.Name ?? id,
            (id, node) => all.FirstOrDefault(c => c.Id == id)?.Find(node)?.Name ?? node), TargetWorkbook.Type, "采纳的建议.xlsx");
    }

    private static RazorComponentResult<LearningPage> Waiting(HttpContext http, DayLearning learning, string title, string parent, string parentHref) =>
        PageResults.Page<LearningPage>(new
        {
            Learning = learning, Title = title, Address = $"{http.Request.Path}{http.Request.QueryString}", Parent = parent, ParentHref = parentHref,
            Clock = http.RequestServices.GetRequiredService<TimeProvider>(),
        });

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
        var targets = services.GetRequiredService<TargetQueries>();
        var scope = string.IsNullOrWhiteSpace(asked.Unit) || unmet.Count > 0 ? null : await targets.ScopeAsync(viewer, asked, ct);
        if (scope?.Value is { } of && await services.GetRequiredService<DayLearnings>().OfAsync(of.On, ct) is { } learning)
        {
            var title = $"目标企业：{of.Chain.Name}{(of.Node is { } node ? $" · {node.Name}" : "")}，{of.Place.Unit.Name}";
            return Waiting(http, learning, title, "补链缺口", $"/chains/{chain}/gaps?unit={of.Place.Unit.Code}");
        }
        var found = string.IsNullOrWhiteSpace(asked.Unit) ? null : await targets.OfAsync(viewer, asked, ct);
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
