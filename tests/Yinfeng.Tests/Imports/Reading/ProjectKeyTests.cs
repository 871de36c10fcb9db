using System.Text.RegularExpressions;
using Yinfeng.Imports;

namespace Yinfeng.Tests.Imports.Reads;

/// <summary>The quick ways to a project's key give what the plain ways give.</summary>
public partial class ProjectKeyTests
{
    private const string Signs = "0123456789..一二期项目运城市盐湖区（）()有限公司#AB年产 ";

    [Fact]
    public void NumbersOfAName_AreThoseOfThePattern()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var text = Text(random, 14);
            Assert.Equal(string.Join('|', Numbers().Matches(text).Select(m => m.Value)), ProjectKey.NumbersIn(text));
        }
    }

    [Fact]
    public void KeysOfManyRows_AreThoseOfEachRowAlone()
    {
        var random = new Random(8);
        var known = new KnownParts();
        string?[] units = [null, "盐湖区", "运城市", "年产县"];
        for (var i = 0; i < 5_000; i++)
        {
            var row = new LedgerRow
            {
                Place = new RowPlace("台账", i), ProjectName = i % 50 == 0 ? null : Text(random, 6), Investor = random.Next(4) == 0 ? null : Text(random, 4),
                Unit = units[random.Next(units.Length)], TotalInvestment = random.Next(3),
            };
            Assert.Equivalent(ProjectKey.Of(row), known.KeyOf(row), strict: true);
        }
    }

    /// <summary>With few rows all lie in one piece, with many in several: a pair is found wherever its rows lie.</summary>
    [Fact]
    public void RepeatedRows_AreFoundAmongMany()
    {
        var rows = Enumerable.Range(0, 40_000).Select(i => new LedgerRow
        {
            Place = new RowPlace("台账", i + 2), ProjectName = $"{Word(i % 20_000)}装备制造项目", Investor = $"{Word(i % 20_000)}公司",
            TotalInvestment = 1_000_000L * (1 + i % 20_000), Currency = "CNY",
        }).ToList();
        DuplicateFinder.Mark(rows);
        Assert.All(rows.Take(20_000), r => Assert.Null(r.DuplicateOf));
        Assert.All(rows.Skip(20_000), r => Assert.Equal(r.Place.Row - 20_000, r.DuplicateOf?.Row));
    }

    /// <summary>Four signs of their own for each number, far from each other.</summary>
    private static string Word(int i) => new([.. Enumerable.Range(0, 4).Select(d => (char)(0x5000 + d * 0x400 + (i >> (d * 4) & 15) * 37))]);

    private static string Text(Random random, int most) => new([.. Enumerable.Range(0, 1 + random.Next(most)).Select(_ => Signs[random.Next(Signs.Length)])]);

    [GeneratedRegex(@"\d+(?:\.\d+)?")]
    private static partial Regex Numbers();
}
