using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Arbitration;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Arbitration;

/// <summary>A case from its finding to the last word about it.</summary>
public class ClaimCaseTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Find_TwoCountiesWithOneProject_OpensACaseOnce(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var dispute = await Dispute.MakeAsync(store);

        var claim = await dispute.CaseAsync();
        Assert.Equal((ClaimState.Claiming, Some.Dezhou, ClaimOrigin.Found), (claim.State, claim.ArbiterUnitId, claim.Origin));
        Assert.Contains(ClaimReason.SameCode, claim.ReasonList);
        Assert.Equal(new ClaimsFound(1, 0, 0, 0, 0), await store.Get<RecordDoubleClaims>().RunAsync(null, null, default));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Rule_SplitsTheCreditEndsTheOtherRecordAndIsNotRaisedAgain(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var dispute = await Dispute.MakeAsync(store);
        await dispute.ClaimAsync();

        Assert.Empty((await dispute.RuleAsync(Dispute.City, new("1", "1", "50", "2026-12", "2031-11"))).Unmet);

        Assert.Equal(ClaimState.Ruled, (await dispute.CaseAsync()).State);
        Assert.Equal(ProjectStatus.Terminated, (await Some.ReadAsync(store, dispute.Two.Id)).Status);
        Assert.Equal([(Some.Linyi, 10_000, "1949-01", "2026-11"), (Some.Linyi, 5_000, "2026-12", "2031-11"), (Some.Laoling, 5_000, "2026-12", "2031-11"), (Some.Linyi, 10_000, "2031-12", null)],
            await dispute.SharesAsync(dispute.One.Id));
        Assert.Equal("claim.moved", (await dispute.RuleAsync(Dispute.City)).Unmet[0].Code);
        Assert.Equal(0, (await store.Get<RecordDoubleClaims>().RunAsync(null, null, default)).Opened);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Rule_ForTheOtherUnitButThisRecord_HandsTheRecordOver(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var dispute = await Dispute.MakeAsync(store);
        await dispute.ClaimAsync();

        Assert.Empty((await dispute.RuleAsync(Dispute.City, new("2", "1", "30", "2026-12"))).Unmet);

        Assert.Equal(Some.Laoling, (await Some.ReadAsync(store, dispute.One.Id)).OwnerUnitId);
        Assert.Contains((Some.Linyi, 3_000, "2026-12", null), await dispute.SharesAsync(dispute.One.Id));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Rule_Different_LeavesBothAndThePairIsNeverRaisedAgain(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var dispute = await Dispute.MakeAsync(store);
        await dispute.ClaimAsync();

        Assert.Empty((await dispute.RuleAsync(Dispute.City, new("different"), "一期在临邑，二期在乐陵")).Unmet);

        Assert.Equal(ProjectStatus.Active, (await Some.ReadAsync(store, dispute.Two.Id)).Status);
        Assert.Empty(await dispute.SharesAsync(dispute.One.Id));
        Assert.Equal("claim.known", (await store.Get<RaiseClaim>().RunAsync(Dispute.Linyi, new($"{dispute.One.Id}", "乐陵市", "还是同一个"), default)).Unmet.Single().Code);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Rule_OnlyByAPersonAboveBothWhoIsPartOfNeither(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var dispute = await Dispute.MakeAsync(store);
        Assert.Equal("claim.too-early", (await dispute.RuleAsync(Dispute.City)).Unmet[0].Code);
        await dispute.ClaimAsync();
        await store.Get<AddUser>().RunAsync(TestStore.Viewer, new("shi", "施", "临邑县", [Role.Reporter]), default);

        Assert.Equal("claim.not-arbiter", (await dispute.RuleAsync(Dispute.Linyi)).Unmet[0].Code);
        Assert.Equal("claim.not-found", (await dispute.RuleAsync(Dispute.Stranger)).Unmet[0].Code);
        Assert.Equal("claim.member", (await dispute.RuleAsync(Dispute.City)).Unmet[0].Code);
        await Assert.ThrowsAsync<RightMissingException>(() => dispute.RuleAsync(Dispute.City with { ActorId = "user:x", Rights = Rights.See | Rights.Report }));
        Assert.Equal(["claim.outcome", "claim.reason"], (await dispute.RuleAsync(Dispute.Province, new(null), "")).Unmet.Select(u => u.Code));
        Assert.Empty((await dispute.RuleAsync(Dispute.Province)).Unmet);
    }

    [Fact]
    public async Task Rule_ByWhoeverRaisedItOrSpokeForASide_IsRefused()
    {
        await using var store = await TestStore.NewAsync();
        var dispute = await Dispute.MakeAsync(store);
        await dispute.ClaimAsync();

        Assert.Equal("claim.own-case", (await dispute.RuleAsync(Dispute.City with { ActorId = "user:wang" })).Unmet[0].Code);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Appeal_OnceByASide_IsDecidedByAHigherUnitAndTakesThePlaceOfTheRuling(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var dispute = await Dispute.MakeAsync(store);
        await dispute.ClaimAsync();
        Assert.Empty((await dispute.RuleAsync(Dispute.City, new("1", "1", "50", "2026-12", "2031-11"))).Unmet);
        var appeal = store.Get<AppealClaim>();

        Assert.Equal("claim.not-party", (await appeal.RunAsync(Dispute.City, dispute.Id, "不服", default)).Unmet[0].Code);
        Assert.Empty((await appeal.RunAsync(Dispute.Laoling, dispute.Id, "首签在我市", default)).Unmet);
        Assert.Equal("claim.not-arbiter", (await dispute.RuleAsync(Dispute.City with { ActorId = "user:other" })).Unmet[0].Code);
        Assert.Empty((await dispute.RuleAsync(Dispute.Province, new("2", "2", null, "2026-12"), "首签在乐陵市")).Unmet);

        Assert.Equal(ProjectStatus.Active, (await Some.ReadAsync(store, dispute.Two.Id)).Status);
        Assert.Equal(ProjectStatus.Terminated, (await Some.ReadAsync(store, dispute.One.Id)).Status);
        Assert.Equal("claim.appealed", (await appeal.RunAsync(Dispute.Linyi, dispute.Id, "再议", default)).Unmet[0].Code);
        Assert.Equal(2, (await dispute.ViewAsync(Dispute.City))!.Rulings.Count);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Settle_BothSidesAgree_ClosesWithoutARuling(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var dispute = await Dispute.MakeAsync(store);
        var settle = store.Get<SettleClaim>();

        Assert.Empty((await settle.ProposeAsync(Dispute.Linyi, dispute.Id, new("1", "1", "40"), default)).Unmet);
        Assert.Equal("claim.own-proposal", (await settle.AnswerAsync(Dispute.Linyi, dispute.Id, true, default)).Unmet[0].Code);
        Assert.Equal("claim.not-party", (await settle.AnswerAsync(Dispute.City, dispute.Id, true, default)).Unmet[0].Code);
        Assert.Empty((await settle.AnswerAsync(Dispute.Laoling, dispute.Id, true, default)).Unmet);

        Assert.Equal(ClaimState.Agreed, (await dispute.CaseAsync()).State);
        Assert.Contains(await dispute.SharesAsync(dispute.One.Id), s => s is (Some.Laoling, 4_000, _, null));
        Assert.Equal(ProjectStatus.Terminated, (await Some.ReadAsync(store, dispute.Two.Id)).Status);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Silence_PastTheDeadlineIsRecorded_AndTheRulingIsDue(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var dispute = await Dispute.MakeAsync(store);
        Assert.Empty((await store.Get<AnswerClaim>().RunAsync(Dispute.Linyi, dispute.Id, false, "我县先报", default)).Unmet);
        await store.Get<Yinfeng.Persistence.Writer>().RunAsync(TestStore.Viewer, Rights.None, async work =>
        {
            (await work.Db.Set<ClaimCase>().SingleAsync()).ClaimUntil = new DateOnly(2020, 1, 1);
            work.Audit("test.seed", "", new { });
            return 0;
        }, default);

        Assert.Equal(1, (await store.Get<RecordDoubleClaims>().RunAsync(null, null, default)).Settled);

        Assert.Equal(ClaimState.Awaiting, (await dispute.CaseAsync()).State);
        Assert.Equal([ClaimAnswer.Claimed, ClaimAnswer.Silent], (await dispute.ViewAsync(Dispute.City))!.Sides.Select(s => s.Answer!.Value));
        Assert.Equal("claim.too-late", (await store.Get<AnswerClaim>().RunAsync(Dispute.Laoling, dispute.Id, false, "我市先签", default)).Unmet[0].Code);
    }

    [Fact]
    public async Task Draft_ComesBackToItsPersonAndToNobodyElse_UntilTheClaimIsStated()
    {
        await using var store = await TestStore.NewAsync();
        var dispute = await Dispute.MakeAsync(store);
        var answer = store.Get<AnswerClaim>();

        Assert.True((await answer.KeepAsync(Dispute.Linyi, dispute.Id, new Dictionary<string, string> { ["statement"] = "写到一半" }, default)).Allowed);

        Assert.Equal("写到一半", (await dispute.ViewAsync(Dispute.Linyi))!.Draft["statement"]);
        Assert.Empty((await dispute.ViewAsync(Dispute.Laoling))!.Draft);
        Assert.Empty((await answer.RunAsync(Dispute.Linyi, dispute.Id, false, "写完了", default)).Unmet);
        Assert.Empty((await dispute.ViewAsync(Dispute.Linyi))!.Draft);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Rule_AThousandAtOnce_ExactlyOneTakesEffect(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var dispute = await Dispute.MakeAsync(store);
        await dispute.ClaimAsync();

        var decisions = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(i => Task.Run(() =>
            dispute.RuleAsync(Dispute.City with { ActorId = $"user:shi{i}" }, new(i % 2 == 0 ? "1" : "2", null, "50", "2026-12")))));

        Assert.Equal(1, decisions.Count(d => d.Allowed));
        Assert.All(decisions.Where(d => !d.Allowed), d => Assert.Equal("claim.moved", d.Unmet[0].Code));
        await using var db = store.Database.OpenRead();
        Assert.Equal(1, await db.Set<ClaimRuling>().CountAsync());
        Assert.Equal(1, await db.Set<AuditEntry>().CountAsync(e => e.Action == "claim.rule"));
        Assert.Equal(1, await db.Set<Project>().CountAsync(p => p.Status == ProjectStatus.Terminated));
    }
}
