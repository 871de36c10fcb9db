using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Closing;

/// <summary>`yinfeng close`: what is closed, whether it still comes out the same, and bulletins printed elsewhere.</summary>
public static class ClosingCommands
{
    public static Command Close(ICommandMaker maker)
    {
        var period = new Option<string>("--period") { Description = "月份 YYYY-MM", Required = true };
        var unit = new Option<string?>("--unit") { Description = "单位代码；缺省为可见范围的顶层" };
        var number = new Option<string>("--number") { Description = "通报编号，如 德招通报〔2023〕3号", Required = true };
        var issued = new Option<string>("--issued-on") { Description = "印发日期 YYYY-MM-DD", Required = true };
        var listed = new Option<string?>("--unit") { Description = "单位代码：该单位、其上级和下级" };
        return new Command("close", "关账：查看、核验已关账的月份")
        {
            maker.Make("list", Rights.See, "已关账的月份", ListAsync(listed), listed),
            maker.Make("verify", Rights.See, "用冻结的数据重算一个已关账的月份；有不同的返回 1", async (parsed, seat, ct) =>
                Month(seat, parsed.GetValue(period)) is { } month
                    ? Report(seat, await seat.Services.GetRequiredService<VerifyClosed>().RunAsync(seat.Viewer, month, parsed.GetValue(unit), ct)) : 2, period, unit),
            maker.Make("restatements", Rights.See, "更正记录", RestatementsAsync(listed), listed),
            maker.Make("register", Rights.Publish, "登记在系统以外印发的通报，并按它关账", async (parsed, seat, ct) =>
                Month(seat, parsed.GetValue(period)) is { } month && Day(seat, parsed.GetValue(issued)) is { } day
                    ? await RegisterAsync(seat, month, parsed.GetValue(unit), parsed.GetValue(number)!, day, ct) : 2, period, unit, number, issued),
        };
    }

    private static Func<ParseResult, CommandSeat, CancellationToken, Task<int>> ListAsync(Option<string?> unit) => async (parsed, seat, ct) =>
    {
        var rows = await seat.Services.GetRequiredService<ClosingQueries>().ListAsync(seat.Viewer, await UnitAsync(seat, parsed.GetValue(unit), ct), ct);
        Print(seat, rows.Select(ClosedMonthJson.Of), rows.Select(r => $"{r.Month.Period}\t{r.Month.UnitName}\t{r.Month.Number}\t{r.Month.IssuedOn:yyyy-MM-dd}\t"
            + $"{r.Month.ClosedByName}\t更正 {r.Restated}"));
        return 0;
    };

    private static Func<ParseResult, CommandSeat, CancellationToken, Task<int>> RestatementsAsync(Option<string?> unit) => async (parsed, seat, ct) =>
    {
        var filter = new RestatementFilter(await UnitAsync(seat, parsed.GetValue(unit), ct));
        var rows = await seat.Services.GetRequiredService<RestatementQueries>().ListAsync(seat.Viewer, filter, ct);
        Print(seat, rows.Select(RestatementJson.Of), rows.Select(r => $"{r.Month}\t{r.UnitName}\t{r.IndicatorName}{ClosingTerms.Of(r.Field)}\t"
            + $"{ClosingTerms.Figure(r.Before, r)} → {ClosingTerms.Figure(r.After, r)}\t{r.Reason}\t{r.ByName}\t{r.Number}\t{r.CarriedBy ?? "待通报"}"));
        return 0;
    };

    private static int Report(CommandSeat seat, Decision<ClosingCheck> checkedMonth)
    {
        if (checkedMonth.Value is not { } check)
        {
            return Refused(seat, checkedMonth);
        }
        var differences = check.Differences.Select(d => $"不同\t{d.Unit}\t{d.Indicator}\t{d.Field}\t{d.Frozen} ≠ {d.Recomputed}");
        Print(seat, ClosingCheckJson.Of(check), [$"{check.Month.UnitName} {check.Month.Period} {check.Month.Number}：核对 {check.Cells} 个数，"
            + (check.Ok ? "全部一致" : $"{check.Differences.Count} 个不同，{check.Damaged.Count} 部分与审计日志不符"), .. differences,
            .. check.Damaged.Select(d => $"不符\t{d}"), $"文件\t{check.Document switch { "same" => "一致", "different" => "不同", _ => "无" }}"]);
        return check.Ok ? 0 : 1;
    }

    private static async Task<int> RegisterAsync(CommandSeat seat, YearMonth month, string? unit, string number, DateOnly issued, CancellationToken ct)
    {
        if (await UnitAsync(seat, unit, ct) is not { } id)
        {
            seat.Error.WriteLine($"没有代码为“{unit}”的单位。请用 --unit 写单位代码，如 371400。");
            return 1;
        }
        var closed = await seat.Services.GetRequiredService<RegisterIssued>().RunAsync(seat.Viewer, id, month, number, issued, ct);
        if (closed.Value is not { } done)
        {
            return Refused(seat, closed);
        }
        Print(seat, new { id = done.Id, unit = done.UnitName, period = done.Period.ToString(), number = done.Number },
            [$"{done.UnitName}已按{done.Number}关账至 {done.Period}。"]);
        return 0;
    }

    private static async Task<long?> UnitAsync(CommandSeat seat, string? code, CancellationToken ct)
    {
        var tree = await seat.Services.GetRequiredService<UnitDirectory>().TodayAsync(ct);
        return string.IsNullOrWhiteSpace(code) ? seat.Viewer.UnitId : tree.FindByCode(code.Trim())?.Id ?? -1;
    }

    private static int Refused(CommandSeat seat, Decision decision)
    {
        foreach (var unmet in decision.Unmet)
        {
            seat.Error.WriteLine(unmet.Message);
        }
        return 1;
    }

    private static void Print(CommandSeat seat, object json, IEnumerable<string> lines)
    {
        if (seat.Json)
        {
            seat.Out.WriteLine(JsonSerializer.Serialize(json, AuditJson.Options));
            return;
        }
        foreach (var line in lines)
        {
            seat.Out.WriteLine(line);
        }
    }

    private static YearMonth? Month(CommandSeat seat, string? text)
    {
        if (YearMonth.TryParse(text, out var month))
        {
            return month;
        }
        seat.Error.WriteLine($"月份“{text}”写法不对。请写成 2023-03 这样的年月。");
        return null;
    }

    private static DateOnly? Day(CommandSeat seat, string? text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }
        seat.Error.WriteLine($"日期“{text}”写法不对。请写成 2023-04-06 这样的日期。");
        return null;
    }
}
