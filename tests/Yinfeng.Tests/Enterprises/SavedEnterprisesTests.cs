using Yinfeng.Analytics.Enterprises;
using Yinfeng.Enterprises;
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
