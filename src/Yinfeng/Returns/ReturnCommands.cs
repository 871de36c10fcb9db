using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Reports;
using Yinfeng.Shell;

namespace Yinfeng.Returns;

/// <summary>`yinfeng return`: a return of a month, printed or as a workbook.</summary>
public static class ReturnCommands
{
    public static Command Return(ICommandMaker maker)
    {
        var period = new Option<string>("--period") { Description = "截至月份 YYYY-MM（当年累计）", Required = true };
        var unit = new Option<string?>("--unit") { Description = "单位代码；缺省为可见范围的顶层" };
        var name = new Option<string?>("--name") { Description = "报表名称；缺省为第一个" };
        var file = new Option<string?>("--out") { Description = "输出文件（.xlsx）" };
        return maker.Make("return", Rights.See, "上报报表：按映射生成月报", async (parsed, seat, ct) =>
        {
            if (!YearMonth.TryParse(parsed.GetValue(period), out var month))
            {
                seat.Error.WriteLine($"月份“{parsed.GetValue(period)}”写法不对。请写成 2023-03 这样的年月。");
                return 2;
            }
            var returns = seat.Services.GetRequiredService<ReturnQueries>();
            var mapping = await returns.MappingAsync(seat.Viewer, parsed.GetValue(name), ct);
            var made = mapping.Value is { } found ? await returns.MakeAsync(seat.Viewer, month, parsed.GetValue(unit), found, ct)
                : Decision<ReturnTable>.Refuse(mapping.Unmet);
            if (made.Value is not { } table)
            {
                foreach (var unmet in made.Unmet)
                {
                    seat.Error.WriteLine(unmet.Message);
                }
                return 1;
            }
            if (parsed.GetValue(file) is { } path)
            {
                await seat.HandOutAsync("return", path, ReturnSheet.Write(table), ct);
            }
            if (seat.Json)
            {
                seat.Out.WriteLine(JsonSerializer.Serialize(ReturnJson.Of(table), ReportJson.Options));
            }
            else if (parsed.GetValue(file) is null)
            {
                Print(table, seat.Out);
            }
            return 0;
        }, period, unit, name, file);
    }

    private static void Print(ReturnTable table, TextWriter to)
    {
        to.WriteLine($"{table.Unit.Name} {table.Layout.Title}（{table.Period}）");
        to.WriteLine(string.Join('\t', table.Layout.Columns.Select(c => c.Header)));
        foreach (var row in table.Rows)
        {
            to.WriteLine(string.Join('\t', row.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : "—")));
        }
    }
}
