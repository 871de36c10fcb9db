using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Enterprises;
using Yinfeng.Persistence;
using Yinfeng.Tests.Conditions;
using static Yinfeng.Tests.Enterprises.RegistryText;

namespace Yinfeng.Tests.Enterprises;

/// <summary>While a file of several batches is imported others write to the base: nothing is taken twice, nothing is lost, and memory holds what is stored.</summary>
public sealed class ImportMeanwhileTests
{
    private const int Companies = 250_000, Again = 20_000;

    [Theory, OnSqlite, OnPostgres]
    public async Task Import_WithCompaniesChangedAndRegisteredMeanwhile_HoldsWhatIsStored(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await ImportAsync(store, await FileAsync(store, Enumerable.Range(0, 100).Select(i => Row($"德州第{i}号五金有限公司", Code(900_000 + i))), "before.csv"), "2010-12-31");
        var path = await FileAsync(store, Enumerable.Range(0, Companies + Again).Select(i => Row($"德州第{i % Companies}号机械有限公司", Code(i % Companies)))
            .Concat(Enumerable.Range(0, 100).Select(i => Row($"德州第{i}号五金股份有限公司", Code(900_000 + i))))
            .Append(Row("德州第1号家具有限公司", "", scope: ""))); // Somebody registers it while the file is being imported.
        var writes = 0;

        var import = await store.Get<ImportEnterprises>().RunAsync(TestStore.Viewer, new EnterpriseImportRequest(RegistryFile.Open(path), Some.Day("2014-12-31")),
            _ => Meanwhile(store, writes++), default);

        Assert.Equal($"{Companies + Again + 101} {Companies} {Again + 101} 100 0", Counts(import));
        Assert.True(writes >= 4, $"{writes} batches");
        var held = await store.Get<EnterpriseBase>().NowAsync(default);
        Assert.Equal(Companies + 100 + writes / 2, held.Count);
        Assert.Equal(Companies, Enumerable.Range(0, held.Count).Count(row => held.Name(row).EndsWith("机械有限公司")));
        Assert.Equal(Stored(await new EnterpriseLoad(store.Database).AllAsync(default)), Stored(held));
        Assert.Equal((writes + 1) / 2, Enumerable.Range(0, held.Count).Count(row => held.RegisteredOn(row) == 20200202));
        for (var i = 0; i < Companies; i += 977)
        {
            Assert.Single(held.WithCode(Code(i)));
        }
    }

    /// <summary>A person changes a company, or another server adds one whose id is younger than those of batches on their way.</summary>
    private static void Meanwhile(TestStore store, int turn) => Task.Run(() => store.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None, async work =>
    {
        var company = turn % 2 == 0
            ? await work.Db.Set<Enterprise>().OrderBy(e => e.Id).Skip(200 + turn).FirstAsync()
            : work.Db.Add(new Enterprise { Name = $"德州第{turn}号家具有限公司", Adcode = 371400, SourceRow = 1 }).Entity;
        if (turn % 2 == 0)
        {
            (company.RegisteredOn, company.Version) = (new(2020, 2, 2), company.Version + 1);
        }
        work.Changes.EnterpriseIds.Add(company.Id);
        work.Audit("test", $"enterprise:{company.Id}", new { });
        return true;
    }, default)).Wait();

    private static List<EnterpriseFacts> Stored(EnterpriseColumns columns) => [.. Enumerable.Range(0, columns.Count).Select(columns.Facts)];
}
