using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
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
        return maker.Make("board", "看板：本级及下级单位的各项指标", async (parsed, seat, ct) =>
        {
            if (!YearMonth.TryParse(parsed.GetValue(period), out var month))
            {
                seat.Error.WriteLine($"月份“{parsed.GetValue(period)}”写法不对。请写成 2023-03 这样的年月。");
                return 2;
            }
            var queries = seat.Services.GetRequiredService<BoardQueries>();
            var answer = await queries.BoardAsync(seat.Viewer, month, parsed.GetValue(unit), parsed.GetValue(indicator) ?? [], ct);
            foreach (var unmet in answer.Unmet)
            {
                seat.Error.WriteLine(unmet.Message);
            }
            if (answer.Value is not { } view)
            {
                return 1;
            }
            if (seat.Json)
            {
                seat.Out.WriteLine(JsonSerializer.Serialize(BoardJson.Of(view), ReportJson.Options));
            }
            else
            {
                Print(view, seat.Out);
            }
            return 0;
        }, period, unit, indicator);
    }

    private static void Print(BoardView view, TextWriter to)
    {
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
    }

    private static string Text(decimal? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "—";
}
