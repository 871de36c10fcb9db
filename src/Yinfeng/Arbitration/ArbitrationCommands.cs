using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Leads;
using Yinfeng.Shell;

namespace Yinfeng.Arbitration;

/// <summary>`yinfeng claim list|show|find|ask`.</summary>
public static class ArbitrationCommands
{
    public static Command Claim(ICommandMaker maker)
    {
        var command = new Command("claim", "归属仲裁：重复申报、争议清单、脱敏查重");
        var open = new Option<bool>("--open") { Description = "只列未了结的" };
        command.Subcommands.Add(maker.Make("list", Rights.See, "归属争议清单，快到期的在前", (parsed, seat, ct) => ListAsync(seat, parsed.GetValue(open), ct), open));
        var id = new Option<long>("--id") { Description = "争议编号（见清单）", Required = true };
        command.Subcommands.Add(maker.Make("show", Rights.See, "一个争议的双方情况和经过", (parsed, seat, ct) => ShowAsync(seat, parsed.GetValue(id), ct), id));
        command.Subcommands.Add(maker.Make("find", Rights.Approve, "立即查找一次重复申报，够分的立案", (_, seat, ct) => FindAsync(seat, ct)));
        var name = new Argument<string>("name") { Description = "信用代码，或投资方、项目、地块的全称" };
        command.Subcommands.Add(maker.Make("ask", Rights.Report, "脱敏查重：是否已有单位登记、找谁联系", (parsed, seat, ct) => AskAsync(seat, parsed.GetValue(name)!, ct), name));
        return command;
    }

    private static async Task<int> ListAsync(CommandSeat seat, bool open, CancellationToken ct)
    {
        var list = await seat.Services.GetRequiredService<ArbitrationQueries>().ListAsync(seat.Viewer, new ClaimFilter(Open: open, Size: 100_000), ct);
        if (seat.Json)
        {
            return Json(seat, ClaimListJson.Of(list));
        }
        seat.Out.WriteLine("编号\t甲方\t甲方记录\t乙方\t乙方记录\t状态\t期限");
        foreach (var row in list.Rows)
        {
            seat.Out.WriteLine(string.Join('\t', row.Id, row.Units[0], row.Names[0], row.Units[1], row.Names[1], ArbitrationTerms.Of(row.State),
                row.Due is { } due ? ArbitrationTerms.Day(due) : ""));
        }
        return 0;
    }

    private static async Task<int> ShowAsync(CommandSeat seat, long id, CancellationToken ct)
    {
        if (await seat.Services.GetRequiredService<ArbitrationQueries>().GetAsync(seat.Viewer, id, ct) is not { } view)
        {
            seat.Error.WriteLine(OpenCases.NotFound.Message);
            return 1;
        }
        if (seat.Json)
        {
            return Json(seat, ClaimJson.Of(view));
        }
        seat.Out.WriteLine($"{ArbitrationTerms.Of(view.State)}，由{view.ArbiterName}裁决：{string.Join("、", view.Reasons.Select(ArbitrationTerms.Of))}");
        foreach (var side in view.Sides)
        {
            seat.Out.WriteLine($"{ArbitrationTerms.Party(side.Side)} {side.UnitName}：{side.Name}\t{(side.Answer is { } answer ? ArbitrationTerms.Of(answer) : "")}");
            foreach (var fact in side.Facts)
            {
                seat.Out.WriteLine($"  {fact.Label}\t{fact.Value}");
            }
        }
        foreach (var line in view.Advice.Concat(view.Rulings.Select(r => $"{r.Number}：{r.Text}理由：{r.Reason}")))
        {
            seat.Out.WriteLine(line);
        }
        return 0;
    }

    private static async Task<int> FindAsync(CommandSeat seat, CancellationToken ct)
    {
        var found = await seat.Services.GetRequiredService<RecordDoubleClaims>().RunAsync(seat.Viewer, null, ct);
        if (seat.Json)
        {
            return Json(seat, found);
        }
        seat.Out.WriteLine($"相似的 {found.Pairs} 对；新立案 {found.Opened} 件，新列入待核对 {found.Suspected} 件，自动消除 {found.Cleared} 件，到期转裁决 {found.Settled} 件。");
        return 0;
    }

    private static async Task<int> AskAsync(CommandSeat seat, string name, CancellationToken ct)
    {
        var answer = await seat.Services.GetRequiredService<TakenInvestors>().AskAsync(seat.Viewer, name, ct);
        if (!answer.Allowed)
        {
            seat.Error.WriteLine(string.Join(" ", answer.Unmet.Select(u => u.Message)));
            return 1;
        }
        if (seat.Json)
        {
            return Json(seat, answer.Value);
        }
        foreach (var taken in answer.Value!)
        {
            seat.Out.WriteLine(string.Join('\t', taken.UnitName, taken.Name, taken.MetOn ?? (taken.Months is { } months ? $"约 {months} 个月" : ""), string.Join("、", taken.People)));
        }
        seat.Out.WriteLine(answer.Value!.Count == 0 ? $"没有单位登记或对接过“{name}”。" : $"{answer.Value.Count} 个单位。");
        return 0;
    }

    private static int Json<T>(CommandSeat seat, T answer)
    {
        seat.Out.WriteLine(JsonSerializer.Serialize(answer, ClaimListJson.Options));
        return 0;
    }
}
