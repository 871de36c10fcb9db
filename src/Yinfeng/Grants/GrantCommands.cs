using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Grants;

/// <summary>`yinfeng grant list|show|apply|file|verify|approve|pay|clawback|budget`. Amounts are typed in 万元.</summary>
public static class GrantCommands
{
    internal const int Done = 0, Refused = 1, WrongUsage = 2;

    public static Command Grant(ICommandMaker maker)
    {
        var command = new Command("grant", "政策兑现：申报、核实、审批、拨付、追回、预算")
        {
            List(maker), Show(maker), Apply(maker), File(maker), Verify(maker), Approve(maker), Pay(maker), Clawback(maker), Budget(maker),
        };
        foreach (var one in GrantTurnCommands.Of(maker))
        {
            command.Subcommands.Add(one);
        }
        return command;
    }

    private static Command List(ICommandMaker maker)
    {
        var (policy, q) = (new Option<string?>("--policy") { Description = "只列这项政策（编号）" },
            new Option<string?>("--q") { Description = "企业名称的一部分或信用代码" });
        return maker.Make("list", Rights.See, "兑现清单，新的在前", async (parsed, seat, ct) =>
        {
            var list = await seat.Services.GetRequiredService<GrantQueries>().ListAsync(seat.Viewer,
                new GrantFilter(PolicyId: parsed.GetValue(policy), Q: parsed.GetValue(q), Size: 1000), ct);
            if (seat.Json)
            {
                return Json(seat, GrantListJson.Of(list));
            }
            seat.Out.WriteLine("编号\t企业\t条款\t年度\t状态\t申报（万元）\t审批（万元）\t净拨付（万元）");
            foreach (var g in list.Rows.Select(r => r.Grant))
            {
                seat.Out.WriteLine(string.Join('\t', g.Id, g.BeneficiaryName, g.ClauseName, GrantTerms.Year(g.Year),
                    GrantTerms.Of(g.State), GrantTerms.WanText(g.AskedFen),
                    GrantTerms.WanText(g.ApprovedFen), GrantTerms.WanText(g.NetFen)));
            }
            return Done;
        }, policy, q);
    }

    private static Command Show(ICommandMaker maker)
    {
        var id = Id();
        return maker.Make("show", Rights.See, "一件兑现：计算过程、分期、经过", async (parsed, seat, ct) =>
        {
            if (await seat.Services.GetRequiredService<GrantQueries>().GetAsync(seat.Viewer, parsed.GetValue(id), ct) is not { } view)
            {
                seat.Error.WriteLine(OpenGrants.NotFound.Message);
                return Refused;
            }
            if (seat.Json)
            {
                return Json(seat, GrantJson.Of(view));
            }
            seat.Out.WriteLine($"{view.Grant.BeneficiaryName}\t{view.Grant.PolicyName} {view.Reason.Clause}\t{GrantTerms.Of(view.Grant.State)}");
            foreach (var s in view.Reason.Steps)
            {
                seat.Out.WriteLine($"\t{s.Clause}\t{s.Text}\t{s.Value}");
            }
            foreach (var p in view.Plan)
            {
                seat.Out.WriteLine($"第 {p.Position} 期\t{GrantTerms.Day(p.Due)}\t{GrantTerms.WanText(p.Fen)} 万元\t{(p.PaidOn is { } on ? $"{GrantTerms.Day(on)} 凭证 {p.Voucher}" : p.Stopped ? "停拨" : "待拨")}");
            }
            foreach (var s in view.Steps)
            {
                seat.Out.WriteLine($"{BusinessTime.DayOf(s.AtUtc):yyyy-MM-dd}\t{s.Name}\t{GrantTerms.Of(s.Act)}\t{s.Text}");
            }
            return Done;
        }, id);
    }

