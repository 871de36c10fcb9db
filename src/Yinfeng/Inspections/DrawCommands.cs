using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Shell;

namespace Yinfeng.Inspections;

/// <summary>`yinfeng draw`: the double-random draw (双随机抽取) from the plan to the task.</summary>
public static class DrawCommands
{
    private const int Done = 0, Refused = 1, WrongUsage = 2;

    public static Command Draw(ICommandMaker maker) => new("draw", "双随机抽取：计划、冻结、公布、揭示、抽取、核验")
    {
        DrawVerifyCommand.Make(), DrawNonceCommand.Make(),
        List(maker), Show(maker), Plan(maker), Inspector(maker), New(maker), Publish(maker), Reveal(maker), Numbers(maker), Run(maker),
            Cancel(maker), Substitute(maker),
    };

    private static Command List(ICommandMaker maker) => maker.Make("list", Rights.See, "抽取、计划和督查员", async (_, seat, ct) =>
    {
        var queries = seat.Services.GetRequiredService<DrawQueries>();
        var (draws, plans, inspectors) = (await queries.ListAsync(seat.Viewer, ct), await queries.PlansAsync(seat.Viewer, ct),
            await queries.InspectorsAsync(seat.Viewer, ct));
        Print(seat, new { draws, plans = plans.Select(PlanJson.Of), inspectors = inspectors.Select(InspectorJson.Of) },
            [
                .. draws.Select(d => $"抽取\t{d.Name}\t{InspectionTerms.Of(d.Status)}\t{d.UnitName}\t{d.Title}\t{d.PoolSize} 个抽 {d.ProjectCount} 个"),
                .. plans.Select(p => $"计划\t{p.Plan.Id}\t{p.UnitName}\t{p.Plan.Title}"),
                .. inspectors.Select(i => $"督查员\t{i.Inspector.Id}\t{i.OrganiserName}\t{i.Inspector.Name}\t{i.UnitName}"),
            ]);
        return Done;
    });

    private static Command Show(ICommandMaker maker)
    {
        var draw = Which();
        var output = new Option<string?>("--out") { Description = "把公布的文件存到这里" };
        return maker.Make("show", Rights.See, "一次抽取的公布文件", async (parsed, seat, ct) =>
        {
            if (await seat.Services.GetRequiredService<DrawQueries>().GetAsync(seat.Viewer, parsed.GetValue(draw)!, ct) is not { } view)
            {
                seat.Error.WriteLine(InspectionDesk.NoDraw.Message);
                return Refused;
            }
            var text = JsonSerializer.Serialize(view.File, DrawFile.Json);
            if (parsed.GetValue(output) is not { } path)
            {
                await seat.Out.WriteLineAsync(text);
                return Done;
            }
            await seat.HandOutAsync("draw", path, Encoding.UTF8.GetBytes(text), ct);
            return Done;
        }, draw, output);
    }

