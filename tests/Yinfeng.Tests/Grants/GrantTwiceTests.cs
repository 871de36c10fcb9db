using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Grants;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Tests.Conditions;
using Yinfeng.Units;
using static Yinfeng.Tests.Grants.GrantSite;

namespace Yinfeng.Tests.Grants;

/// <summary>The same money is promised once and paid once, however many ask at the same time; and only those see it who may.</summary>
public sealed class GrantTwiceTests
{
    private const int Many = 1000;

    [Theory, OnSqlite, OnPostgres]
    public async Task ThousandApprovalsOfOneGrant_ApproveItOnce(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var site = new GrantSite(store);
        var id = await site.VerifiedAsync();
        await using var beside = provider == "postgres" ? await BesideAsync(store) : null;

        var answers = await AllAtOnceAsync(i => new GrantSite(i % 2 == 0 ? store : beside ?? store)
            .ApproveAsync(id, Chief with { ActorId = $"user:chief{i}" }));

        Assert.Single(answers, a => a.Allowed);
        Assert.All(answers.Where(a => !a.Allowed), a => Assert.Equal(["grant.state"], Codes(a)));
        Assert.Equal(1, await site.CountAsync<GrantStep>(s => s.Where(x => x.Act == GrantAct.Approved)));
        Assert.Equal(1, await site.CountAsync<GrantInstalment>(s => s));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task ThousandPaymentsOfOneInstalment_PayItOnce(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var site = new GrantSite(store);
        var id = await site.ApprovedAsync(400, 600);
        var receipt = await site.FileAsync(id);
        await using var beside = provider == "postgres" ? await BesideAsync(store) : null;

        // Half tell the same payment again, half each tell one of their own.
        var answers = await AllAtOnceAsync(i => new GrantSite(i % 2 == 0 ? store : beside ?? store)
            .PayAsync(id, 1, i % 4 < 2 ? "记-0001" : $"记-{i}", receipt, Cashier with { ActorId = $"user:cashier{i}" }));

        Assert.Contains(answers, a => a.Allowed);
        Assert.All(answers.Where(a => !a.Allowed), a => Assert.Equal(["grant.part-paid"], Codes(a)));
        Assert.Equal(1, await site.CountAsync<GrantStep>(s => s.Where(x => x.Act == GrantAct.Paid)));
        Assert.Equal(400 * Money.FenPerWan, (await site.ViewAsync(id)).Grant.PaidFen);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task ThousandApplicationsForOneAward_MakeOneGrant(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await using var beside = provider == "postgres" ? await BesideAsync(store) : null;

        await store.Get<UnitDirectory>().TodayAsync(default);
        var answers = await AllAtOnceAsync(async i => (Decision)await (i % 2 == 0 ? store : beside ?? store).Get<ApplyGrant>()
            .RunAsync(Clerk, Facts(), default));

        Assert.Single(answers, a => a.Allowed);
        Assert.All(answers.Where(a => !a.Allowed), a => Assert.Equal(["grant.twice"], Codes(a)));
        Assert.Equal(1, await new GrantSite(store).CountAsync<Grant>(g => g));
    }

    /// <summary>A second server on the same database, with the units loaded as after its first page.</summary>
    private static async Task<TestStore> BesideAsync(TestStore store)
    {
        var beside = await store.BesideAsync();
        await beside.Get<UnitDirectory>().TodayAsync(default);
        return beside;
    }

    private static async Task<Decision[]> AllAtOnceAsync(Func<int, Task<Decision>> ask) =>
        await Task.WhenAll(Enumerable.Range(0, Many).Select(i => Task.Run(() => ask(i))));

    /// <summary>Whatever a write forgets to ask, the database refuses.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task Database_RefusesASecondLiveGrant_APaymentAboveTheApproval_AndOnesOwnApproval(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var site = new GrantSite(store);
        var id = await site.ApprovedAsync(1000);
        var other = await site.ApplyAsync(Facts(OtherCode));

        await Refuses(other, g => g.LiveKey = Grant.KeyOf(Policy, Article, Code, 0));
        await Refuses(id, g => g.PaidFen = 1001 * Money.FenPerWan);
        await Refuses(id, g => g.ApprovedBy = g.VerifiedBy);
        await Refuses(id, g => g.ClawbackFen = 1);

        async Task Refuses(long grant, Action<Grant> change) => await Assert.ThrowsAsync<DbUpdateException>(() => store.Get<Writer>()
            .RunAsync(TestStore.Viewer, Rights.None, async work =>
        {
            change(await work.Db.Set<Grant>().SingleAsync(g => g.Id == grant));
            work.Audit("test.force", $"grant:{grant}", new { });
            return 0;
        }, default));
    }

    [Fact]
    public async Task SecondGrantForTheSameMatter_IsRefusedNamingTheOther()
    {
        await using var store = await TestStore.NewAsync();
        var site = new GrantSite(store);
        var id = await site.ApplyAsync();
        await store.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None, async work =>
        {
            // As if it were one of another policy for the same matter.
            var grant = await work.Db.Set<Grant>().SingleAsync();
            grant.LiveKey = Grant.KeyOf("another", "1", Code, 0);
            work.Audit("test.other", $"grant:{id}", new { });
            return 0;
        }, default);

        var refused = await store.Get<ApplyGrant>().RunAsync(Clerk, Facts(), default);
        Assert.Equal(["grant.excluded"], Codes(refused));
        Assert.Contains($"编号 {id}", refused.Unmet[0].Message, StringComparison.Ordinal);
        var away = await store.Get<ApplyGrant>().RunAsync(Neighbour, Facts(), default);
        Assert.Contains("由临邑县办理", away.Unmet[0].Message, StringComparison.Ordinal); // Of what others handle only the unit is told.
        Assert.DoesNotContain($"{id}", away.Unmet[0].Message, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Grant_IsSeenByTheLineOfItsUnit_AndOneForASecretProjectOnlyByThoseWhoSeeThat(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var site = new GrantSite(store);
        var project = await Some.ProjectAsync(store, Some.Project(ProjectStage.Negotiating, grade: Confidentiality.CommercialSecret));
        var (open, secret) = (await site.ApplyAsync(), await site.ApplyAsync(Facts(OtherCode) with { ProjectId = project.Id }));
        var cityWithoutSecrets = Only("plain", Some.Dezhou, Role.Verifier);

        Assert.Equal([secret, open], await SeenAsync(Clerk));
        Assert.Equal([secret, open], await SeenAsync(City));
        Assert.Equal([open], await SeenAsync(cityWithoutSecrets));
        Assert.Empty(await SeenAsync(Neighbour));
        Assert.Null(await store.Get<GrantQueries>().GetAsync(cityWithoutSecrets, secret, default));
        Assert.Equal(["grant.not-found"], Codes(await store.Get<TurnGrant>().RefuseAsync(Neighbour, open, "不该看见", default)));

        async Task<long[]> SeenAsync(Viewer viewer) => [.. (await store.Get<GrantQueries>().ListAsync(viewer, new GrantFilter(), default))
            .Rows.Select(r => r.Grant.Id)];
    }
}
