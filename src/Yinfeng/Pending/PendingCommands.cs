using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Shell;

namespace Yinfeng.Pending;

/// <summary>`yinfeng pending`.</summary>
public static class PendingCommands
{
    public static Command Pending(ICommandMaker maker)
    {
        var unit = new Option<string?>("--unit") { Description = "单位名称或代码" };
        var overdue = new Option<bool>("--overdue") { Description = "只列超期的" };
        return maker.Make("pending", Rights.See, "在途事项：在谁那里、从何时起", async (parsed, seat, ct) =>
        {
            var list = await seat.Services.GetRequiredService<PendingQueries>().ListAsync(seat.Viewer,
                new PendingFilter(Unit: parsed.GetValue(unit), Overdue: parsed.GetValue(overdue), Size: 100_000), ct);
            if (seat.Json)
            {
                seat.Out.WriteLine(JsonSerializer.Serialize(PendingListJson.Of(list), PendingListJson.Options));
                return 0;
            }
            seat.Out.WriteLine("事项\t内容\t涉及单位\t现在在\t办理人\t自何时起\t天数\t应于何时前办\t超期");
            foreach (var row in list.Rows)
            {
                seat.Out.WriteLine(string.Join('\t', PendingTerms.Of(row.Matter.Kind), row.Matter.Title, row.UnitName, row.AtUnitName, PendingTerms.People(row.People),
                    PendingTerms.Day(row.Matter.Since), row.Days, row.Limit is { } limit ? PendingTerms.Day(limit) : "", row.IsOverdue ? row.DaysLate : ""));
            }
            return 0;
        }, unit, overdue);
    }
}
