using Yinfeng.Policies;
using Yinfeng.Tests.Conditions;
using static Yinfeng.Tests.Enterprises.RegistryText;

namespace Yinfeng.Tests.Policies;

/// <summary>免申即享 for the companies of a place: the same answers as one company at a time, counted and paged.</summary>
public sealed class EntitledCompaniesTests
{
    private static readonly DateOnly On = new(2023, 6, 30);

    [Theory, OnSqlite, OnPostgres]
    public async Task Companies_OfAPlace_AreAnsweredAsOneByOne(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await ImportAsync(store, await FileAsync(store, [.. Enumerable.Range(1, 7).Select(n => Row($"德州第{n}机械有限公司", Code(n)))]));

        var view = await store.Get<EntitledCompanies>().OnAsync(TestStore.Viewer, new CompaniesAsked(3714, On, Take: 10_000), default);

        Assert.Equal(7, view.Companies);
        var oneByOne = new List<(long, string, string, PolicyAnswer)>();
        foreach (var n in Enumerable.Range(1, 7))
        {
            var company = Assert.Single(await store.Get<EnterpriseSubjects>().WithCodeAsync(Code(n), default));
            oneByOne.AddRange(store.Get<PolicyMatch>().Run(company.Facts, On, explain: false)
                .Where(r => r.IsAward && r.Answer != PolicyAnswer.No && view.Clauses.Any(c => c.Policy.Id == r.Policy.Id))
                .Select(r => (company.Id, r.Policy.Id, r.Article, r.Answer)));
        }
        Assert.NotEmpty(oneByOne);
        Assert.Equal(oneByOne.Order(), view.Rows.Select(r => (r.Subject.Id, r.Result.Policy.Id, r.Result.Article, r.Result.Answer)).Order());
        Assert.All(view.Clauses, c => Assert.Equal(7, c.Yes + c.No + c.Unknown + c.Ambiguous));
        Assert.Equal(view.Rows.Count, view.Clauses.Sum(c => c.Yes + c.Unknown + c.Ambiguous));
    }

    [Fact]
    public async Task Companies_Elsewhere_AreNotAsked_AndPagesFollowOneAnother()
    {
        await using var store = await TestStore.NewAsync();
        await ImportAsync(store, await FileAsync(store, [.. Enumerable.Range(1, 5).Select(n => Row($"德州第{n}机械有限公司", Code(n)))]));
        var companies = store.Get<EntitledCompanies>();

        Assert.Equal(0, (await companies.OnAsync(TestStore.Viewer, new CompaniesAsked(2205, On), default)).Companies);
        var all = await companies.OnAsync(TestStore.Viewer, new CompaniesAsked(3714, On, "dezhou-2022-incentive", Take: 10_000), default);
        var first = await companies.OnAsync(TestStore.Viewer, new CompaniesAsked(3714, On, "dezhou-2022-incentive", Take: 3), default);
        var next = await companies.OnAsync(TestStore.Viewer, new CompaniesAsked(3714, On, "dezhou-2022-incentive", Skip: 3, Take: 3), default);
        Assert.Equal(all.Rows.Take(6).Select(r => (r.Subject.Id, r.Result.Article)), first.Rows.Concat(next.Rows).Select(r => (r.Subject.Id, r.Result.Article)));
        Assert.Equal(all.Total, first.Total);
        Assert.All(all.Clauses, c => Assert.Equal("dezhou-2022-incentive", c.Policy.Id));
    }
}
