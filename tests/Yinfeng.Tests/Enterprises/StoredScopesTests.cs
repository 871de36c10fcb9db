using System.Globalization;
using System.Text;
using Yinfeng.Access;
using Yinfeng.Enterprises;
using Yinfeng.Persistence;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Enterprises;

public sealed class StoredScopesTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 4_000)]
    [InlineData(ScopeBlock.MostCompanies, 60)]
    [InlineData(ScopeBlock.MostCompanies, 700)]
    public void Block_Unpacked_GivesEachCompanyItsScope(int companies, int characters)
    {
        var matched = Companies(companies, characters);

        var block = ScopeBlock.Of(matched);

        var unpacked = new UnpackedScopes(block.Packed);
        Assert.Equal((matched[0].Id, matched[^1].Id, matched[^1].Id), (block.First, block.Last, unpacked.Last));
        Assert.All(matched, company => Assert.Equal(company.Row.Scope, Encoding.UTF8.GetString(unpacked.Of(company.Id))));
        Assert.True(unpacked.Of(matched[0].Id - 1).IsEmpty);
        Assert.True(unpacked.Of(matched[^1].Id + 1).IsEmpty);
    }

    [Fact]
    public void Block_DamagedOnTheDisk_IsNotReadAsSomethingElse()
    {
        var packed = ScopeBlock.Of(Companies(20, 50)).Packed;

        Assert.Throws<InvalidDataException>(() => new UnpackedScopes(packed.AsSpan(0, packed.Length - 9)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Scopes_ChangedOrInBlocksThatOverlap_AreFoundOneByOneAndInARow(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var all = Companies(40, 30);
        var (outer, inner) = (all.Where((_, i) => i is < 20 and not (>= 8 and < 12)).ToList(), all.Skip(8).Take(4).ToList());
        await store.Get<Writer>().RunAsync(Viewer.Product("test", "测试"), Rights.None, work =>
        {
            work.Db.AddRange(ScopeBlock.Of(outer), ScopeBlock.Of(inner), ScopeBlock.Of([.. all.Skip(25)]));
            work.Db.AddRange(new EnterpriseScope { EnterpriseId = all[3].Id, Text = "改过的范围" }, new EnterpriseScope { EnterpriseId = all[22].Id, Text = "后来的范围" });
            work.Audit("test", "", new { });
            return Task.FromResult(0);
        }, default);
        string?[] expected = [.. all.Select((c, i) => i == 3 ? "改过的范围" : i == 22 ? "后来的范围" : i is >= 20 and < 25 ? null : c.Row.Scope)];

        await using var db = store.Database.OpenRead();
        var some = await StoredScopes.OfAsync(db, [.. all.Select(c => c.Id)], default);
        Assert.Equal(expected, all.Select(c => some.GetValueOrDefault(c.Id)));
        foreach (var (company, i) in all.Select((c, i) => (c, i)))
        {
            Assert.Equal(expected[i], await StoredScopes.OfAsync(db, company.Id, default));
        }
        foreach (var (from, to) in ((int, int)[])[(0, 39), (9, 30), (15, 15), (21, 24)])
        {
            using var rows = await ScopeRows.OpenAsync(store.Database, all[from].Id, all[to].Id, default);
            Assert.Equal(expected[from..(to + 1)].Select(e => e ?? ""), all[from..(to + 1)].Select(c => Encoding.UTF8.GetString(rows.Of(c.Id))));
        }
    }

    /// <summary>Ids with gaps of several sizes; among the characters some of four bytes.</summary>
    private static Matched[] Companies(int count, int characters)
    {
        const string Words = "机械加工、批发零售𠮷野家；技术开发。";
        return [.. Enumerable.Range(0, count).Select(i => new Matched(new RegistryRow
        {
            Scope = string.Concat(Enumerable.Range(0, characters).Select(k => Words[(i + k) % 8])) + (i % 3 == 0 ? "𠮷" : i.ToString(CultureInfo.InvariantCulture)),
        }, 748_135_145_283_745 + (i * 300L) + (i % 7 * 41)))];
    }
}