    private static Command Plan(ICommandMaker maker)
    {
        var unit = new Option<string>("--unit") { Description = "组织督查的单位：名称或代码", Required = true };
        var title = new Option<string>("--title") { Description = "计划名称", Required = true };
        var stages = new Option<string>("--stages")
        {
            Description = "阶段，用逗号隔开：signed,started,producing,atCapacity",
            DefaultValueFactory = _ => "signed,started,producing"
        };
        var among = new Option<string?>("--units") { Description = "只抽这些单位的项目；缺省为全部下级" };
        var least = new Option<string?>("--least") { Description = "总投资下限（万元）" };
        var count = new Option<string?>("--count") { Description = "抽几个；缺省按规则的比例" };
        var each = new Option<string?>("--each") { Description = "每个项目几名督查员" };
        var days = new Option<string?>("--days") { Description = "抽取以后几天内完成" };
        return maker.Make("plan", Rights.Inspect, "建督查计划", async (parsed, seat, ct) =>
        {
            var wanted = new List<ProjectStage>();
            foreach (var word in parsed.GetValue(stages)!.Split(',',
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (!Enum.TryParse<ProjectStage>(word, ignoreCase: true, out var stage) || !Enum.IsDefined(stage))
                {
                    seat.Error.WriteLine($"没有阶段“{word}”。可用：signed、started、producing、atCapacity。");
                    return WrongUsage;
                }
                wanted.Add(stage);
            }
            return Answer(seat, await seat.Services.GetRequiredService<SavePlan>().RunAsync(seat.Viewer, null,
                new PlanFacts(parsed.GetValue(unit), parsed.GetValue(title), wanted,
                parsed.GetValue(among), parsed.GetValue(least), parsed.GetValue(count), parsed.GetValue(each), parsed.GetValue(days)), ct),
                    id => new { id }, id => $"督查计划 {id} 已建。");
        }, unit, title, stages, among, least, count, each, days);
    }

    private static Command Inspector(ICommandMaker maker)
    {
        var unit = new Option<string>("--unit") { Description = "组织督查的单位：名称或代码", Required = true };
        var name = new Option<string>("--name") { Description = "姓名", Required = true };
        var of = new Option<string>("--of") { Description = "所在单位：名称或代码", Required = true };
        var login = new Option<string?>("--login") { Description = "账号：任务出现在他的工作台" };
        var interests = new Option<string?>("--interests") { Description = "申报的利害关系：信用代码或项目编号，用逗号隔开" };
        return maker.Make("inspector", Rights.Inspect, "登记督查员", async (parsed, seat, ct) =>
            Answer(seat, await seat.Services.GetRequiredService<SaveInspector>().RunAsync(seat.Viewer, null,
            new InspectorFacts(parsed.GetValue(unit), parsed.GetValue(name), parsed.GetValue(of), parsed.GetValue(login),
                parsed.GetValue(interests), true), ct),
            id => new { id }, id => $"督查员 {id} 已登记。"), unit, name, of, login, interests);
    }

    private static Command New(ICommandMaker maker)
    {
        var plan = new Option<long>("--plan") { Description = "督查计划编号", Required = true };
        var hash = new Option<string>("--hash") { Description = "SHA-256 或 SM3", DefaultValueFactory = _ => "SHA-256" };
        return maker.Make("new", Rights.Inspect, "冻结抽取池，开始一次抽取", async (parsed, seat, ct) =>
        {
            if (DrawHashes.Find(parsed.GetValue(hash)) is not { } function)
            {
                seat.Error.WriteLine($"没有摘要算法“{parsed.GetValue(hash)}”。可用：SHA-256、SM3。");
                return WrongUsage;
            }
            return Answer(seat, await seat.Services.GetRequiredService<FreezePool>().RunAsync(seat.Viewer, parsed.GetValue(plan), function,
                ct), id => new { id },
                id => $"抽取池已冻结，编号 {id}。公布后才有抽取号。");
        }, plan, hash);
    }

    private static Command Publish(ICommandMaker maker)
    {
        var draw = Which();
        var source = new Option<string[]>("--source") { Description = "公共随机源和日期，如 福彩3D=2026-03-03；可写几个", Required = true };
        var office = new Option<string[]>("--office") { Description = "单位和随机数的摘要，如 纪委监委=9f86…；写三个", Required = true };
        return maker.Make("publish", Rights.Inspect, "公布：给编号，绑定公共源和各单位的随机数", async (parsed, seat, ct) =>
        {
            var sources = new List<NamedSource>();
            foreach (var (name, text) in parsed.GetValue(source)!.Select(Pair))
            {
                if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                {
                    seat.Error.WriteLine($"“{name}={text}”写法不对。请写成 福彩3D=2026-03-03。");
                    return WrongUsage;
                }
                sources.Add(new(name, day));
            }
            return Answer(seat, await seat.Services.GetRequiredService<PublishDraw>().RunAsync(seat.Viewer, parsed.GetValue(draw)!, sources,
                [.. parsed.GetValue(office)!.Select(Pair).Select(p => new Commitment(p.Name, p.Value))], ct), number => new { number },
                    number => $"已公布：{number}。");
        }, draw, source, office);
    }

    private static Command Reveal(ICommandMaker maker)
    {
        var draw = Which();
        var office = new Option<string>("--office") { Description = "单位名称或序号", Required = true };
        var nonce = new Option<string>("--nonce") { Description = "随机数原文", Required = true };
        return maker.Make("reveal", Rights.Inspect, "揭示一家单位的随机数", async (parsed, seat, ct) =>
            Answer(seat, await seat.Services.GetRequiredService<RevealNonce>()
            .RunAsync(seat.Viewer, parsed.GetValue(draw)!, parsed.GetValue(office)!, parsed.GetValue(nonce)!, ct), ok => new { ok }, _ =>
                "已揭示，与摘要相符。"), draw, office, nonce);
    }

    private static Command Numbers(ICommandMaker maker)
    {
        var draw = Which();
        var source = new Option<string>("--source") { Description = "公共随机源的名称或序号", DefaultValueFactory = _ => "1" };
        var numbers = new Option<string>("--numbers") { Description = "开奖号码，如 \"5 2 9\"", Required = true };
        return maker.Make("numbers", Rights.Inspect, "录入开奖号码", async (parsed, seat, ct) =>
            Answer(seat, await seat.Services.GetRequiredService<EnterNumbers>()
            .RunAsync(seat.Viewer, parsed.GetValue(draw)!, parsed.GetValue(source)!, parsed.GetValue(numbers)!, ct), ok => new { ok }, _ =>
                "已录入。"), draw, source, numbers);
    }

    private static Command Run(ICommandMaker maker)
    {
        var draw = Which();
        return maker.Make("run", Rights.Inspect, "抽取：算出项目和督查员，建督查任务", async (parsed, seat, ct) =>
            Answer(seat, await seat.Services.GetRequiredService<RunDraw>()
            .RunAsync(seat.Viewer, parsed.GetValue(draw)!, ct), picks => new { picks },
            picks => string.Join('\n', picks.Select(p => $"{p.Order}\t{p.Project}\t{string.Join(' ', p.Inspectors)}"))), draw);
    }

    private static Command Cancel(ICommandMaker maker)
    {
        var draw = Which();
        var reason = new Option<string>("--reason") { Description = "原因，随抽取公布", Required = true };
        return maker.Make("cancel", Rights.Inspect, "取消抽取", async (parsed, seat, ct) => Answer(seat, await seat.Services.GetRequiredService<CancelDraw>()
            .RunAsync(seat.Viewer, parsed.GetValue(draw)!, parsed.GetValue(reason), ct), ok => new { ok }, _ => "已取消。"), draw, reason);
    }

    private static Command Substitute(ICommandMaker maker)
    {
        var draw = Which();
        var project = new Option<long>("--project") { Description = "项目编号", Required = true };
        var inspector = new Option<long>("--inspector") { Description = "不能去的督查员编号", Required = true };
        var reason = new Option<string>("--reason") { Description = "原因，随抽取公布", Required = true };
        return maker.Make("substitute", Rights.Inspect, "替换督查员：由抽取顺序的下一位接替", async (parsed, seat, ct) =>
            Answer(seat, await seat.Services.GetRequiredService<SubstituteInspector>()
            .RunAsync(seat.Viewer, parsed.GetValue(draw)!, parsed.GetValue(project), parsed.GetValue(inspector), parsed.GetValue(reason),
                ct),
            name => new { name }, name => $"由 {name} 接替。"), draw, project, inspector, reason);
    }

    private static Argument<string> Which() => new("DRAW") { Description = "抽取号，公布以前是编号" };

    private static (string Name, string Value) Pair(string text) => text.LastIndexOf('=') is > 0 and var at ? (text[..at], text[(at + 1)..])
        : (text, "");

    private static int Answer<T>(CommandSeat seat, Decision<T> decision, Func<T, object> json, Func<T, string> line)
    {
        if (!decision.Allowed)
        {
            foreach (var unmet in decision.Unmet)
            {
                seat.Error.WriteLine(unmet.Message);
            }
            return Refused;
        }
        Print(seat, json(decision.Value!), [line(decision.Value!)]);
        return Done;
    }

    private static void Print(CommandSeat seat, object json, IEnumerable<string> lines)
    {
        if (seat.Json)
        {
            seat.Out.WriteLine(JsonSerializer.Serialize(json, InspectionJson.Options));
            return;
        }
        foreach (var line in lines)
        {
            seat.Out.WriteLine(line);
        }
    }
}
