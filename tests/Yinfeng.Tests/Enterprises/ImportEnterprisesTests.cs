using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Enterprises;
using Yinfeng.Tests.Conditions;
using static Yinfeng.Tests.Enterprises.RegistryText;

namespace Yinfeng.Tests.Enterprises;

/// <summary>From a registry file to companies: every row accounted for, the same file once, later files as changes.</summary>
public sealed class ImportEnterprisesTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Import_CleanRows_AreStoredAndHeldInMemory_AndAgainGivesNothingNew(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var path = await FileAsync(store, [Row("德州东方机械有限公司", Code(1)), Row("德州西方机械有限公司", Code(2), capital: "20.5", currency: "USD")], "企业.csv.gz");

        Assert.Equal("2 2 0 0 0", Counts(await ImportAsync(store, path)));
        var again = await ImportAsync(store, path);

        Assert.True(again.Value!.AlreadyImported);
        var company = await OneAsync(store, "德州西方机械有限公司");
        Assert.Equal((Code(2), 371400, 371424, 20120305, 20_500_000L, "USD"),
            (company.CreditCode, company.Adcode, company.County, company.RegisteredOn, company.CapitalCents, company.Currency));
        Assert.Equal((OrganisationKind.LimitedCompany, EnterpriseFlags.CodeChecked, 34), (company.Kind, company.Flags, company.Division));
        await using var db = store.Database.OpenRead();
        Assert.Equal("机械加工。", await StoredScopes.OfAsync(db, company.Id, default));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Import_ALaterFile_ChangesWhatItSaysAndWritesDownWhatWas(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await ImportAsync(store, await FileAsync(store, [Row("德州东方机械有限公司", Code(1)), Row("德州西方机械有限公司", Code(2))]));
        var later = await FileAsync(store, [Row("德州东方智能装备有限公司", Code(1), capital: "800", county: "371481"), Row("德州西方机械有限公司", Code(2), scope: "")], "later.csv");

        Assert.Equal("2 0 2 1 0", Counts(await ImportAsync(store, later, "2015-12-31")));

        var company = await OneAsync(store, "德州东方智能装备有限公司");
        Assert.Equal((371481, 800_000_000L), (company.County, company.CapitalCents));
        await using var db = store.Database.OpenRead();
        var history = await db.Set<EnterpriseHistory>().Where(h => h.EnterpriseId == company.Id).ToListAsync();
        Assert.Equal(["capital: 500 万 CNY → 800 万 CNY", "name: 德州东方机械有限公司 → 德州东方智能装备有限公司", "place: 371424 → 371481"],
            history.Select(h => $"{h.Field}: {h.OldValue} → {h.NewValue}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Import_AnOlderFile_DoesNotOverwriteWhatANewerSaid()
    {
        await using var store = await TestStore.NewAsync();
        await ImportAsync(store, await FileAsync(store, [Row("德州东方机械有限公司", Code(1))]));

        var older = await ImportAsync(store, await FileAsync(store, [Row("德州东方五金厂", Code(1))], "older.csv"), "2010-12-31");

        Assert.Equal("1 0 1 0 0", Counts(older));
        Assert.Equal(Code(1), (await OneAsync(store, "德州东方机械有限公司")).CreditCode);
    }

    [Theory]
    [InlineData("quoted \"\" and\nbreak", "\"经营\"\"范围\"\"，\n第二行\"", "经营\"范围\"，\n第二行")]
    [InlineData("stray quote", "经营\"范围", "经营\"范围")]
    [InlineData("telephone", "联系电话13812345678", "联系电话＊＊＊")]
    public async Task Import_ScopesAsTheyCome_AreReadAndCleaned(string what, string written, string stored)
    {
        Assert.NotNull(what);
        await using var store = await TestStore.NewAsync();

        var import = await ImportAsync(store, await FileAsync(store, [Row("德州东方机械有限公司", Code(1), scope: written), Row("德州西方机械有限公司", Code(2))]));

        Assert.Equal("2 2 0 0 0", Counts(import));
        await using var db = store.Database.OpenRead();
        Assert.Equal(stored, await StoredScopes.OfAsync(db, (await OneAsync(store, "德州东方机械有限公司")).Id, default));
    }

    public static TheoryData<string, string, string> Dirt => new()
    {
        { Row("", Code(1)), "1 0 0 0 1", "name-missing" },
        { "德州东方机械有限公司," + Code(1), "1 0 0 0 1", "columns-shifted" },
        { Head, "1 0 0 0 1", "header-repeated" },
        { Row("德州东方机械有限公司", Code(1), type: "个体工商户"), "1 0 0 0 1", "individual-business" },
        { Row("德州东方机械有限公司", Code(1)[..17] + "?"), "1 1 0 0 0", "code-malformed" },
        { Row("德州东方机械有限公司", "371424000009558"), "1 1 0 0 0", "code-old" },
        { Row("德州东方机械有限公司", ""), "1 1 0 0 0", "code-missing" },
        { Row("德州东方机械有限公司", Code(1), on: "2013-02-30"), "1 1 0 0 0", "date-impossible" },
        { Row("德州东方机械有限公司", Code(1), on: "2199-02-01"), "1 1 0 0 0", "date-future" },
        { Row("德州东方机械有限公司", Code(1), capital: "50000000"), "1 1 0 0 0", "capital-doubtful" },
        { Row("德州东方机械有限公司", Code(1), currency: "CNY?"), "1 1 0 0 0", "currency-assumed" },
        { Row("德州东方机械有限公司", Code(1), capital: "", type: "50(万美元)"), "1 1 0 0 0", "columns-shifted" },
        { Row("南通东方机械有限公司", Code(1), adcode: "320600", county: "320602"), "1 1 0 0 0", "place-retired" },
        { Row("德州东方机械有限公司", Code(1), adcode: "999900", county: ""), "1 1 0 0 0", "place-unknown" },
        { Row("德州东方机械有限公司", Code(1)) + "\n" + Row("德州东方机械股份有限公司", Code(1)), "2 1 1 0 0", "duplicate-code" },
        { Row("德州东方机械有限公司", Code(1)) + "\n" + Row("德州东方机械有限公司", ""), "2 1 1 0 0", "duplicate-name" },
        { Row("德州东方机械有限公司", Code(1)) + "\n" + Row("德州东方机械有限公司", Code(2)), "2 2 0 0 0", "same-name-other-code" },
        { Row("\"德州东方机械有限公司", Code(1)) + "\n" + Row("德州西方机械有限公司", Code(2)), "2 1 0 0 1", "quote-unclosed" },
    };

    [Theory, MemberData(nameof(Dirt))]
    public async Task Import_Dirt_IsCountedWithItsReason(string rows, string counts, string reason)
    {
        await using var store = await TestStore.NewAsync();

        var import = await ImportAsync(store, await FileAsync(store, [rows]));

        Assert.Equal(counts, Counts(import));
        Assert.Contains(reason, JsonSerializer.Deserialize<Dictionary<string, int>>(import.Value!.Import.Problems)!.Keys);
        await using var db = store.Database.OpenRead();
        Assert.Contains(reason, await db.Set<EnterpriseProblem>().Select(p => p.Reason).ToListAsync());
    }

    [Fact]
    public async Task Import_GbkAndOtherHeads_AreRead()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        await using var store = await TestStore.NewAsync();

        var import = await ImportAsync(store, await FileAsync(store, [$"德州东方机械有限公司,{Code(1)},2012年3月5日,500万美元,机械加工,山东省,德州市,临邑县"],
            encoding: Encoding.GetEncoding("GBK"), head: "企业名称,统一社会信用代码,成立日期,注册资本,经营范围,省份,城市,区县"));

        Assert.Equal("1 1 0 0 0", Counts(import));
        var company = await OneAsync(store, "德州东方机械有限公司");
        Assert.Equal((371400, 371424, 20120305, 500_000_000L, "USD"), (company.Adcode, company.County, company.RegisteredOn, company.CapitalCents, company.Currency));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Import_StoppedHalfWay_GoesOnWithoutLossOrDuplicate(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var path = await FileAsync(store, Enumerable.Range(1, 80_000).Select(i => Row($"德州{i}号机械有限公司", Code(i))));
        var file = RegistryFile.Open(path);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.Get<ImportEnterprises>().RunAsync(TestStore.Viewer,
            new EnterpriseImportRequest(file, Some.Day("2014-12-31")), _ => stop.Cancel(), stop.Token));

        var rest = await ImportAsync(store, path);

        Assert.True(rest.Value!.Resumed);
        Assert.Equal("80000 80000 0 0 0", Counts(rest));
        await using var db = store.Database.OpenRead();
        Assert.Equal(80_000, await db.Set<Enterprise>().CountAsync());
        Assert.Equal(80_000, (await db.Set<Enterprise>().Select(e => e.CreditCode).ToListAsync()).Distinct().Count());
    }

    [Fact]
    public async Task Import_BrokenGzip_KeepsWhatWasReadAndSaysSo()
    {
        await using var store = await TestStore.NewAsync();
        var whole = await FileAsync(store, Enumerable.Range(1, 120_000).Select(i => Row($"德州{i * 7919 % 99991}号机械有限公司", Code(i))), "whole.csv.gz");
        var bytes = await File.ReadAllBytesAsync(whole);
        var path = Path.Combine(store.Database.DataFolder, "broken.csv.gz");
        await File.WriteAllBytesAsync(path, bytes[..(bytes.Length * 3 / 4)]);

        var import = await ImportAsync(store, path);

        Assert.Equal("damaged", import.Value!.Broken!.Code);
        Assert.InRange(import.Value.Import.Rows, 32_768, 100_000);
        Assert.Equal(EnterpriseImportStatus.Running, import.Value.Import.Status);
    }
}
