using Yinfeng.Analytics.Enterprises;
using Yinfeng.Enterprises;
using Yinfeng.Industries;
using Yinfeng.Leads;
using Yinfeng.Tests.Conditions;
using static Yinfeng.Tests.Enterprises.RegistryText;

namespace Yinfeng.Tests.Enterprises;

/// <summary>A command without a server answers from what an earlier one kept, exactly as the server would, and never from what was.</summary>
public sealed class SavedEnterprisesTests
{
    private static readonly string[] Typed =
    [
        "德州金鑫12机械有限公司", "德", "德州金", "金鑫1", "鑫77机械", "德州金鑫12机戒有限公司", "德州金鑫1机械有限公司", "dzjx", "金鑫 机械", "东方金鑫机械", "机械12德州金厂",
        "91371424", "新名字",
    ];

    [Theory, OnSqlite, OnPostgres]
    public async Task Find_FromWhatACommandKept_AnswersLikeTheServer(string provider)
    {
        await using var store = await StoreAsync(provider);
        await KeepAsync(store);
        Assert.True(File.Exists(Kept(store)));
        await KeepAsync(store); // A second one changes nothing.

        foreach (var text in Typed)
        {
            Assert.Equal(await ServerAsync(store, text), await CommandAsync(store, text));
            Assert.Equal(await ServerAsync(store, text, new(HeadOffices: true)), await CommandAsync(store, text, new(HeadOffices: true)));
        }
        Assert.True(File.Exists(Kept(store)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Find_AfterAWrite_NoLongerAnswersFromWhatWasKept(string provider)
    {
        await using var store = await StoreAsync(provider);
        await KeepAsync(store);

        await ImportAsync(store, await FileAsync(store, [Row("德州新名字机械有限公司", Code(12))], "later.csv"), "2015-12-31");

        Assert.StartsWith("德州新名字机械有限公司", Assert.Single(await CommandAsync(store, "新名字")), StringComparison.Ordinal);
        Assert.False(File.Exists(Kept(store)));
        Assert.Equal(await ServerAsync(store, "德州金鑫12机械有限公司"), await CommandAsync(store, "德州金鑫12机械有限公司"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Find_AfterWritesToOtherThings_StillAnswersFromWhatWasKept(string provider)
    {
        await using var store = await StoreAsync(provider);
        await KeepAsync(store);
        var kept = File.GetLastWriteTimeUtc(Kept(store));

        await Some.ProjectAsync(store);
        Assert.True((await store.Get<ReportLead>().RunAsync(Some.User("linyi", Some.Linyi),
            new LeadFacts("临邑县", "机械项目", "德州金鑫12机械有限公司", null, "驻点招商", "李明", "2023-05", "3亿元", null, null), false, default)).Allowed);

        Assert.Equal(await ServerAsync(store, "德州金鑫12机械有限公司"), await CommandAsync(store, "德州金鑫12机械有限公司"));
        await KeepAsync(store);
        Assert.Equal(kept, File.GetLastWriteTimeUtc(Kept(store))); // Neither deleted nor written anew.
    }

    /// <summary>Every way by which companies change.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task Find_AfterAnyChangeOfCompanies_AnswersWhatIsTrueNow(string provider)
    {
        await using var store = await StoreAsync(provider);
        const string one = "德州金鑫12机械有限公司", renamed = "德州银鑫12机械有限公司";
        var list = Path.Combine(store.Database.DataFolder, "list.csv");
        await File.WriteAllTextAsync(list, $"榜单,排名,企业名称\n百强,1,{one}\n");
        var changes = new (string Asked, Func<Task> Change)[]
        {
            ("新名字", async () => await ImportAsync(store, await FileAsync(store, [Row("德州新名字机械有限公司", Code(900))], "new.csv"), "2015-12-31")),
            (one, async () => await ImportAsync(store, await FileAsync(store, [Row(one, Code(12), capital: "9999")], "update.csv"), "2016-12-31")),
            (one, async () => Assert.True((await store.Get<CorrectIndustry>().RunAsync(TestStore.Viewer, one, null, "66", default)).Allowed)),
            ("金鑫7", () => store.Get<ReclassifyCompanies>().RunAsync(default)),
            (renamed, async () => await ImportAsync(store, await FileAsync(store, [Row(renamed, Code(12))], "renamed.csv"), "2017-12-31")),
            (one, async () => Assert.True((await store.Get<ImportList>().RunAsync(TestStore.Viewer, new EnterpriseListRequest(list, null, Some.Day("2025"), "协会"), default)).Allowed)),
        };
        foreach (var (asked, change) in changes)
        {
            await KeepAsync(store);
            await change();

            Assert.NotEmpty(await CommandAsync(store, asked));
            Assert.Equal(await ServerAsync(store, asked), await CommandAsync(store, asked));
            Assert.Equal(await ServerAsync(store, "金鑫"), await CommandAsync(store, "金鑫"));
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Find_WhatWasKeptIsOfAnotherLogOrBuild_ReadsTheStore(string provider)
    {
        await using var store = await StoreAsync(provider);
        var saved = new SavedEnterprises(store.Database);
        var moment = (await saved.MomentAsync(default))!;
        await Some.ProjectAsync(store); // A later line, which concerns no company.
        saved.Write(moment, EnterpriseColumns.Empty, []);
        Assert.Empty(await CommandAsync(store, "德州金鑫12机械有限公司")); // Believed: what is not must be found not to hold.
        foreach (var other in new[]
        {
            moment with { Program = "another build" }, moment with { LogId = "another log" }, moment with { Seq = moment.Seq + 1 }, moment with { Seq = moment.Seq + 9 }, moment with { Seq = -1 },
            moment with { Seq = moment.Seq - 1 }, // A log that was restored and went on otherwise.
            moment with { LeafHash = "00" },
        })
        {
            saved.Write(other, EnterpriseColumns.Empty, []);

            Assert.Equal(await ServerAsync(store, "德州金鑫12机械有限公司"), await CommandAsync(store, "德州金鑫12机械有限公司"));
            Assert.False(File.Exists(Kept(store)));
        }
    }

    [Fact]
    public async Task Find_WhatWasKeptIsDamagedAnywhere_ReadsTheStore()
    {
        await using var store = await StoreAsync("sqlite");
        await KeepAsync(store);
        var whole = await File.ReadAllBytesAsync(Kept(store));
        var random = new Random(7);
        foreach (var at in Enumerable.Range(0, 12).Concat(Enumerable.Range(0, 60).Select(_ => random.Next(whole.Length))).Append(whole.Length - 1))
        {
            var damaged = whole.ToArray();
            damaged[at] ^= (byte)(1 << random.Next(8));
            await File.WriteAllBytesAsync(Kept(store), damaged);

            Assert.Equal(await ServerAsync(store, "鑫77机械"), await CommandAsync(store, "鑫77机械"));
            Assert.False(File.Exists(Kept(store)));
        }
    }

    [Fact]
    public async Task Keep_WhenAWriteCameBetween_KeepsNothing()
    {
        await using var store = await StoreAsync("sqlite");
        using var companies = new EnterpriseBase(store.Database, new(), new SavedEnterprises(store.Database));
        using var search = new EnterpriseSearch(companies, store.Database);
        await search.FindAsync("金鑫", 5, null, default);

        await ImportAsync(store, await FileAsync(store, [Row("德州新名字机械有限公司", Code(12))], "later.csv"), "2015-12-31"); // By another process: this one does not hear of it.
        await search.KeepAsync(default);

        Assert.False(File.Exists(Kept(store)));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(900)]
    [InlineData(5_000)]
    public async Task Find_WhatWasKeptIsCutOff_ReadsTheStore(int length)
    {
        await using var store = await StoreAsync("sqlite");
        await KeepAsync(store);
        using (var file = File.OpenWrite(Kept(store)))
        {
            file.SetLength(length);
        }

        Assert.Equal(await ServerAsync(store, "德州金鑫12机械有限公司"), await CommandAsync(store, "德州金鑫12机械有限公司"));
        Assert.False(File.Exists(Kept(store)));
    }

    private static string Kept(TestStore store) => Path.Combine(store.Database.DataFolder, "enterprises.saved");

    private static async Task<TestStore> StoreAsync(string provider)
    {
        var store = await TestStore.NewAsync(provider);
        var rows = Enumerable.Range(1, 300).Select(i => Row($"德州金鑫{i}机械有限公司{(i % 5 == 0 ? "分公司" : "")}", Code(i), capital: $"{i % 7 * 100}",
            currency: i % 11 == 0 ? "USD" : "CNY"));
        await ImportAsync(store, await FileAsync(store, rows));
        return store;
    }

    private static async Task KeepAsync(TestStore store)
    {
        using var companies = new EnterpriseBase(store.Database, new(), new SavedEnterprises(store.Database));
        using var search = new EnterpriseSearch(companies, store.Database);
        await search.FindAsync("金鑫", 5, null, default);
        await search.KeepAsync(default);
    }

    private static async Task<List<string>> CommandAsync(TestStore store, string text, EnterpriseFilter? filter = null)
    {
        using var companies = new EnterpriseBase(store.Database, new(), new SavedEnterprises(store.Database));
        using var search = new EnterpriseSearch(companies, store.Database);
        return Shown(await search.FindAsync(text, 20, filter, default));
    }

    private static async Task<List<string>> ServerAsync(TestStore store, string text, EnterpriseFilter? filter = null) =>
        Shown(await store.Get<EnterpriseSearch>().FindAsync(text, 20, filter, default));

    private static List<string> Shown((EnterpriseColumns Columns, IReadOnlyList<EnterpriseFound> Found) answer) =>
        [.. answer.Found.Select(f => $"{answer.Columns.Name(f.Row)} {answer.Columns.Facts(f.Row)} {f.Score} {f.Why}")];
}
