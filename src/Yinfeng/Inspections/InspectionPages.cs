using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Shell;

namespace Yinfeng.Inspections;

/// <summary>The pages of plans and inspectors; draws are in <see cref="DrawPages"/>, tasks in <see cref="TaskPages"/>.</summary>
internal static class InspectionPages
{
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/inspections").ExcludeFromDescription().Need(Rights.See);
        var writes = routes.MapGroup("/inspections").ExcludeFromDescription().Need(Rights.Inspect);
        pages.MapGet("", (HttpContext http, InspectionViews views, CancellationToken ct) => views.HomeAsync(http, [], ct));
        pages.MapGet("/export", async (HttpContext http, DrawQueries queries, CancellationToken ct) =>
            TypedResults.File(InspectionWorkbook.Draws(await queries.ListAsync(http.Viewer(), ct),
            await queries.PlansAsync(http.Viewer(), ct), await queries.InspectorsAsync(http.Viewer(), ct)), Xlsx, "督查.xlsx"))
            .Exports("inspections");
        pages.MapGet("/verify-draw.mjs", () => TypedResults.PhysicalFile(Path.Combine(AppFolders.Data, "tools", "verify-draw.mjs"),
            "text/javascript", "verify-draw.mjs")).Exports("draw-verifier");
        writes.MapGet("/plans/new", (InspectionViews views) => views.Plan(null, new PlanFacts(null, null,
            [ProjectStage.Signed, ProjectStage.Started, ProjectStage.Producing], null, null, null, null, null), []));
        writes.MapGet("/plans/{id:long}", async (HttpContext http, DrawQueries queries, InspectionViews views, long id,
            CancellationToken ct) =>
            (await queries.PlansAsync(http.Viewer(), ct)).FirstOrDefault(p => p.Plan.Id == id) is { } line ? views.Plan(id, Facts(line), [])
                : Results.NotFound());
        writes.MapPost("/plans", (HttpContext http, SavePlan save, InspectionViews views, IFormCollection form, CancellationToken ct) =>
            SavePlanAsync(http, save, views, null, form, ct));
        writes.MapPost("/plans/{id:long}", (HttpContext http, SavePlan save, InspectionViews views, long id, IFormCollection form,
            CancellationToken ct) =>
            SavePlanAsync(http, save, views, id, form, ct));
        writes.MapGet("/inspectors/new", () => InspectionViews.Inspector(null, new InspectorFacts(null, null, null, null, null, true), []));
        writes.MapGet("/inspectors/{id:long}", async (HttpContext http, DrawQueries queries, long id, CancellationToken ct) =>
            (await queries.InspectorsAsync(http.Viewer(), ct)).FirstOrDefault(i => i.Inspector.Id == id) is { } line
                ? InspectionViews.Inspector(id, Facts(line), []) : Results.NotFound());
        writes.MapPost("/inspectors", (HttpContext http, SaveInspector save, IFormCollection form, CancellationToken ct) =>
            SaveInspectorAsync(http, save, null, form, ct));
        writes.MapPost("/inspectors/{id:long}", (HttpContext http, SaveInspector save, long id, IFormCollection form,
            CancellationToken ct) => SaveInspectorAsync(http, save, id, form, ct));
        writes.MapPost("/draws", FreezeAsync);
    }

    private static async Task<IResult> FreezeAsync(HttpContext http, FreezePool freeze, InspectionViews views, IFormCollection form,
        CancellationToken ct)
    {
        _ = long.TryParse(form["plan"], out var plan); // No plan is a plan that does not exist: refused below with words.
        var made = await freeze.RunAsync(http.Viewer(), plan, DrawHashes.Find(form["hash"]) ?? DrawHash.Sha256, ct);
        return made.Allowed ? PageResults.See($"/inspections/draws/{made.Value}?done=frozen") : await views.HomeAsync(http, made.Unmet, ct);
    }

    private static async Task<IResult> SavePlanAsync(HttpContext http, SavePlan save, InspectionViews views, long? id, IFormCollection form,
        CancellationToken ct)
    {
        var stages = form["stages"].Select(s => Enum.TryParse<ProjectStage>(s, out var stage) ? stage : ProjectStage.Lead).ToList();
        var facts = new PlanFacts(form["unit"], form["title"], stages, form["units"], form["leastInvestmentWan"], form["projectCount"],
            form["inspectorsPerProject"], form["daysToInspect"]);
        var saved = await save.RunAsync(http.Viewer(), id, facts, ct);
        return saved.Allowed ? PageResults.See("/inspections") : views.Plan(id, facts, saved.Unmet);
    }

    private static async Task<IResult> SaveInspectorAsync(HttpContext http, SaveInspector save, long? id, IFormCollection form,
        CancellationToken ct)
    {
        var facts = new InspectorFacts(form["organiser"], form["name"], form["unit"], form["login"], form["interests"],
            form["active"] == "true");
        var saved = await save.RunAsync(http.Viewer(), id, facts, ct);
        return saved.Allowed ? PageResults.See("/inspections") : InspectionViews.Inspector(id, facts, saved.Unmet);
    }

    private static PlanFacts Facts(PlanLine line) => new(line.UnitCode, line.Plan.Title, line.Plan.StageList, string.Join('、', line.Units),
        Wan(line.Plan.LeastInvestmentFen),
        Text(line.Plan.ProjectCount), Text(line.Plan.InspectorsPerProject), Text(line.Plan.DaysToInspect));

    private static InspectorFacts Facts(InspectorLine line) => new(line.OrganiserCode, line.Inspector.Name, line.UnitCode,
        line.Inspector.ActorId?["user:".Length..],
        string.Join('、', line.Inspector.InterestList), line.Inspector.Active);

    private static string? Wan(long? fen) => fen is { } f ? Money.ToWan(f).ToString(System.Globalization.CultureInfo.InvariantCulture)
        : null;
    private static string? Text(int? number) => number?.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
