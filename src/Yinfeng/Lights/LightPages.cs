using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Lights.Pages;
using Yinfeng.Projects;
using Yinfeng.Reports;
using Yinfeng.Shell;
using Yinfeng.Shell.Pages;
using Yinfeng.Units;

namespace Yinfeng.Lights;

/// <summary>What a page of this room stands on: the month, the unit and the ways from there.</summary>
/// <param name="Path">From the top of what the viewer may see down to the unit.</param>
/// <param name="Months">Months to choose from, the latest first.</param>
/// <param name="Children">Units directly below.</param>
public sealed record LightFrame(YearMonth Period, UnitTree Tree, UnitNode Unit, IReadOnlyList<UnitNode> Path, IReadOnlyList<YearMonth> Months, IReadOnlyList<UnitNode> Children)
{
    public string At(string page) => string.Create(CultureInfo.InvariantCulture, $"{page}?period={Period}&unit={Uri.EscapeDataString(Unit.Code)}");
}

/// <summary>What /lights shows besides the view.</summary>
/// <param name="Turns">History of the projects on the page.</param>
/// <param name="UnitTurns">History of the unit.</param>
/// <param name="Matters">What the unit is late with besides its figures.</param>
public sealed record LightsShown(LightsView View, LightFrame Frame, LightFilter Filter, int Page, ILookup<long, LightTurn> Turns,
    IReadOnlyList<LightTurn> UnitTurns, IReadOnlyList<LightRule> Rules, IReadOnlyList<UnitMatter> Matters)
{
    public int Found => View.Counts.Of(Filter.Colour);
    public int Pages => Math.Max(1, (Found + LightPages.PageLength - 1) / LightPages.PageLength);

    public string To(LightColour? colour, ProjectStage? stage, int page = 1) => Frame.At("/lights")
        + (colour is { } c ? $"&colour={c.ToString().ToLowerInvariant()}" : "") + (stage is { } s ? $"&stage={Terms.Of(s)}" : "")
        + (page > 1 ? string.Create(CultureInfo.InvariantCulture, $"&page={page}") : "");
}

