using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Shell;

namespace Yinfeng.Industries;

/// <summary>`yinfeng industry …`: judge a company, correct, list and take back.</summary>
public static class IndustryCommands
{
    private const int Done = 0, Refused = 1;

    public static Command Industry(ICommandMaker maker) => new("industry", "行业判定：由企业名称和经营范围判到国标行业大类")
    {
        Judge(maker), Correct(maker), List(maker), Undo(maker), Reclassify(maker),
    };

    private static Command Judge(ICommandMaker maker)
    {
        var name = new Argument<string>("NAME") { Description = "企业名称" };
        var scope = new Option<string>("--scope") { Description = "经营范围", DefaultValueFactory = _ => "" };
        return maker.Make("judge", Rights.See, "判一家企业的行业大类，给出起作用的词", async (parsed, seat, ct) =>
        {
            var judge = seat.Services.GetRequiredService<IndustryJudge>();
            var json = IndustryJson.Of(parsed.GetValue(name)!, judge.Judge(parsed.GetValue(name)!, parsed.GetValue(scope)!), judge);
            await PrintAsync(seat, json, $"{json.Division ?? "—"} {json.Title}\t{json.Confidence}\t{string.Join(' ', json.Words.Select(w => w.Word))}");
            return Done;
        }, name, scope);
    }

    private static Command Correct(ICommandMaker maker)
    {
        var name = new Argument<string>("NAME") { Description = "企业名称" };
        var division = new Option<string>("--division") { Description = "国标行业大类代码，两位", Required = true };
        var scope = new Option<string?>("--scope") { Description = "经营范围" };
        return maker.Make("correct", Rights.Report, "改正一家企业的行业大类，判定随即学会", async (parsed, seat, ct) =>
        {
            var made = await seat.Services.GetRequiredService<CorrectIndustry>().RunAsync(seat.Viewer, parsed.GetValue(name), parsed.GetValue(scope),
                parsed.GetValue(division), ct);
            made.Unmet.ToList().ForEach(u => seat.Error.WriteLine(u.Message));
            if (made.Allowed)
            {
                await PrintAsync(seat, new { id = made.Value }, $"已改正，编号 {made.Value}。");
            }
            return made.Allowed ? Done : Refused;
        }, name, division, scope);
    }

    private static Command List(ICommandMaker maker) => maker.Make("list", Rights.See, "改正过的企业", async (_, seat, ct) =>
    {
        var lines = (await seat.Services.GetRequiredService<IndustryQueries>().CorrectionsAsync(seat.Viewer, ct)).Select(IndustryCorrectionJson.Of).ToList();
        await PrintAsync(seat, new { corrections = lines }, string.Join('\n', lines.Select(c => $"{c.Id}\t{c.Division}\t{c.Name}")));
        return Done;
    });

    private static Command Undo(ICommandMaker maker)
    {
        var id = new Argument<long>("ID") { Description = "改正的编号" };
        return maker.Make("undo", Rights.Report, "撤销一条改正", async (parsed, seat, ct) =>
        {
            var undone = await seat.Services.GetRequiredService<CorrectIndustry>().UndoAsync(seat.Viewer, parsed.GetValue(id), ct);
            undone.Unmet.ToList().ForEach(u => seat.Error.WriteLine(u.Message));
            if (undone.Allowed)
            {
                await PrintAsync(seat, new { ok = true }, "已撤销。");
            }
            return undone.Allowed ? Done : Refused;
        }, id);
    }

    private static Command Reclassify(ICommandMaker maker) => maker.Make("reclassify", Rights.Approve, "按现在的判定重新判一遍企业库", async (_, seat, ct) =>
    {
        var round = await seat.Services.GetRequiredService<ReclassifyCompanies>().RunAsync(ct);
        await PrintAsync(seat, new { total = round.Total, changed = round.Changed, seconds = Math.Round((round.DoneUtc!.Value - round.SinceUtc).TotalSeconds, 1) },
            $"看了 {round.Total:N0} 家，{round.Changed:N0} 家行业有变。");
        return Done;
    });

    private static Task PrintAsync(CommandSeat seat, object json, string text) =>
        seat.Out.WriteLineAsync(seat.Json ? JsonSerializer.Serialize(json, IndustryJson.Options) : text);
}
