using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Shell;

namespace Yinfeng.Promises;

/// <summary>`yinfeng promise list`.</summary>
public static class PromiseCommands
{
    public static Command Promise(ICommandMaker maker)
    {
        var late = new Option<bool>("--late") { Description = "只列逾期的" };
        var unowned = new Option<bool>("--unowned") { Description = "只列无人负责的" };
        return new Command("promise", "承诺台账")
        {
            maker.Make("list", Rights.See, "承诺清单，未兑现的在前", async (parsed, seat, ct) =>
            {
                var filter = new PromiseFilter(Late: parsed.GetValue(late), Unowned: parsed.GetValue(unowned), Size: 100_000);
                var list = await seat.Services.GetRequiredService<PromiseQueries>().ListAsync(seat.Viewer, filter, ct);
                if (seat.Json)
                {
                    seat.Out.WriteLine(JsonSerializer.Serialize(PromiseListJson.Of(list), PromiseListJson.Options));
                    return 0;
                }
                seat.Out.WriteLine("编号\t承诺\t对象\t责任单位\t现任\t兑现期限\t状态\t");
                foreach (var row in list.Rows)
                {
                    seat.Out.WriteLine(string.Join('\t', row.Promise.Id, PromiseTerms.What(row.Promise), row.Promise.To, $"{row.UnitName} {Roles.Name(row.Promise.Post)}",
                        row.Holders.Count > 0 ? string.Join("、", row.Holders) : "无人负责", PromiseTerms.Day(row.Promise.Due), PromiseTerms.Of(row.Promise.State),
                        PromiseTerms.Left(row.Promise, list.Today)));
                }
                return 0;
            }, late, unowned),
        };
    }
}
