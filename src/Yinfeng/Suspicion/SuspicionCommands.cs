using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Suspicion;

/// <summary>`yinfeng suspicion …`: look at figures, list what does not fit, explain, judge, take in lists.</summary>
public static class SuspicionCommands
{
    private const int Done = 0, Refused = 1, WrongUsage = 2;

    public static Command Suspicion(ICommandMaker maker) => new("suspicion", "疑点：不可能成立和不大可能的数字，只作督查加签，不作结论")
    {
        Run(maker), List(maker), Show(maker), Answer(maker), Judge(maker), Take(maker, "firms", "注销吊销企业名单：统一社会信用代码、企业名称、日期"),
        Take(maker, "proxies", "佐证指标：单位、月份、工业用电量、开票销售额、税收、社保参保人数"),
    };

    private static Command Run(ICommandMaker maker)
    {
        var period = new Option<string>("--period") { Description = "截至月份 YYYY-MM", Required = true };
        var unit = new Option<string?>("--unit") { Description = "单位代码；缺省为可见范围的顶层" };
        return maker.Make("run", Rights.Inspect, "检验一个单位及所属单位的数字", async (parsed, seat, ct) =>
        {
            if (!YearMonth.TryParse(parsed.GetValue(period), out var month))
            {
                seat.Error.WriteLine($"月份“{parsed.GetValue(period)}”写法不对。请写成 2023-03 这样的年月。");
                return WrongUsage;
            }
            var done = await seat.Services.GetRequiredService<RunSuspicion>().RunAsync(seat.Viewer, parsed.GetValue(unit), month, ct);
            if (!done.Allowed)
            {
                return Say(seat, done);
            }
            var json = await SuspicionEndpoints.OutcomeAsync(seat.Viewer, done.Value!, seat.Services.GetRequiredService<DoubtQueries>(), ct);
            Print(seat, json, [$"检验了 {json.Run.Projects} 个项目、{json.Run.Family} 项软检验：硬规则 {json.Run.Hard} 条，软检验 {json.Run.Soft} 条；新增 {json.New}，仍在 {json.Kept}，消除 {json.Gone}。",
                .. json.Doubts.Select(Line)]);
            return Done;
        }, period, unit);
    }

    private static Command List(ICommandMaker maker)
    {
        var unit = new Option<string?>("--unit") { Description = "单位代码或名称" };
        var all = new Option<bool>("--all") { Description = "说明成立和已消除的也列出" };
        return maker.Make("list", Rights.See, "疑点列表", async (parsed, seat, ct) =>
        {
            var lines = (await seat.Services.GetRequiredService<DoubtQueries>().ListAsync(seat.Viewer,
                new DoubtFilter(parsed.GetValue(unit), All: parsed.GetValue(all)), ct)).Select(DoubtJson.Of).ToList();
            Print(seat, new { doubts = lines }, lines.Select(Line));
            return Done;
        }, unit, all);
    }

    private static Command Show(ICommandMaker maker)
    {
        var id = new Argument<long>("ID") { Description = "疑点编号" };
        return maker.Make("show", Rights.See, "一条疑点：算法、依据的数字、经过", async (parsed, seat, ct) =>
        {
            if (await seat.Services.GetRequiredService<DoubtQueries>().GetAsync(seat.Viewer, parsed.GetValue(id), ct) is not { } view)
            {
                seat.Error.WriteLine(DoubtDesk.NoDoubt.Message);
                return Refused;
            }
            var json = DoubtDetailJson.Of(view);
            Print(seat, json, [Line(json.Doubt), json.Doubt.Reason, "可能的原因：" + json.Doubt.Explains,
                .. json.Rows.Select(r => string.Join('\t', r.Name, r.Month, r.Wan, r.Note)), .. json.History.Select(h => $"{DoubtTerms.Of(h.State)}\t{h.By}\t{h.Text}")]);
            return Done;
        }, id);
    }

