using Yinfeng.Access;
using Yinfeng.Grants;
using Yinfeng.Kernel;
using Yinfeng.Shell;
using Yinfeng.Tests.Conditions;
using static Yinfeng.Tests.Grants.GrantSite;

namespace Yinfeng.Tests.Grants;

/// <summary>A grant from the application to the last instalment, and back.</summary>
public sealed class GrantLifeTests
{
    private const long Wan = Money.FenPerWan;

    [Theory, OnSqlite, OnPostgres]
    public async Task Grant_IsAppliedVerifiedApprovedPaidAndClaimedBack(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var site = new GrantSite(store);
        var id = await site.ApplyAsync();
        var view = await site.ViewAsync(id);
        Assert.Equal((1000 * Wan, 1000 * Wan, GrantState.Submitted, 0), (view.Grant.ComputedFen, view.Grant.AskedFen, view.Grant.State,
            view.Grant.Year));
        Assert.Contains(view.Reason.Steps, s => s.Text.Contains("实际投资", StringComparison.Ordinal));
        Assert.Contains("实际投资", view.Facts.Select(f => f.Name));

        Assert.Equal(Enumerable.Repeat("grant.fact-unproved", view.Facts.Count),
            Codes(await store.Get<VerifyGrant>().RunAsync(Checker, id, null, new Dictionary<string, long>(), null, default)));
        Assert.Equal(["grant.state"], Codes(await site.ApproveAsync(id)));
        Assert.Empty((await site.VerifyAsync(id)).Unmet);
        Assert.Equal(["grant.plan-sum"],
            Codes(await site.ApproveAsync(id, facts: new ApprovalFacts("800", [new(Day(0), "300"), new(Day(40), "400")]))));
        Assert.Equal(["grant.above"], Codes(await site.ApproveAsync(id, facts: new ApprovalFacts("1000.5"))));
        Assert.Empty((await site.ApproveAsync(id, facts: new ApprovalFacts("800", [new(Day(0), "300"), new(Day(40), "500")]))).Unmet);

        var receipt = await site.FileAsync(id, "回单");
        Assert.Equal(["grant.pay.own"], Codes(await site.PayAsync(id, 1, "记-1", receipt, Chief with { Rights = Some.Business })));
        Assert.Equal(["grant.receipt"], Codes(await site.PayAsync(id, 1, "记-1", 5)));
        Assert.Empty((await site.PayAsync(id, 1, "记-1", receipt)).Unmet);
        Assert.Empty((await site.PayAsync(id, 1, "记-1", receipt)).Unmet); // The same payment told twice.
        Assert.Equal(["grant.part-paid"], Codes(await site.PayAsync(id, 1, "记-2", receipt)));
        Assert.Equal(["grant.voucher-used"], Codes(await site.PayAsync(id, 2, "记-1", receipt)));
        Assert.Equal((300 * Wan, GrantState.Paying), ((await site.ViewAsync(id)).Grant.PaidFen, (await site.ViewAsync(id)).Grant.State));

        var claim = store.Get<ClaimBack>();
        Assert.Equal(["clawback.above"], Codes(await claim.DecideAsync(Chief, id, new ClawbackFacts("301", "第九条", "迁出本市", Day(60)),
            default)));
        Assert.Empty((await claim.DecideAsync(Chief, id, new ClawbackFacts("200", "第九条", "迁出本市", Day(60)), default)).Unmet);
        Assert.Equal(["grant.part-stopped", "grant.pay-clawback"], Codes(await site.PayAsync(id, 2, "记-3", receipt)));
        Assert.Equal(["clawback.too-much"], Codes(await claim.RepayAsync(Cashier, id, "201", Day(0), "收-1", default)));
        Assert.Empty((await claim.RepayAsync(Cashier, id, "120", Day(0), "收-1", default)).Unmet);
        Assert.Empty((await claim.RepayAsync(Cashier, id, "120", Day(0), "收-1", default)).Unmet);
        Assert.Empty((await claim.RepayAsync(Cashier, id, "80", Day(0), "收-2", default)).Unmet);

        view = await site.ViewAsync(id);
        Assert.Equal((100 * Wan, 0L, true), (view.Grant.NetFen, view.Grant.OwedBackFen, view.OpenClawback is null));
        Assert.Equal([GrantAct.Applied, GrantAct.Verified, GrantAct.Approved, GrantAct.Paid, GrantAct.ClaimedBack, GrantAct.Repaid,
            GrantAct.Repaid], view.Steps.Select(s => s.Act));
        Assert.Equal((800 * Wan, 300 * Wan, 200 * Wan), await Sums(store));
    }

    private static async Task<(long Approved, long Paid, long Repaid)> Sums(TestStore store)
    {
        var list = await store.Get<GrantQueries>().ListAsync(City, new GrantFilter(), default);
        return (list.ApprovedFen, list.PaidFen, list.RepaidFen);
    }

