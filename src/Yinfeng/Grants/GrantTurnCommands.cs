using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Shell;
using static Yinfeng.Grants.GrantCommands;

namespace Yinfeng.Grants;

/// <summary>`yinfeng grant return|send-back|refuse|withdraw|plan|repay|close-clawback|set-budget`.</summary>
internal static class GrantTurnCommands
{
    private delegate Task<Decision> Turning(Viewer viewer, long id, string? reason, CancellationToken ct);

    public static IEnumerable<Command> Of(ICommandMaker maker) =>
    [
        Turn(maker, "return", Rights.Verify, "核实的人退回补正", s => s.GetRequiredService<TurnGrant>().ReturnAsync),
        Turn(maker, "send-back", Rights.Approve, "审批的人退回补正", s => s.GetRequiredService<TurnGrant>().SendBackAsync),
        Turn(maker, "refuse", Rights.Approve, "不予兑现", s => s.GetRequiredService<TurnGrant>().RefuseAsync),
        Turn(maker, "withdraw", Rights.Report, "申报人撤回", s => s.GetRequiredService<TurnGrant>().WithdrawAsync),
        Turn(maker, "close-clawback", Rights.Approve, "没有退清就结束追回", s => s.GetRequiredService<ClaimBack>().CloseAsync),
        Plan(maker), Repay(maker), SetBudget(maker),
    ];

    private static Command Turn(ICommandMaker maker, string name, Rights right, string description, Func<IServiceProvider, Turning> turning)
    {
        var (id, reason) = (Id(), Needed("--reason", "理由，申报人会看到"));
        return maker.Make(name, right, description, async (parsed, seat, ct) =>
            Answer(seat, await turning(seat.Services)(seat.Viewer, parsed.GetValue(id), parsed.GetValue(reason), ct)), id, reason);
    }

    private static Command Plan(ICommandMaker maker)
    {
        var (id, reason) = (Id(), Needed("--reason", "为什么改"));
        var parts = new Option<string[]>("--part") { Description = "到期日=万元，一期一次，如 2027-06-30=50", Required = true, AllowMultipleArgumentsPerToken = true };
        return maker.Make("plan", Rights.Approve, "重排未拨的分期", async (parsed, seat, ct) =>
        {
            var typed = new List<PartFacts>();
            foreach (var part in parsed.GetValue(parts) ?? [])
            {
                if (part.Split('=', 2) is not [var due, var wan])
                {
                    seat.Error.WriteLine($"--part {part} 读不出来。请写成“2027-06-30=50”。");
                    return WrongUsage;
                }
                typed.Add(new(due, wan));
            }
            return Answer(seat, await seat.Services.GetRequiredService<PlanGrant>().RunAsync(seat.Viewer, parsed.GetValue(id), null, typed, parsed.GetValue(reason), ct));
        }, id, parts, reason);
    }

    private static Command Repay(ICommandMaker maker)
    {
        var (id, wan, on, voucher) = (Id(), Needed("--wan", "退回金额（万元）"), Needed("--on", "退回日期"), Needed("--voucher", "凭证号；同一个凭证只记一次"));
        return maker.Make("repay", Rights.Report, "记企业退回的钱", async (parsed, seat, ct) =>
            Answer(seat, await seat.Services.GetRequiredService<ClaimBack>().RepayAsync(seat.Viewer, parsed.GetValue(id), parsed.GetValue(wan), parsed.GetValue(on),
                parsed.GetValue(voucher), ct)), id, wan, on, voucher);
    }

    private static Command SetBudget(ICommandMaker maker)
    {
        var (policy, year, wan) = (Needed("--policy", "政策编号"), Needed("--year", "年度"), Needed("--wan", "预算（万元）"));
        var (document, unit) = (Needed("--document", "依据的文件"), Maybe("--unit", "单位；缺省为自己的单位"));
        return maker.Make("set-budget", Rights.Approve, "一项政策一年的预算，新的一版", async (parsed, seat, ct) =>
            Made(seat, await seat.Services.GetRequiredService<SaveBudget>().RunAsync(seat.Viewer, new BudgetFacts(parsed.GetValue(policy), parsed.GetValue(year),
                parsed.GetValue(wan), parsed.GetValue(document), parsed.GetValue(unit)), ct)), policy, year, wan, document, unit);
    }
}