    private static Command Answer(ICommandMaker maker)
    {
        var id = new Argument<long>("ID") { Description = "疑点编号" };
        var text = new Option<string>("--text") { Description = "说明", Required = true };
        var file = new Option<string?>("--file") { Description = "佐证文件" };
        return maker.Make("answer", Rights.Report, "说明一条疑点", async (parsed, seat, ct) =>
        {
            var path = parsed.GetValue(file) is { } named ? Path.Combine(seat.WorkingDirectory, named) : null;
            if (path is not null && !File.Exists(path))
            {
                seat.Error.WriteLine($"没有文件“{parsed.GetValue(file)}”。");
                return WrongUsage;
            }
            await using var content = path is null ? null : File.OpenRead(path);
            return Say(seat, await seat.Services.GetRequiredService<AnswerDoubt>().RunAsync(seat.Viewer, parsed.GetValue(id), parsed.GetValue(text), path, content, ct), "已说明，待审。");
        }, id, text, file);
    }

    private static Command Judge(ICommandMaker maker)
    {
        var id = new Argument<long>("ID") { Description = "疑点编号" };
        var holds = new Option<bool>("--holds") { Description = "说明成立；不写为仍需检查" };
        var reason = new Option<string>("--reason") { Description = "理由", Required = true };
        return maker.Make("judge", Rights.Inspect, "审定一条疑点", async (parsed, seat, ct) =>
            Say(seat, await seat.Services.GetRequiredService<JudgeDoubt>().RunAsync(seat.Viewer, parsed.GetValue(id), parsed.GetValue(holds), parsed.GetValue(reason), ct),
                "已审定。"), id, holds, reason);
    }

    private static Command Take(ICommandMaker maker, string kind, string about)
    {
        var file = new Argument<string>("FILE") { Description = "Excel 或 CSV" };
        var source = new Option<string>("--source") { Description = "名单的来源和日期", Required = true };
        return maker.Make(kind, Rights.Inspect, "导入" + about, async (parsed, seat, ct) =>
        {
            var path = Path.Combine(seat.WorkingDirectory, parsed.GetValue(file)!);
            if (!File.Exists(path))
            {
                seat.Error.WriteLine($"没有文件“{parsed.GetValue(file)}”。");
                return WrongUsage;
            }
            var lists = seat.Services.GetRequiredService<OutsideLists>();
            var taken = kind == "firms" ? await lists.FirmsAsync(seat.Viewer, path, parsed.GetValue(source), ct)
                : await lists.ProxiesAsync(seat.Viewer, path, parsed.GetValue(source), ct);
            if (!taken.Allowed)
            {
                return Say(seat, taken);
            }
            Print(seat, taken.Value!, [$"读入 {taken.Value!.Rows} 行：新增 {taken.Value.New}，更新 {taken.Value.Changed}，没有读懂 {taken.Value.Refused.Count}。", .. taken.Value.Refused]);
            return Done;
        }, file, source);
    }

    private static string Line(DoubtJson d) => string.Join('\t', d.Id, d.Hard ? "硬规则" : "软检验", d.Title, d.UnitName, d.Project ?? "", DoubtTerms.Of(d.State),
        d.P is { } p ? DoubtTerms.Chance(p) : "");

    private static int Say(CommandSeat seat, Decision decision, string done = "")
    {
        foreach (var unmet in decision.Unmet)
        {
            seat.Error.WriteLine(unmet.Message);
        }
        if (decision.Allowed)
        {
            Print(seat, new { ok = true }, [done]);
        }
        return decision.Allowed ? Done : Refused;
    }

    private static void Print(CommandSeat seat, object json, IEnumerable<string> lines)
    {
        if (seat.Json)
        {
            seat.Out.WriteLine(JsonSerializer.Serialize(json, DoubtJson.Options));
            return;
        }
        foreach (var line in lines)
        {
            seat.Out.WriteLine(line);
        }
    }
}