    [Fact]
    public async Task Application_ThatCannotStand_IsToldEverythingAtOnce()
    {
        await using var store = await TestStore.NewAsync();
        var site = new GrantSite(store);
        var apply = store.Get<ApplyGrant>();

        Assert.Equal(["grant.name", "grant.code", "grant.unit", "grant.not-entitled"],
            Codes(await apply.RunAsync(Clerk, Facts("91350100M000100Y4Z", "9000万元") with { Name = " ", Unit = "乐陵市" }, default)));
        Assert.Equal(["grant.facts-missing"], Codes(await apply.RunAsync(Clerk, Facts() with { Facts = "注册地：德州市临邑县\n产业：省十强产业\n项目类型：招商项目" },
            default)));
        Assert.Equal(["grant.above"], Codes(await apply.RunAsync(Clerk, Facts() with { AskedWan = "1200" }, default)));
        Assert.Equal(["grant.policy"], Codes(await apply.RunAsync(Clerk, Facts() with { Article = "没有" }, default)));
        var id = await site.ApplyAsync(Facts() with { AskedWan = "1200", CaseReason = "市政府专题会议纪要〔2026〕3号" });
        Assert.Equal(1200 * Wan, (await site.ViewAsync(id)).Grant.AskedFen);
        Assert.Equal(1, await site.CountAsync<Grant>(g => g));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Returned_IsPutRightAndAppliedAgain_AndEveryStepTakesAnotherPerson(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var site = new GrantSite(store);
        var all = Clerk with { Rights = Some.Business };
        var id = await site.ApplyAsync(by: all);
        Assert.Equal(["grant.verify.own"], Codes(await site.VerifyAsync(id, all)));
        await Assert.ThrowsAsync<RightMissingException>(() => site.ApproveAsync(id, Clerk));
        var turn = store.Get<TurnGrant>();
        Assert.Equal(["grant.reason"], Codes(await turn.ReturnAsync(Checker, id, " ", default)));
        Assert.Empty((await turn.ReturnAsync(Checker, id, "实际投资与验资报告不符", default)).Unmet);
        Assert.Contains(await DeskAsync(store, Clerk), i => i.Title.Contains("被退回", StringComparison.Ordinal));

        Assert.Empty((await store.Get<ApplyGrant>().AgainAsync(Clerk, id, null, Facts(invested: "1.5亿元"), default)).Unmet);
        var view = await site.ViewAsync(id);
        Assert.Equal((750 * Wan, GrantState.Submitted, "user:clerk"), (view.Grant.AskedFen, view.Grant.State, view.Grant.AppliedBy));
        Assert.Equal(750 * Wan, view.Plan.Sum(p => p.Fen));
        var checker = Checker with { Rights = Some.Business };
        Assert.Empty((await site.VerifyAsync(id, checker)).Unmet);
        Assert.Equal(["grant.approve.own"], Codes(await site.ApproveAsync(id, checker)));
        Assert.Contains(await DeskAsync(store, Chief), i => i.Title.StartsWith("兑现待审批", StringComparison.Ordinal));
        Assert.Equal(Rights.Approve, Assert.Single(await store.GetAll<IDeskSource>().OfType<GrantDesk>().Single()
            .PendingAsync(City, null, default)).Needs);
        Assert.Empty((await turn.SendBackAsync(Chief, id, "补会议纪要", default)).Unmet);
        Assert.Empty((await turn.WithdrawAsync(Clerk, id, "企业放弃", default)).Unmet);
        Assert.NotEqual(id, await site.ApplyAsync()); // What was withdrawn does not stand in the way.
    }

    private static Task<IReadOnlyList<DeskItem>> DeskAsync(TestStore store, Viewer viewer) =>
        store.GetAll<IDeskSource>().OfType<GrantDesk>().Single().ItemsAsync(viewer, Today, default);

    [Fact]
    public async Task Instalments_AreMovedByWhoApproves_AndDueOnesLieOnTheCashiersDesk()
    {
        await using var store = await TestStore.NewAsync();
        var site = new GrantSite(store);
        var id = await site.ApprovedAsync(400, 600);
        var receipt = await site.FileAsync(id);
        Assert.Empty((await site.PayAsync(id, 1, "记-1", receipt)).Unmet);
        var plan = store.Get<PlanGrant>();
        Assert.Equal(["grant.plan-sum"], Codes(await plan.RunAsync(Chief, id, null, [new(Day(10), "500")], "资金调度", default)));
        Assert.Empty((await plan.RunAsync(Chief, id, null, [new(Day(10), "500"), new(Day(400), "100")], "资金调度", default)).Unmet);
        Assert.Equal([(1, 400), (2, 500), (3, 100)], (await site.ViewAsync(id)).Plan.Select(p => (p.Position, (int)(p.Fen / Wan))));
        Assert.Single(await DeskAsync(store, Cashier), i => i.Title.Contains("第 2 期待拨付", StringComparison.Ordinal));
        Assert.Empty(await DeskAsync(store, Neighbour));
    }
}