/// <summary>HTML of /lights and /clocks.</summary>
internal static class LightPages
{
    public const int PageLength = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").ExcludeFromDescription();
        pages.MapGet("/lights", LightsAsync).Need(Rights.See);
        pages.MapGet("/lights/export", ExportAsync).Need(Rights.See).Exports("lights");
        pages.MapGet("/clocks", ClocksAsync).Need(Rights.See);
        pages.MapGet("/clocks/export", ExportClocksAsync).Need(Rights.See).Exports("clocks");
    }

    private static async Task<IResult> LightsAsync(HttpContext http, LightQueries lights, LightHistory history, LightFrames frames, LightRuleBook book,
        IEnumerable<IUnitMatters> rooms, TimeProvider clock, string? period, string? unit, string? colour, string? stage, int? page, CancellationToken ct)
    {
        var asked = await frames.ReadAsync(http.Viewer(), period, unit, ct);
        if (asked.Value is not { } frame)
        {
            return Refused(asked);
        }
        var at = Math.Max(1, page ?? 1);
        var filter = new LightFilter(LightTerms.Read(colour), Stage(stage), (at - 1) * PageLength, PageLength);
        var answer = await lights.ViewAsync(http.Viewer(), frame.Period, frame.Unit.Code, filter, ct);
        if (answer.Value is not { } view)
        {
            return Refused(answer);
        }
        var today = BusinessTime.Today(clock);
        var matters = new List<UnitMatter>();
        foreach (var room in rooms)
        {
            matters.AddRange(await room.LateAsync(http.Viewer(), view.Unit, view.Period.LastDay < today ? view.Period.LastDay : today, ct));
        }
        http.Response.Headers.CacheControl = "no-store";
        return PageResults.Page<LightsPage>(new
        {
            Shown = new LightsShown(view, frame, filter, at, await history.ProjectsAsync([.. view.Projects.Select(p => p.ProjectId)], ct),
                await history.UnitAsync(view.Unit.Id, ct), book.InForce(frame.Tree, frame.Unit, frame.Period.LastDay), matters),
        });
    }

    private static async Task<IResult> ClocksAsync(HttpContext http, ClockQueries clocks, LightFrames frames, string? period, string? unit, string? span, CancellationToken ct)
    {
        var asked = await frames.ReadAsync(http.Viewer(), period, unit, ct);
        if (asked.Value is not { } frame)
        {
            return Refused(asked);
        }
        var answer = await clocks.ViewAsync(http.Viewer(), frame.Period, frame.Unit.Code, span == "year", ct);
        http.Response.Headers.CacheControl = "no-store";
        return answer.Value is { } view ? PageResults.Page<ClocksPage>(new { View = view, At = frame }) : Refused(answer);
    }

    private static async Task<IResult> ExportAsync(HttpContext http, LightQueries lights, LightFrames frames, string? period, string? unit,
        string? colour, string? stage, CancellationToken ct)
    {
        var asked = await frames.ReadAsync(http.Viewer(), period, unit, ct);
        if (asked.Value is not { } frame)
        {
            return Refused(asked);
        }
        var answer = await lights.ViewAsync(http.Viewer(), frame.Period, frame.Unit.Code, new LightFilter(LightTerms.Read(colour), Stage(stage)), ct);
        return answer.Value is { } view ? File(LightsWorkbook.Write(view), $"{view.Unit.Name}红绿灯{view.Period}.xlsx") : Refused(answer);
    }

    private static async Task<IResult> ExportClocksAsync(HttpContext http, ClockQueries clocks, LightFrames frames, string? period, string? unit,
        string? span, CancellationToken ct)
    {
        var asked = await frames.ReadAsync(http.Viewer(), period, unit, ct);
        if (asked.Value is not { } frame)
        {
            return Refused(asked);
        }
        var answer = await clocks.ViewAsync(http.Viewer(), frame.Period, frame.Unit.Code, span == "year", ct);
        return answer.Value is { } view ? File(ClocksWorkbook.Write(view), $"{view.Unit.Name}阶段时钟{view.Period}.xlsx") : Refused(answer);
    }

    private static FileContentHttpResult File(byte[] bytes, string name) =>
        TypedResults.File(bytes, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name);

    private static ProjectStage? Stage(string? text) => string.IsNullOrWhiteSpace(text) ? null : LedgerTerms.Stage(text);

    private static RazorComponentResult<ErrorPage> Refused(Decision refused) => PageResults.Page<ErrorPage>(new
    {
        Status = refused.Unmet[0].Code == "lights.period" ? StatusCodes.Status400BadRequest : StatusCodes.Status404NotFound,
        Message = string.Join(" ", refused.Unmet.Select(u => u.Message)),
    }, refused.Unmet[0].Code == "lights.period" ? StatusCodes.Status400BadRequest : StatusCodes.Status404NotFound);
}

/// <summary>Reads month and unit of an address; what is left out is what the cockpit would show.</summary>
internal sealed class LightFrames(BoardStore boards, TimeProvider clock)
{
    public async Task<Decision<LightFrame>> ReadAsync(Viewer viewer, string? period, string? unit, CancellationToken ct)
    {
        var board = await boards.NowAsync(ct);
        var today = YearMonth.Of(BusinessTime.Today(clock));
        var months = board.Engine.Months().Select(YearMonth.FromOrdinal).Where(m => m <= today).Append(today).Distinct().OrderDescending().ToList();
        var month = months.FirstOrDefault(m => m < today, today);
        if (!string.IsNullOrWhiteSpace(period) && !YearMonth.TryParse(period, out month))
        {
            return Decision<LightFrame>.Refuse("lights.period", "period", $"月份“{period}”写法不对。请写成 2023-03 这样的年月。");
        }
        var tree = board.Frame.Tree(month.Ordinal);
        if (BoardQueries.Find(board, tree, viewer, string.IsNullOrWhiteSpace(unit) ? Cockpit.DefaultUnit(board, viewer, month) : unit) is not { } node)
        {
            return Decision<LightFrame>.Refuse([BoardQueries.NoUnit(unit, month)]);
        }
        var top = viewer.UnitId is { } id ? board.Frame.HomeOf(id, tree) : null;
        var path = tree.Upward(node.Id).TakeWhile(n => top is null || n.First >= top.First).Reverse().ToList();
        months = months.Contains(month) ? months : [.. months.Append(month).OrderDescending()];
        return Decision<LightFrame>.Allow(new LightFrame(month, tree, node, path, months, tree.Children(node.Id)));
    }
}