    private static Command Apply(ICommandMaker maker)
    {
        var (policy, article) = (Needed("--policy", "政策编号"), Needed("--article", "条款（见 policy match 的 article）"));
        var (name, code) = (Needed("--name", "企业名称"), Needed("--code", "统一社会信用代码"));
        var facts = Needed("--facts", "事实文件（JSON）");
        var (year, unit, wan, reason) = (Maybe("--year", "按年度兑现的条款：哪一年度"), Maybe("--unit", "受理单位"), Maybe("--wan", "申报金额（万元）"),
            Maybe("--reason", "一事一议的理由"));
        var project = new Option<long?>("--project") { Description = "项目编号" };
        var automatic = new Option<bool>("--automatic") { Description = "免申即享" };
        return maker.Make("apply", Rights.Report, "申报兑现；金额按条款算出", async (parsed, seat, ct) =>
        {
            var path = Path.Combine(seat.WorkingDirectory, parsed.GetValue(facts)!);
            if (!System.IO.File.Exists(path))
            {
                seat.Error.WriteLine($"没有文件 {parsed.GetValue(facts)}。请核对路径。");
                return WrongUsage;
            }
            return Made(seat, await seat.Services.GetRequiredService<ApplyGrant>()
                .RunAsync(seat.Viewer, new GrantFacts(parsed.GetValue(policy), parsed.GetValue(article),
                parsed.GetValue(name), parsed.GetValue(code), await System.IO.File.ReadAllTextAsync(path, ct), parsed.GetValue(unit),
                    parsed.GetValue(year), parsed.GetValue(wan),
                parsed.GetValue(reason), parsed.GetValue(project), parsed.GetValue(automatic)), ct));
        }, policy, article, name, code, facts, year, unit, wan, reason, project, automatic);
    }

    private static Command File(ICommandMaker maker)
    {
        var (id, file) = (Id(), Needed("--file", "佐证文件"));
        return maker.Make("file", Rights.Report, "上传佐证", async (parsed, seat, ct) =>
        {
            var path = Path.Combine(seat.WorkingDirectory, parsed.GetValue(file)!);
            if (!System.IO.File.Exists(path))
            {
                seat.Error.WriteLine($"没有文件 {parsed.GetValue(file)}。请核对路径。");
                return WrongUsage;
            }
            await using var content = System.IO.File.OpenRead(path);
            return Made(seat, await seat.Services.GetRequiredService<AddGrantFile>().RunAsync(seat.Viewer, parsed.GetValue(id),
                Path.GetFileName(path), content, ct));
        }, id, file);
    }

    private static Command Verify(ICommandMaker maker)
    {
        var (id, remark) = (Id(), Maybe("--remark", "核实说明"));
        var facts = new Option<string[]>("--fact") { Description = "情况=佐证编号，一项一次", AllowMultipleArgumentsPerToken = true };
        return maker.Make("verify", Rights.Verify, "核实：每一项情况对上佐证", async (parsed, seat, ct) =>
        {
            var ticked = new Dictionary<string, long>(StringComparer.Ordinal);
            foreach (var pair in parsed.GetValue(facts) ?? [])
            {
                if (pair.Split('=', 2) is not [var name, var file] || !long.TryParse(file, NumberStyles.None, CultureInfo.InvariantCulture,
                    out var fileId))
                {
                    seat.Error.WriteLine($"--fact {pair} 读不出来。请写成“实际投资=佐证编号”。");
                    return WrongUsage;
                }
                ticked[name] = fileId;
            }
            return Answer(seat, await seat.Services.GetRequiredService<VerifyGrant>().RunAsync(seat.Viewer, parsed.GetValue(id), null,
                ticked, parsed.GetValue(remark), ct));
        }, id, facts, remark);
    }

    private static Command Approve(ICommandMaker maker)
    {
        var (id, wan, reason) = (Id(), Maybe("--wan", "审批金额（万元）；缺省为申报金额"), Maybe("--reason", "一事一议的理由"));
        var (by, why) = (Maybe("--overrun-by", "超预算由谁决定"), Maybe("--overrun-reason", "超预算批准的理由"));
        return maker.Make("approve", Rights.Approve, "审批；分期照拟定的", async (parsed, seat, ct) =>
            Answer(seat, await seat.Services.GetRequiredService<ApproveGrant>().RunAsync(
            seat.Viewer, parsed.GetValue(id), null, new ApprovalFacts(parsed.GetValue(wan), null, parsed.GetValue(reason), null,
                parsed.GetValue(by), parsed.GetValue(why)), ct)),
            id, wan, reason, by, why);
    }

