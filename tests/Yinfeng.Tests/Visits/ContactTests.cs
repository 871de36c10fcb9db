using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Enterprises;
using Yinfeng.Persistence;
using Yinfeng.Resolving;
using Yinfeng.Tests.Conditions;
using Yinfeng.Visits;

namespace Yinfeng.Tests.Visits;

/// <summary>People at companies: sealed where they lie, open to few, gone when erased.</summary>
public sealed class ContactTests
{
    private const string Company = "某生物科技有限公司", Name = "欧阳明轩", Telephone = "13912345678";
    private static readonly Viewer City = Some.User("shi", Some.Dezhou), Linyi = Some.User("linyi", Some.Linyi), Laoling = Some.User("laoling", Some.Laoling);
    private static readonly Viewer Plain = City with { Rights = Some.Business & ~Rights.SeeSecrets };

    [Theory, OnSqlite, OnPostgres]
    public async Task Contact_IsOpenToItsUnitAndToWhoeverMaySeeSecretsAboveIt_MaskedToOthersAbove_UnknownBeside(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await RecordAsync(store);

        Assert.Equal(new ContactPerson(Name, "董事长", Telephone), Assert.Single(await LinesAsync(store, Linyi)).Person);
        Assert.True(Assert.Single(await LinesAsync(store, City)).IsOpen);
        Assert.Equal(new ContactPerson("欧**", null, "***"), Assert.Single(await LinesAsync(store, Plain)).Person);
        Assert.Empty(await LinesAsync(store, Laoling));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Contact_StandsInNoTableAndInNoLog(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await RecordAsync(store);

        await using var db = store.Database.OpenRead();
        var stored = await db.Set<Contact>().Select(c => c.Person).SingleAsync();
        var logged = await db.Set<AuditEntry>().Select(e => e.Detail).ToListAsync();
        var personal = await db.Set<AuditPersonal>().Select(p => p.Value).ToListAsync();
        Assert.DoesNotContain(logged.Append(stored).Concat(personal), t => t.Contains(Name, StringComparison.Ordinal) || t.Contains(Telephone, StringComparison.Ordinal)
            || t.Contains("董事长", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Contact_OfTheSameNameAndCompany_IsTheSamePerson()
    {
        await using var store = await TestStore.NewAsync();
        var visit = await RecordAsync(store);
        var keep = store.Get<KeepContact>();

        Assert.True((await keep.RunAsync(Linyi, Company, null, new(Name, null, "0534-2100000"), default)).Allowed);
        Assert.True((await keep.RunAsync(Laoling, Company, null, new(Name, null, null), default)).Allowed); // Another unit knows him too.
        Assert.Equal(["contact.name"], (await keep.RunAsync(Linyi, Company, null, new(" ", null, null), default)).Unmet.Select(u => u.Code));

        Assert.Equal(new ContactPerson(Name, "董事长", "0534-2100000"), Assert.Single(await LinesAsync(store, Linyi)).Person);
        Assert.Equal("0534-2100000", (await store.Get<VisitQueries>().GetAsync(Linyi, visit, default))!.Contact!.Person.Telephone);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Erase_TakesThePersonAndLeavesTheVisit_WithALineInTheLog(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var visit = await RecordAsync(store);
        var (id, erase) = ((await LinesAsync(store, Linyi))[0].Contact.Id, store.Get<EraseContact>());

        Assert.Equal(["contact.not-found"], (await erase.RunAsync(Laoling, id, "误录", default)).Unmet.Select(u => u.Code));
        Assert.Equal(["contact.not-found"], (await erase.RunAsync(Plain, id, "误录", default)).Unmet.Select(u => u.Code));
        Assert.Equal(["visit.reason"], (await erase.RunAsync(Linyi, id, "", default)).Unmet.Select(u => u.Code));
        Assert.True((await erase.RunAsync(Linyi, id, "本人要求", default)).Allowed);

        await using var db = store.Database.OpenRead();
        Assert.False(await db.Set<Contact>().AnyAsync());
        Assert.Null((await store.Get<VisitQueries>().GetAsync(Linyi, visit, default))!.Contact);
        Assert.Contains("本人要求", (await db.Set<AuditEntry>().SingleAsync(e => e.Action == "contact.erase")).Detail, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task CompanyPage_ShowsVisitsAndContactsBehindEveryWritingOfTheName(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var company = new Enterprise { Name = "某生物科技股份有限公司" };
        await RecordAsync(store);
        await Some.SaveAsync(store, new NameMatch { Name = Company, Key = NameResolver.Key(Company), EnterpriseId = company.Id });
        var ties = store.GetAll<IEnterpriseTies>().OfType<VisitTies>().Single();

        Assert.Equal([("联系人", $"{Name} 董事长"), ("对接记录", "2023-05-08 洽谈")], (await ties.OfAsync(Linyi, company, 20, default)).Select(t => (t.Kind, t.Title)));
        Assert.Equal([("联系人", "欧**"), ("对接记录", "2023-05-08 洽谈")], (await ties.OfAsync(Plain, company, 20, default)).Select(t => (t.Kind, t.Title)));
        Assert.Empty(await ties.OfAsync(Laoling, company, 20, default));
        Assert.Empty(await ties.OfAsync(Linyi, new Enterprise { Name = "另一家公司" }, 20, default));
    }

    private static async Task<long> RecordAsync(TestStore store) => (await store.Get<RecordVisit>().RunAsync(Linyi,
        new("2023-05-08", "洽谈", Company, null, null, null, "谈了选址。", Contact: new(Name, "董事长", Telephone)), default)).Value;

    private static async Task<IReadOnlyList<ContactLine>> LinesAsync(TestStore store, Viewer viewer) =>
        (await store.Get<ContactQueries>().ListAsync(viewer, null, null, default)).Lines;
}
