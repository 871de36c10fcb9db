using Yinfeng.Access;
using Yinfeng.Chains;
using Yinfeng.Kernel;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Chains;

/// <summary>An office draws its own version of a chain: kept, put in force from a day on, withdrawn; and what it does with the chain.</summary>
public class ChainVersionTests
{
    private const string Food = "food-grain";
    private static readonly Viewer City = Some.User("li", Some.Dezhou), Elsewhere = Some.User("zhao", 140800);
    private static readonly DateOnly First = new(2026, 6, 1);

    [Fact]
    public void A_chain_is_written_as_it_is_read()
    {
        var check = new ChainCheck();
        foreach (var chain in ChainTemplates.Load())
        {
            var text = ChainText.Write(chain);
            var (read, errors) = check.Read(text);
            Assert.Empty(errors);
            Assert.Equal(text, ChainText.Write(read!));
            Assert.Equal(chain.Links, read!.Links);
        }
        var odd = new Chain("odd", "甲: 乙", First, "专家", "# 说明", [new("a", "- 甲", ChainLayer.Upstream, [], ["[词]", "true"], [], [], [new("水", 0.5m, 1, "万吨/亿元产值", "专家")], "“据”")], []);
        Assert.Equal(ChainText.Write(odd), ChainText.Write(check.Read(ChainText.Write(odd)).Chain!));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task AVersion_HoldsFromItsDayOn_ForTheOfficeAndBelow_AndThoseBeforeStay(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var (save, decide) = (store.Get<SaveChain>(), store.Get<DecideChain>());
        var template = store.Get<ChainShelf>().Templates.First(c => c.Id == Food);
        var text = ChainText.Write(template with { Name = "膳食纤维链", From = First });

        var kept = await save.DraftAsync(City, Some.Dezhou, Food, text, null, default);
        Assert.True(kept.Allowed, string.Join("\n", kept.Unmet));
        Assert.Equal(kept.Value, (await save.DraftAsync(City, Some.Dezhou, Food, text, null, default)).Value);
        Assert.Equal(["chain.why"], (await decide.PutInForceAsync(City, kept.Value, null, default)).Unmet.Select(u => u.Code));
        await save.DraftAsync(City, Some.Dezhou, Food, text, "市里调整", default);
        Assert.Equal(["chain.not-found"], (await decide.PutInForceAsync(Elsewhere, kept.Value, null, default)).Unmet.Select(u => u.Code));
        Assert.Equal(["chain.stale"], (await decide.PutInForceAsync(City, kept.Value, 1, default)).Unmet.Select(u => u.Code));
        Assert.Equal(template.Name, await NameAsync(store, First));
        Assert.True((await decide.PutInForceAsync(City, kept.Value, null, default)).Allowed);

        Assert.Equal("膳食纤维链", await NameAsync(store, First));
        Assert.Equal("膳食纤维链", await NameAsync(store, First, 371424));
        Assert.Equal(template.Name, await NameAsync(store, First.AddDays(-1)));
        Assert.Equal(template.Name, await NameAsync(store, First, 140800));

        var second = await save.DraftAsync(City, Some.Dezhou, Food, text, "再改", default);
        Assert.Equal(["chain.from"], (await decide.PutInForceAsync(City, second.Value, null, default)).Unmet.Select(u => u.Code));
        await save.DraftAsync(City, Some.Dezhou, Food, text.Replace("膳食纤维链", "深加工链", StringComparison.Ordinal).Replace("2026-06-01", "2026-09-01", StringComparison.Ordinal), "再改", default);
        Assert.True((await decide.PutInForceAsync(City, second.Value, null, default)).Allowed);
        Assert.Equal("深加工链", await NameAsync(store, new DateOnly(2026, 9, 1)));
        Assert.Equal("膳食纤维链", await NameAsync(store, new DateOnly(2026, 8, 31)));

        Assert.Equal(["chain.reason"], (await decide.WithdrawAsync(City, second.Value, " ", default)).Unmet.Select(u => u.Code));
        Assert.True((await decide.WithdrawAsync(City, second.Value, "改错了", default)).Allowed);
        Assert.Equal("膳食纤维链", await NameAsync(store, new DateOnly(2026, 9, 1)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_somebody_saved_meanwhile_is_not_overwritten_unknowingly(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var save = store.Get<SaveChain>();
        const string Text = "- 产业链: own-chain\n- 环节: a\n";

        // Both open the page before there is a draft.
        var first = await save.DraftAsync(City, Some.Dezhou, "own-chain", Text, null, default, seen: 0);
        Assert.True(first.Allowed);
        Assert.Equal("chain.newer", Assert.Single((await save.DraftAsync(City, Some.Dezhou, "own-chain", "别的", null, default, seen: 0)).Unmet).Code);
        Assert.Equal("chain.newer", Assert.Single((await save.DiscardAsync(City, first.Value, default, seen: 2)).Unmet).Code);

        Assert.True((await save.DraftAsync(City, Some.Dezhou, "own-chain", "看过以后", null, default, seen: 1)).Allowed);
        Assert.True((await save.DiscardAsync(City, first.Value, default, seen: 2)).Allowed);
        Assert.Equal("chain.newer", Assert.Single((await save.DraftAsync(City, Some.Dezhou, "own-chain", Text, null, default, seen: 2)).Unmet).Code);
    }

    [Fact]
    public async Task ADraft_MayHoldMistakes_ButIsNotPutInForceWithThem()
    {
        await using var store = await TestStore.NewAsync();
        var (save, decide) = (store.Get<SaveChain>(), store.Get<DecideChain>());
        var kept = await save.DraftAsync(City, Some.Dezhou, "own-chain", "- 产业链: own-chain\n- 环节: a\n", "试", default);
        Assert.True(kept.Allowed);
        var put = await decide.PutInForceAsync(City, kept.Value, null, default);
        Assert.Contains(put.Unmet, u => u.Code == "chain.text" && u.Message.StartsWith("第 ", StringComparison.Ordinal));
        Assert.Equal(["chain.unit"], (await save.DraftAsync(Elsewhere, Some.Dezhou, "own-chain", "", null, default)).Unmet.Select(u => u.Code));
        Assert.Equal(["chain.id"], (await save.DraftAsync(City, Some.Dezhou, "new", "", null, default)).Unmet.Select(u => u.Code));
        await Assert.ThrowsAsync<RightMissingException>(() => save.DraftAsync(City with { Rights = Rights.See }, Some.Dezhou, "own-chain", "", null, default));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Tasks_Chiefs_AndTargets_BelongToAUnit_AndChiefsToADay(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var (task, charge, target, chains) = (store.Get<SetChainTask>(), store.Get<SetChainCharge>(), store.Get<SetChainTarget>(), store.Get<ChainQueries>());
        Assert.True((await task.RunAsync(City, Some.Dezhou, Food, "dietary-fiber", new(ChainTaskKind.Strengthen, "扩产", "市工信局", First), default)).Allowed);
        Assert.Equal(["chain.node"], (await task.RunAsync(City, Some.Dezhou, Food, "nowhere", new(ChainTaskKind.Fill, null, null, null), default)).Unmet.Select(u => u.Code));
        Assert.Equal(["chain.unit"], (await task.RunAsync(Elsewhere, Some.Dezhou, Food, "dietary-fiber", new(ChainTaskKind.Fill, null, null, null), default)).Unmet.Select(u => u.Code));
        Assert.True((await charge.RunAsync(City, Some.Dezhou, Food, new(new DateOnly(2025, 1, 1), "副市长甲", "市工信局", "要点"), default)).Allowed);
        Assert.True((await charge.RunAsync(City, Some.Dezhou, Food, new(new DateOnly(2026, 1, 1), "副市长乙", "市农业农村局", null), default)).Allowed);
        Assert.Equal(["chain-charge.from", "chain-charge.chief", "chain-charge.office"],
            (await charge.RunAsync(City, Some.Dezhou, Food, new(null, " ", null, null), default)).Unmet.Select(u => u.Code));
        Assert.True((await target.RunAsync(City, Some.Dezhou, Food, 2026, 12, 30.5m, default)).Allowed);

        var unit = (await chains.UnitAsync(City, null, default))!;
        var now = (await chains.ViewAsync(City, Food, new ChainAsk(On: new DateOnly(2026, 2, 1)), unit, default))!;
        Assert.Equal(ChainTaskKind.Strengthen, Assert.Single(now.Nodes, n => n.Task is not null).Task!.Kind);
        Assert.Equal(("副市长乙", 12, 3_050_000_000_00), (now.Charge!.Chief, now.Year.Target!.Projects, now.Year.Target.InvestmentFen));
        Assert.Equal("副市长甲", (await chains.ViewAsync(City, Food, new ChainAsk(On: new DateOnly(2025, 2, 1)), unit, default))!.Charge!.Chief);
        Assert.Equal(["dietary-fiber"], (await chains.ViewAsync(City, Food, new ChainAsk(Task: ChainTaskKind.Strengthen), unit, default))!.Shown.Select(n => n.Node.Id));
        var neighbour = (await chains.UnitAsync(Elsewhere, null, default))!;
        Assert.Null((await chains.ViewAsync(Elsewhere, Food, new ChainAsk(), neighbour, default))!.Charge);
        Assert.Null(await chains.UnitAsync(Elsewhere, "371400", default));
    }

    private static async Task<string> NameAsync(TestStore store, DateOnly on, long unit = Some.Dezhou) =>
        (await store.Get<ChainShelf>().FindAsync(TestStore.Viewer, Food, unit, on, default))!.Name;
}