    private static Command Pay(ICommandMaker maker)
    {
        var (id, part, file) = (Id(), new Option<int>("--part") { Description = "第几期", Required = true },
            new Option<long>("--file") { Description = "凭证文件的佐证编号", Required = true });
        var (on, voucher) = (Needed("--on", "拨付日期"), Needed("--voucher", "凭证号；同一个凭证只记一次"));
        return maker.Make("pay", Rights.Report, "记拨付", async (parsed, seat, ct) =>
            Answer(seat, await seat.Services.GetRequiredService<PayGrant>().RunAsync(seat.Viewer,
            parsed.GetValue(id), new PaymentFacts(parsed.GetValue(part), parsed.GetValue(on), parsed.GetValue(voucher),
                parsed.GetValue(file)), ct)), id, part, on, voucher, file);
    }

    private static Command Clawback(ICommandMaker maker)
    {
        var (id, wan, clause, reason, due) = (Id(), Maybe("--wan", "追回金额（万元）；缺省为全部已拨付"), Needed("--clause", "依据的条款或决定"),
            Needed("--reason", "追回的原因"), Needed("--due", "退回的期限"));
        return maker.Make("clawback", Rights.Approve, "决定追回，未拨的停拨", async (parsed, seat, ct) =>
            Answer(seat, await seat.Services.GetRequiredService<ClaimBack>().DecideAsync(
            seat.Viewer, parsed.GetValue(id), new ClawbackFacts(parsed.GetValue(wan), parsed.GetValue(clause), parsed.GetValue(reason),
                parsed.GetValue(due)), ct)),
            id, wan, clause, reason, due);
    }

    private static Command Budget(ICommandMaker maker)
    {
        var year = new Option<int?>("--year") { Description = "年度；缺省为今年" };
        var estimate = new Option<bool>("--estimate") { Description = "按台账匹配估算可能的申报" };
        return maker.Make("budget", Rights.See, "预算、已批、已拨、预计，哪个月用完", async (parsed, seat, ct) =>
        {
            var view = await seat.Services.GetRequiredService<BudgetQueries>().OnAsync(seat.Viewer, parsed.GetValue(year),
                parsed.GetValue(estimate), ct);
            if (seat.Json)
            {
                return Json(seat, BudgetJson.Of(view));
            }
            seat.Out.WriteLine("政策\t单位\t预算（万元）\t已批\t已拨净额\t待拨\t申报未批\t结余\t已批超预算\t预计超预算\t可能申报（估算）");
            foreach (var r in view.Rows)
            {
                seat.Out.WriteLine(string.Join('\t', r.PolicyName, r.UnitName, GrantTerms.WanText(r.Budget?.Fen),
                    GrantTerms.WanText(r.ApprovedFen), GrantTerms.WanText(r.PaidFen),
                    GrantTerms.WanText(r.ToPayFen), GrantTerms.WanText(r.PendingFen), GrantTerms.WanText(r.LeftFen), r.RunsOut is { } m
                        ? $"{m} 月" : "",
                    r.ForecastRunsOut is { } f ? $"{f} 月" : "", GrantTerms.WanText(r.EstimatedFen)));
            }
            return Done;
        }, year, estimate);
    }

    internal static Option<long> Id() => new("--id") { Description = "兑现编号（见清单）", Required = true };
    internal static Option<string> Needed(string name, string description) => new(name) { Description = description, Required = true };
    internal static Option<string?> Maybe(string name, string description) => new(name) { Description = description };

    internal static int Made(CommandSeat seat, Decision decision)
    {
        if (decision is Decision<long> { Allowed: true } made)
        {
            seat.Out.WriteLine(seat.Json ? JsonSerializer.Serialize(new { id = made.Value }) : $"编号 {made.Value}");
            return Done;
        }
        return Answer(seat, decision);
    }

    internal static int Answer(CommandSeat seat, Decision decision)
    {
        foreach (var unmet in decision.Unmet)
        {
            seat.Error.WriteLine(unmet.Message);
        }
        return decision.Allowed ? Done : Refused;
    }

    private static int Json<T>(CommandSeat seat, T answer)
    {
        seat.Out.WriteLine(JsonSerializer.Serialize(answer, GrantListJson.Options));
        return Done;
    }
}
