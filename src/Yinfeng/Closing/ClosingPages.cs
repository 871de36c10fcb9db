using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Closing.Pages;
using Yinfeng.Kernel;
using Yinfeng.Rules;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Closing;

/// <summary>What the page of closed months shows.</summary>
/// <param name="Query">The filter as an address, "" without one.</param>
/// <param name="Typed">A form that came back refused.</param>
public sealed record ClosingView(string? Unit, string? From, string? To, string? Indicator, string? Carried, string Query, IReadOnlyList<Indicator> Indicators,
    IReadOnlyList<ClosedRow> Closed, IReadOnlyList<Restatement> Restatements, ClosingCheck? Check, bool MayRegister, IReadOnlyList<Unmet> Unmet,
    IFormCollection? Typed);

/// <summary>The page 关账与更正: lists, filters, the check of a month, and bulletins printed elsewhere.</summary>
internal static class ClosingPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/closing").ExcludeFromDescription();
        pages.MapGet("", (HttpContext http, ClosingDesk desk, CancellationToken ct) => ShowAsync(http, desk, [], null, ct)).Need(Rights.See);
        pages.MapGet("/export", ExportAsync).Need(Rights.See).Exports("closing");
        pages.MapPost("/register", RegisterAsync).Need(Rights.Publish);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, ClosingDesk desk, IReadOnlyList<Unmet> unmet, IFormCollection? typed, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        var view = await desk.ViewAsync(http.Viewer(), http.Request.Query, ct);
        view = view with { Unmet = [.. unmet, .. view.Unmet], Typed = typed };
        return PageResults.Page<ClosingPage>(new { View = view }, view.Unmet.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static async Task<IResult> ExportAsync(HttpContext http, ClosingDesk desk, CancellationToken ct)
    {
        var view = await desk.ViewAsync(http.Viewer(), http.Request.Query, ct);
        return TypedResults.File(ClosingWorkbook.Write(view), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "关账与更正.xlsx");
    }

    private static async Task<IResult> RegisterAsync(HttpContext http, ClosingDesk desk, RegisterIssued register, UnitDirectory units, IFormCollection form,
        CancellationToken ct)
    {
        var unmet = new List<Unmet>();
        if (!YearMonth.TryParse(form["period"].ToString().Trim(), out var period))
        {
            unmet.Add(new("closing.period", "period", "月份请写成 2023-03 这样的年月。"));
        }
        if (!DateOnly.TryParseExact(form["issuedOn"].ToString().Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var issued))
        {
            unmet.Add(new("closing.issued-on", "issuedOn", "印发日期请写成 2023-04-06 这样的日期。"));
        }
        var named = UnitNames.Find(await units.TodayAsync(ct), form["unitCode"].ToString(), http.Viewer().UnitId);
        if (named is not [var unit])
        {
            unmet.Add(new("closing.unit", "unitCode", $"找不到唯一的单位“{form["unitCode"]}”。请填代码，例如 371400。"));
            return await ShowAsync(http, desk, unmet, form, ct);
        }
        if (unmet.Count == 0)
        {
            unmet.AddRange((await register.RunAsync(http.Viewer(), unit.Id, period, form["number"].ToString(), issued, ct)).Unmet);
        }
        return unmet.Count == 0 ? PageResults.See("/closing") : await ShowAsync(http, desk, unmet, form, ct);
    }
}
