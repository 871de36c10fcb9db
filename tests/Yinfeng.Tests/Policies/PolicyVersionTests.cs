using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Policies;
using Yinfeng.Rules;
using Yinfeng.Tests.Conditions;

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

    private const string Case = """
        id: new-cap
        policy: {file: 000_48795d536c9de6e6.txt, article: 德州市招商引资激励办法（报道摘录）}
        facts: {注册地: 德州市, 产业: 省十强产业, 项目类型: 招商项目, 签约日期: 2026-03-01, 实际投资: 25亿元}
        question: 新的封顶
        expected: {answer: 'yes', amount_yuan: 30000000, clause: 集成政策保障段, missing: []}
        """;

    /// <summary>The rules with a cap of 3000万元 in place of 5000万元.</summary>
    private static PolicyVersionFacts Lower(TestStore store, string from) =>
        new(store.Get<PolicyLibrary>().SourceOf(Dezhou, new DateOnly(2025, 1, 1))!.Yaml.Replace("5000万元", "3000万元", StringComparison.Ordinal), from, null, Case, "市里新发文");

    /// <summary>What a project of 25亿元 gets that was signed on a day, in 万元.</summary>
    private static decimal Award(TestStore store, string signed)
    {
        var (row, _) = PolicyFactsText.Read($"注册地：德州市\n产业：省十强产业\n项目类型：招商项目\n签约日期：{signed}\n实际投资：25亿元");
        return store.Get<PolicyMatch>().Run(row, new DateOnly(2026, 6, 1), explain: false).Single(r => r.Policy.Id == Dezhou && r.IsAward).Fen!.Value / Money.FenPerWan;
    }
}
