using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Reports;
using Yinfeng.Returns.Pages;
using Yinfeng.Shell;
using Yinfeng.Shell.Pages;
using Yinfeng.Units;

namespace Yinfeng.Returns;

/// <summary>The page of returns: choose, look, download; for administrators also the mapping.</summary>
internal static class ReturnPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        var group = pages.MapGroup("/returns").ExcludeFromDescription();
        group.MapGet("", ShowAsync).Need(Rights.See);
        group.MapGet("/file", FileAsync).Need(Rights.See).Exports("return");
        group.MapPost("/mapping", SaveAsync).Need(Rights.Publish);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, ReturnQueries returns, Cockpit cockpit, BoardStore store, UnitDirectory units, string? name,
        string? period, string? unit, CancellationToken ct)
    {
        var asked = await AskedAsync(http.Viewer(), returns, cockpit, name, period, unit, ct);
        return await PageAsync(asked, http.Viewer(), store, units, asked.Mapping?.Name ?? "", asked.Mapping?.Text ?? "", asked.Made.Unmet,
            http.Request.Query.ContainsKey("done") ? "已存为新版。" : null,
            asked.Made.Allowed ? StatusCodes.Status200OK : StatusCodes.Status404NotFound, ct);
    }

    private static async Task<IResult> SaveAsync(HttpContext http, ReturnQueries returns, Cockpit cockpit, BoardStore store, UnitDirectory units,
        SaveMapping save, IFormCollection form, CancellationToken ct)
    {
        var (name, text, period, unit) = (form["name"].ToString(), form["text"].ToString(), form["period"].ToString(), form["unit"].ToString());
        var decision = await save.RunAsync(http.Viewer(), name, text.ReplaceLineEndings("\n"), ct);
        if (decision.Allowed)
        {
            return PageResults.See($"/returns?{Query(name.Trim(), period, unit)}&done");
        }
        var asked = await AskedAsync(http.Viewer(), returns, cockpit, form["of"], period, unit, ct);
        return await PageAsync(asked, http.Viewer(), store, units, name, text, decision.Unmet, null, StatusCodes.Status422UnprocessableEntity, ct);
    }

    private static async Task<IResult> FileAsync(HttpContext http, ReturnQueries returns, Cockpit cockpit, string? name, string? period, string? unit,
        string? format, CancellationToken ct)
    {
        var asked = await AskedAsync(http.Viewer(), returns, cockpit, name, period, unit, ct);
        if (asked.Made.Value is not { } table)
        {
            return PageResults.Page<ErrorPage>(new { Status = 404, Message = string.Join(" ", asked.Made.Unmet.Select(u => u.Message)) }, StatusCodes.Status404NotFound);
        }
        return format == "json"
            ? TypedResults.File(JsonSerializer.SerializeToUtf8Bytes(ReturnJson.Of(table), ReportJson.Options), "application/json", ReturnSheet.FileName(table, "json"))
            : TypedResults.File(ReturnSheet.Write(table), ReturnSheet.Excel, ReturnSheet.FileName(table, "xlsx"));
    }

    private sealed record Asked(IReadOnlyList<MappingInUse> Mappings, MappingInUse? Mapping, string Period, string Unit, Decision<ReturnTable> Made);

    /// <summary>What the address asks for; without a month the one that the board opens with.</summary>
    private static async Task<Asked> AskedAsync(Viewer viewer, ReturnQueries returns, Cockpit cockpit, string? name, string? period, string? unit, CancellationToken ct)
    {
        var mappings = await returns.MappingsAsync(viewer, ct);
        var mapping = await returns.MappingAsync(viewer, name, ct);
        Asked Refused(IReadOnlyList<Unmet> unmet) => new(mappings, mapping.Value, period ?? "", unit ?? "", Decision<ReturnTable>.Refuse(unmet));
        if (mapping.Value is not { } found)
        {
            return Refused(mapping.Unmet);
        }
        if (string.IsNullOrWhiteSpace(period))
        {
            var opened = await cockpit.ViewAsync(viewer, null, unit, null, ct);
            if (opened.Value is not { } view)
            {
                return Refused(opened.Unmet);
            }
            period = view.Board.Period.ToString();
        }
        if (!YearMonth.TryParse(period, out var month))
        {
            return Refused([new Unmet("return.period", "period", $"月份“{period}”写法不对。请写成 2023-03 这样的年月。")]);
        }
        var made = await returns.MakeAsync(viewer, month, unit, found, ct);
        return new Asked(mappings, found, month.ToString(), made.Value?.Unit.Code ?? unit ?? "", made);
    }

    private static async Task<RazorComponentResult<ReturnPage>> PageAsync(Asked asked, Viewer viewer, BoardStore store, UnitDirectory units, string name, string text,
        IReadOnlyList<Unmet> unmet, string? done, int status, CancellationToken ct)
    {
        var memory = await store.NowAsync(ct);
        var tree = await units.TodayAsync(ct);
        return PageResults.Page<ReturnPage>(new
        {
            Choices = UnitChoices.Of(memory, tree, viewer, tree.FindByCode(asked.Unit)),
            Names = asked.Mappings.Select(m => m.Name).ToArray(), Chosen = asked.Mapping?.Name ?? "", asked.Period, asked.Unit, Table = asked.Made.Value,
            Query = Query(asked.Mapping?.Name ?? "", asked.Period, asked.Unit), CanEdit = viewer.May(Rights.Publish), Name = name, Text = text, Unmet = unmet, Done = done,
        }, status);
    }

    private static string Query(string name, string period, string unit) =>
        $"name={Uri.EscapeDataString(name)}&period={Uri.EscapeDataString(period)}&unit={Uri.EscapeDataString(unit)}";
}
