using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Returns;

/// <summary>`yinfeng return`: a return filled for a month, as text, JSON or xlsx.</summary>
public static class ReturnCommands
{
    public static Command Return(ICommandMaker maker)
    {
        var name = new Option<string>("--name") { Description = "报表名称", Required = true };
        var period = new Option<string>("--period") { Description = "截至月份 YYYY-MM（当年累计）", Required = true };
        var unit = new Option<string?>("--unit") { Description = "单位代码；缺省为可见范围的顶层" };
        var file = new Option<string?>("--out") { Description = "输出文件（.xlsx）" };
        return maker.Make("return", "上报报表：按对应关系取看板的数", async (parsed, seat, ct) =>
        {
            if (!YearMonth.TryParse(parsed.GetValue(period), out var month))
            {
                seat.Error.WriteLine($"月份“{parsed.GetValue(period)}”写法不对。请写成 2023-03 这样的年月。");
                return 2;
            }
            var answer = await seat.Services.GetRequiredService<ReturnQueries>().FillAsync(seat.Viewer, parsed.GetValue(name), month, parsed.GetValue(unit), ct);
            foreach (var unmet in answer.Unmet)
            {
                seat.Error.WriteLine(unmet.Message);
            }
            if (answer.Value is { } view)
            {
                await PrintAsync(view, parsed.GetValue(file), seat, ct);
            }
            return answer.Allowed ? 0 : 1;
        }, name, period, unit, file);
    }

    private static async Task PrintAsync(ReturnView view, string? file, CommandSeat seat, CancellationToken ct)
    {
        if (file is not null)
        {
            await File.WriteAllBytesAsync(Path.Combine(seat.WorkingDirectory, file), ReturnWorkbook.Write(view), ct);
        }
        if (seat.Json)
        {
            seat.Out.WriteLine(JsonSerializer.Serialize(ReturnJson.Of(view), ReturnJson.Options));
        }
        else if (file is null)
        {
            seat.Out.WriteLine(string.Join('\t', ["单位", "代码", .. view.Mapping.Columns.Select(c => c.Head)]));
            foreach (var row in view.Rows)
            {
                seat.Out.WriteLine(string.Join('\t', [row.UnitName, row.Unit, .. row.Cells.Select(Text)]));
            }
        }
    }

    private static string Text(object? cell) => Convert.ToString(cell, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : "—";
}
