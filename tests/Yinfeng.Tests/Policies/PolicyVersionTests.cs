using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Desk;
using Yinfeng.Kernel;
using Yinfeng.Pending;
using Yinfeng.Policies;
using Yinfeng.Rules;
using Yinfeng.Shell;
using Yinfeng.Tests.Conditions;
using Yinfeng.Tests.Pending;

namespace Yinfeng.Tests.Policies;

/// <summary>A version is kept, handed in, put in force by a second person, asked from its day on, withdrawn.</summary>
public class PolicyVersionTests
{
    private const string Dezhou = "dezhou-2022-incentive";
    private static readonly Viewer Clerk = Some.User("li", Some.Dezhou), Chief = Some.User("wang", Some.Dezhou), Neighbour = Some.User("zhao", 140800);

    [Theory, OnSqlite, OnPostgres]
    public async Task ANewCap_AnswersFromItsDayOn_AndNotBefore(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var (save, decide) = (store.Get<SavePolicy>(), store.Get<DecidePolicy>());
        var typed = Lower(store, "2026-01-01");

        var submitted = await save.SubmitAsync(Clerk, Dezhou, typed, default);
        Assert.True(submitted.Allowed, string.Join("\n", submitted.Unmet));
        Assert.Equal(["policy.same-person"], (await decide.ApproveAsync(Clerk, submitted.Value, null, default)).Unmet.Select(u => u.Code));
        Assert.Equal(["policy.elsewhere"], (await decide.ApproveAsync(Neighbour, submitted.Value, null, default)).Unmet.Select(u => u.Code));
        Assert.Equal(5000, Award(store, "2026-03-01"));
        Assert.True((await decide.ApproveAsync(Chief, submitted.Value, null, default)).Allowed);

        Assert.Equal(3000, Award(store, "2026-03-01"));
        Assert.Equal(5000, Award(store, "2025-12-31"));
        Assert.Equal(["policy.decided"], (await decide.ApproveAsync(Chief, submitted.Value, null, default)).Unmet.Select(u => u.Code));
        var again = await save.SubmitAsync(Clerk, Dezhou, typed, default);
        Assert.Contains("policy.from", again.Unmet.Select(u => u.Code));

        Assert.Equal(["policy.reason"], (await decide.WithdrawAsync(Chief, submitted.Value, " ", default)).Unmet.Select(u => u.Code));
        Assert.True((await decide.WithdrawAsync(Chief, submitted.Value, "上级叫停", default)).Allowed);
        Assert.Equal(5000, Award(store, "2026-03-01"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task ADraft_KeepsAnything_AndWhatIsHandedInMustBeRight(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var save = store.Get<SavePolicy>();
        var broken = Lower(store, "明年") with { Yaml = "- 政策: [", Why = " " };

        var kept = await save.DraftAsync(Clerk, Dezhou, broken, default);
        Assert.True(kept.Allowed);
        Assert.Equal(broken.Yaml, (await store.Get<PolicyVersions>().DraftAsync(Clerk, Dezhou, default))!.Yaml);
        Assert.Null(await store.Get<PolicyVersions>().FindAsync(Chief, kept.Value, default)); // Nobody else's business.
        var refused = await save.SubmitAsync(Clerk, Dezhou, broken, default);
        Assert.Equal(["policy.why", "policy.from", "policy.rule"], refused.Unmet.Select(u => u.Code));

        var wrong = Lower(store, "2026-01-01") with { Cases = Case.Replace("30000000", "50000000", StringComparison.Ordinal) };
        var unmet = Assert.Single((await save.SubmitAsync(Clerk, Dezhou, wrong, default)).Unmet);
        Assert.Contains("new-cap", unmet.Message);
        Assert.Equal(kept.Value, (await save.SubmitAsync(Clerk, Dezhou, Lower(store, "2026-01-01"), default)).Value); // The same draft all the while.
        Assert.Equal(PolicyVersionState.Submitted, (await store.Get<PolicyVersions>().FindAsync(Chief, kept.Value, default))!.State);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task ANewPolicy_IsAskedOnceItIsInForce(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var typed = new PolicyVersionFacts(Lower(store, "").Yaml.Replace(Dezhou, "linyi-2026", StringComparison.Ordinal).Replace("简称: 德州激励", "简称: 临邑", StringComparison.Ordinal)
            .Replace("000_48795d536c9de6e6.txt", "linyi.txt", StringComparison.Ordinal), "", null, Case.Replace("000_48795d536c9de6e6.txt", "linyi.txt", StringComparison.Ordinal), "县里的新办法");

        var submitted = await store.Get<SavePolicy>().SubmitAsync(Clerk, null, typed, default);
        Assert.True(submitted.Allowed, string.Join("\n", submitted.Unmet));
        Assert.Null(store.Get<PolicyLibrary>().Find("linyi-2026", new DateOnly(2026, 5, 1)));
        Assert.True((await store.Get<DecidePolicy>().ApproveAsync(Chief, submitted.Value, null, default)).Allowed);

        Assert.Equal("linyi.txt", store.Get<PolicyLibrary>().Find("linyi-2026", new DateOnly(2026, 5, 1))!.Source);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task WhatIsHandedIn_StandsOnTheDesksOfThoseWhoMayDecide_UntilItIsDecided(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var (county, verifier) = (Some.User("zhang", Some.Linyi), Some.User("he", Some.Dezhou) with { Rights = Rights.See | Rights.Verify });
        await PendingTests.PersonAsync(store, "wang", "审批人王", Some.Dezhou, Role.Approver);
        await store.Get<SavePolicy>().DraftAsync(Clerk, Dezhou, Lower(store, "2026-01-01"), default);
        Assert.Empty(await DeskAsync(store, Clerk)); // A draft waits for nobody.

        var id = (await store.Get<SavePolicy>().SubmitAsync(Clerk, Dezhou, Lower(store, "2026-01-01"), default)).Value;
        Assert.Equal((DeskPart.Owed, $"/policies/versions/{id}"), (Assert.Single(await DeskAsync(store, Chief)).Part, Assert.Single(await DeskAsync(store, Chief)).Href));
        Assert.Equal(DeskPart.Waiting, Assert.Single(await DeskAsync(store, Clerk)).Part);
        foreach (var other in new[] { county, verifier, Neighbour })
        {
            Assert.Empty(await DeskAsync(store, other));
        }
        var row = Assert.Single((await PendingAsync(store, Clerk)).Rows);
        Assert.Equal((PendingKind.PolicyToApprove, "德州市", "审批人王"), (row.Matter.Kind, row.AtUnitName, Assert.Single(row.People)));
        Assert.Equal(row.Matter.Since.AddDays(10), row.Limit);
        Assert.StartsWith("政策版本待审定：现在在德州市（审定：审批人王）", row.Sentence, StringComparison.Ordinal);
        Assert.Equal((1, 0), ((await PendingAsync(store, county)).Total, (await PendingAsync(store, Neighbour)).Total));

        await store.Get<DecidePolicy>().ApproveAsync(Chief, id, null, default);
        Assert.Empty((await DeskAsync(store, Chief)).Concat(await DeskAsync(store, Clerk)));
        Assert.Equal(0, (await PendingAsync(store, Clerk)).Total);
    }

    [Fact]
    public async Task WhatComesFromAbove_LiesWithTheReadersCity()
    {
        await using var store = await TestStore.NewAsync();
        var typed = Lower(store, "2026-01-01");
        var province = typed with { Yaml = typed.Yaml.Replace("地区: 371400", "地区: 370000", StringComparison.Ordinal) };
        Assert.NotEqual(typed.Yaml, province.Yaml);
        Assert.Empty((await store.Get<SavePolicy>().SubmitAsync(Clerk, Dezhou, province, default)).Unmet);

        Assert.Equal(Some.Dezhou, Assert.Single((await PendingAsync(store, Some.User("zhang", Some.Linyi))).Rows).Matter.AtUnitId);
        Assert.Single(await DeskAsync(store, Chief));
        Assert.Empty(await DeskAsync(store, Some.User("zhang", Some.Linyi)));
    }

    [Theory, OnPostgres]
    public async Task AnotherServer_HearsOfIt(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await using var beside = await store.BesideAsync();
        var submitted = await store.Get<SavePolicy>().SubmitAsync(Clerk, Dezhou, Lower(store, "2026-01-01"), default);
        await store.Get<DecidePolicy>().ApproveAsync(Chief, submitted.Value, null, default);

        await beside.Get<Yinfeng.Persistence.ForeignChanges>().HearAsync(default);

        Assert.Equal(3000, Award(beside, "2026-03-01"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task TheDatabase_RefusesOnePersonForBoth(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var writer = store.Get<Yinfeng.Persistence.Writer>();

        await Assert.ThrowsAnyAsync<DbUpdateException>(() => writer.RunAsync(Clerk, Rights.None, work =>
        {
            work.Db.Add(new PolicyVersion { PolicyId = Dezhou, ProposedBy = Clerk.ActorId, ProposedByName = "李", DecidedBy = Clerk.ActorId, State = PolicyVersionState.InForce });
            work.Audit("test.seed", "policy:x", new { });
            return Task.FromResult(0);
        }, default));
    }

    [Fact]
    public void AVersionThatCannotBeRead_LeavesTheOneBefore()
    {
        var library = PolicyLibrary.Load();
        library.Replace([new PolicySource(Dezhou, new DateOnly(2026, 1, 1), "- 政策: 坏", null, null, Shipped: false)]);

        Assert.Single(library.Unread);
        Assert.Null(library.Find(Dezhou, new DateOnly(2026, 5, 1))!.VersionFrom);
    }

    private static async Task<IReadOnlyList<DeskItem>> DeskAsync(TestStore store, Viewer viewer) =>
        [.. (await store.Get<DeskItems>().OfAsync(viewer, default)).Where(i => i.Key.StartsWith("policy:", StringComparison.Ordinal))];

    private static Task<PendingList> PendingAsync(TestStore store, Viewer viewer) =>
        store.Get<PendingQueries>().ListAsync(viewer, new PendingFilter(PendingKind.PolicyToApprove), default);

    private const string Case = """
        id: new-cap
        policy: {file: 000_48795d536c9de6e6.txt, article: 德州市招商引资激励办法（报道摘录）}
        facts: {注册地: 德州市, 产业: 省十强产业, 项目类型: 招商项目, 签约日期: 2026-03-01, 实际投资: 25亿元}
        question: 新的封顶
        expected: {answer: 'yes', amount_yuan: 30000000, clause: 集成政策保障段, missing: []}
        """;

    /// <summary>The rules with a cap of 3000万元 in place of 5000万元.</summary>
    internal static PolicyVersionFacts Lower(TestStore store, string from) =>
        new(store.Get<PolicyLibrary>().SourceOf(Dezhou, new DateOnly(2025, 1, 1))!.Yaml.Replace("5000万元", "3000万元", StringComparison.Ordinal), from, null, Case, "市里新发文");

    /// <summary>What a project of 25亿元 gets that was signed on a day, in 万元.</summary>
    private static decimal Award(TestStore store, string signed)
    {
        var (row, _) = PolicyFactsText.Read($"注册地：德州市\n产业：省十强产业\n项目类型：招商项目\n签约日期：{signed}\n实际投资：25亿元");
        return store.Get<PolicyMatch>().Run(row, new DateOnly(2026, 6, 1), explain: false).Single(r => r.Policy.Id == Dezhou && r.IsAward).Fen!.Value / Money.FenPerWan;
    }
}
