using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Monthly;

/// <summary>`yinfeng month overdue`.</summary>
public static class MonthCommands
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true,
    };

    public static Command Month(ICommandMaker maker)
    {
        var month = new Option<string?>("--month") { Description = "月份，2026-03；不写取当前填报的月份" };
        var unit = new Option<string?>("--unit") { Description = "单位代码" };
        return new Command("month", "月报") { maker.Make("overdue", Rights.See, "逾期清单：哪些单位没有按时报送、核验、确认", async (parsed, seat, ct) =>
        {
            var asked = seat.Services.GetRequiredService<MonthGridQueries>().UsualMonth;
            if (parsed.GetValue(month) is { } text && !YearMonth.TryParse(text, out asked))
            {
                seat.Error.WriteLine($"月份“{text}”的写法不对，应写成 2026-03。");
                return 2;
            }
            if (await seat.Services.GetRequiredService<MonthsUnderway>().OverdueAsync(seat.Viewer, asked, parsed.GetValue(unit), ct) is not { } list)
            {
                seat.Error.WriteLine("没有这个单位，或者它不在您的权限范围内。");
                return 1;
            }
            if (seat.Json)
            {
                seat.Out.WriteLine(JsonSerializer.Serialize(OverdueJson.Of(list), Options));
                return 0;
            }
            seat.Out.WriteLine("单位\t逾期环节\t项目数\t截止日\t超期天数\t应由\t联系人");
            foreach (var row in list.Rows)
            {
                seat.Out.WriteLine(string.Join('\t', row.Unit.Name, row.Step, row.Count, row.Deadline.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                    row.DaysLate, row.At, string.Join("、", row.People)));
            }
            return 0;
        }, month, unit) };
    }
}
