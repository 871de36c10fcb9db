using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Reports;

/// <summary>`yinfeng board`: a unit and its children for a month.</summary>
public static class BoardCommands
{
    public static Command Board(ICommandMaker maker)
    {
        var period = new Option<string>("--period") { Description = "截至月份 YYYY-MM（当年累计）", Required = true };
        var unit = new Option<string?>("--unit") { Description = "单位代码；缺省为可见范围的顶层" };
        var indicator = new Option<string[]>("--indicator") { Description = "指标代码，可多次给出；缺省为全部" };
        var restated = new Option<bool>("--restated") { Description = "已关账的月份：另列现在的数和更正记录" };
        return maker.Make("board", Rights.See, "看板：本级及下级单位的各项指标", async (parsed, seat, ct) =>
        {
            var (exit, view) = await ReadAsync(seat, parsed.GetValue(period), parsed.GetValue(unit), parsed.GetValue(indicator) ?? [],
                parsed.GetValue(restated), ct);
            if (view is not null && seat.Json)
            {
                seat.Out.WriteLine(JsonSerializer.Serialize(BoardJson.Of(view), ReportJson.Options));
            }
            else if (view is not null)
            {
                Print(view, seat.Out);
            }
            return exit;
        }, period, unit, indicator, restated);
    }

    /// <summary>`yinfeng export board`: the same as a workbook.</summary>
    public static Command Export(ICommandMaker maker)
    {
        var period = new Option<string>("--period") { Description = "截至月份 YYYY-MM（当年累计）", Required = true };
        var unit = new Option<string?>("--unit") { Description = "单位代码；缺省为可见范围的顶层" };
        var file = new Option<string>("--out") { Description = "输出文件（.xlsx）", Required = true };
        return maker.Make("board", Rights.See, "导出看板", async (parsed, seat, ct) =>
        {
            var (exit, view) = await ReadAsync(seat, parsed.GetValue(period), parsed.GetValue(unit), [], restated: true, ct);
            if (view is not null)
            {
                await seat.HandOutAsync("board", parsed.GetValue(file)!, BoardWorkbook.Write(view), ct);
            }
            return exit;
        }, period, unit, file);
    }

    /// <summary>The board asked for, or the exit code after saying what is wrong.</summary>
    private static async Task<(int Exit, BoardView? View)> ReadAsync(CommandSeat seat, string? period, string? unit, string[] indicators, bool restated,
        CancellationToken ct)
    {
        if (!YearMonth.TryParse(period, out var month))
        {
            seat.Error.WriteLine($"月份“{period}”写法不对。请写成 2023-03 这样的年月。");
            return (2, null);
        }
        var answer = await seat.Services.GetRequiredService<BoardQueries>().BoardAsync(seat.Viewer, month, unit, indicators, restated, ct);
        foreach (var unmet in answer.Unmet)
        {
            seat.Error.WriteLine(unmet.Message);
        }
        return (answer.Allowed ? 0 : 1, answer.Value);
    }

    private static void Print(BoardView view, TextWriter to)
    {
        if (view.Closed is { } closed)
        {
            to.WriteLine($"{view.Period} 已关账：{closed.Number}，{closed.IssuedOn:yyyy-MM-dd} 印发。下列为公布数。");
        }
        for (var i = 0; i < view.Indicators.Count; i++)
        {
            var indicator = view.Indicators[i];
            to.WriteLine();
            to.WriteLine($"{indicator.Name}（{indicator.Code}） {view.Period} 序时进度 {Text(view.Rows[0][i].TimeProgress)}%");
            to.WriteLine("单位\t代码\t本期\t上年同期\t同比\t目标\t完成率\t较序时\t名次");
            foreach (var cell in view.Rows.Select(r => r[i]))
            {
                to.WriteLine(string.Join('\t', cell.Unit.Name, cell.Unit.Code, Text(cell.Value), Text(cell.LastYear), Text(cell.Yoy),
                    Text(cell.Target), Text(cell.Completion), Text(cell.Gap), cell.Unit == view.Unit ? "—" : Text(cell.Rank)));
            }
        }
        foreach (var r in view.Restatements)
        {
            to.WriteLine($"更正\t{r.Month}\t{r.UnitName}\t{r.IndicatorName}\t{Text(r.Before)} → {Text(r.After)}\t{r.Reason}\t{r.ByName}\t{r.Number}");
        }
    }

    private static string Text(decimal? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "—";
}
