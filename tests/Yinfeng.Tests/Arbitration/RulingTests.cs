using Yinfeng.Arbitration;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Tests.Closing;

namespace Yinfeng.Tests.Arbitration;

/// <summary>What a ruling says and does beside the case itself.</summary>
public class RulingTests
{
    [Fact]
    public async Task Document_OfOneReader_HasTheSameBytesEachTime_AndNamesPartiesReasonAndAppeal()
    {
        await using var store = await TestStore.NewAsync();
        var dispute = await Dispute.MakeAsync(store);
        await dispute.ClaimAsync();
        Assert.Empty((await dispute.RuleAsync(Dispute.City)).Unmet);
        var (first, second) = ((await dispute.ViewAsync(Dispute.City))!, (await dispute.ViewAsync(Dispute.City))!);

        Assert.Equal(RulingDocument.Write(first, first.Rulings[0]), RulingDocument.Write(second, second.Rulings[0]));

        var text = string.Join('\n', RulingDocument.Parts(first, first.Rulings[0]).SelectMany(p => p.Paragraphs.Prepend(p.Heading)));
        foreach (var word in new[] { "甲方：临邑县", "乙方：乐陵市", "我县先报", "临邑县首报并持续跟进", "业绩临邑县占 50%、乐陵市占 50%", "申请复议一次" })
        {
            Assert.Contains(word, text, StringComparison.Ordinal);
        }
    }

    /// <summary>A settlement reaches into a closed month only with a reason, as every other write.</summary>
    [Fact]
    public async Task Settlement_IntoAClosedMonth_NeedsAReason()
    {
        var (store, project) = await ClosedStore.NewAsync();
        await using var _ = store;
        var twin = Some.Project(ProjectStage.Started, project.Name, Some.Laoling);
        twin.Investor = project.Investor;
        await Some.SaveAsync(store, twin);
        await ClosedStore.CloseAsync(store);
        await store.Get<RecordDoubleClaims>().RunAsync(null, null, default);
        var id = (await store.Get<ArbitrationQueries>().ListAsync(TestStore.Viewer, new ClaimFilter(), default)).Rows.Single().Id;
        var settle = store.Get<SettleClaim>();
        Assert.Empty((await settle.ProposeAsync(Dispute.Linyi, id, new("1", "1", "40", "2023-02"), default)).Unmet);

        Assert.Equal("month.closed", (await settle.AnswerAsync(Dispute.Laoling, id, true, default)).Unmet[0].Code);
        Assert.Empty(await ClosedStore.RowsAsync(store));
        Assert.Empty((await settle.AnswerAsync(Dispute.Laoling with { Restating = ClosedStore.Reason }, id, true, default)).Unmet);
        Assert.NotEmpty(await ClosedStore.RowsAsync(store));
    }

    [Fact]
    public async Task Above_IsTheNearestUnitOverBoth_AndNeitherOfThem()
    {
        await using var store = await TestStore.NewAsync();
        var tree = await store.Get<Yinfeng.Units.UnitDirectory>().TodayAsync(default);

        Assert.Equal(Some.Dezhou, DoubleClaims.Above(tree, Some.Linyi, Some.Laoling));
        Assert.Equal(370000, DoubleClaims.Above(tree, Some.Linyi, Some.Dezhou));
        Assert.Equal(Yinfeng.Units.UnitTree.NationId, DoubleClaims.Above(tree, Some.Linyi, 110105));
        Assert.Null(DoubleClaims.Above(tree, Some.Linyi, Yinfeng.Units.UnitTree.NationId));
    }

    [Theory]
    [InlineData("年产5万吨膳食纤维项目一期", "年产5万吨膳食纤维项目二期", "同一企业的不同期次或标段")]
    [InlineData("膳食纤维项目", "膳食纤维项目", null)]
    public void Phases_AreExplainedAndNotRaised(string one, string two, string? explanation)
    {
        var limits = ArbitrationRules.Load().On(new DateOnly(2026, 1, 1));
        var (a, b) = (Of(1, one, Some.Linyi, []), Of(2, two, Some.Laoling, []));

        Assert.Equal(explanation, DoubleClaims.Pair(a, b, limits.Weights).Likeness.Explanation);
        Assert.Equal(explanation is null ? 1 : 0, DoubleClaims.All(new MatterSet([a, b]), limits).Count);
        Assert.Equal("两个单位之间已有分成或移交", DoubleClaims.Pair(Of(1, one, Some.Linyi, [Some.Laoling]), b, limits.Weights).Likeness.Explanation);
    }

    [Fact]
    public void Advice_NamesWhoReportedFirstWhoSignedFirstAndTheUsualSplit()
    {
        var limits = ArbitrationRules.Load().On(new DateOnly(2026, 1, 1));
        SideView Side(int side, string unit, string first, string signed) => new(side, unit, "项目", true, "/", null, null, null, null,
            [new("首报", $"{first} 李四"), new("首次签约", signed)], []);

        var advice = Advised.Of([Side(1, "临邑县", "2023-02-01", "2023-05-01"), Side(2, "乐陵市", "2023-03-01", "2023-04-01")], limits);

        Assert.StartsWith("首报：临邑县先报（2023-02-01，对方 2023-03-01）", advice[0], StringComparison.Ordinal);
        Assert.StartsWith("首签：乐陵市先签约（2023-04-01）", advice[1], StringComparison.Ordinal);
        Assert.Contains("50:50 分成 5 年", advice[^1], StringComparison.Ordinal);
        Assert.Equal([1, 3, 7, 14, 14], new long?[] { 10, 5, 1, 0, null }.Select(yi => limits.FollowUpDays(yi * Money.FenPerYi)));
    }

    private static Matter Of(long id, string name, long unit, IReadOnlyList<long> credit) => Matter.Of(new(MatterKind.Project, id), name, "首创生物科技有限公司", Dispute.Code, null, unit,
        null, unit, credit, ProjectStage.Signed, Confidentiality.Public, false, 5 * Money.FenPerYi, Some.Day("2023-03-08"), Some.Day("2023-02-01"));
}
