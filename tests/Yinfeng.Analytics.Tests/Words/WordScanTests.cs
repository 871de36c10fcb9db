using System.Text;
using Yinfeng.Analytics.Words;

namespace Yinfeng.Analytics.Tests.Words;

public class WordScanTests
{
    [Theory]
    [InlineData("锂电池隔膜的制造", "锂电池 隔膜 锂电池隔膜 电池", "锂电池 电池 锂电池隔膜 隔膜")]
    [InlineData("光伏发电；光伏发电", "光伏发电 发电", "光伏发电 发电")]
    [InlineData("餐饮", "锂电池", "")]
    [InlineData("", "锂电池", "")]
    public void Every_word_is_found_once(string text, string words, string expected)
    {
        var known = words.Split(' ');
        Assert.Equal(expected, string.Join(' ', Found(known, text).Select(w => known[w])));
    }

    // The plain way: each word looked for by itself, over random texts of few characters, so that words overlap and nest.
    [Fact]
    public void Agrees_with_looking_for_each_word()
    {
        var draws = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            string Text(int most) => string.Concat(Enumerable.Range(0, 1 + draws.Next(most)).Select(_ => "锂电池a膜"[draws.Next(5)]));
            var words = Enumerable.Range(0, 12).Select(_ => Text(4)).Distinct().ToArray();
            var text = Text(30);
            Assert.Equal(words.Select((w, i) => (w, i)).Where(x => text.Contains(x.w, StringComparison.Ordinal)).Select(x => x.i), Found(words, text).Order());
        }
    }

    // Exact bounds from tables of the chi-square distribution: half its 5 % quantile at 2n degrees.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0.05129)]
    [InlineData(3, 0.81769)]
    [InlineData(10, 5.42541)]
    [InlineData(100, 84.1387)]
    public void Lower_bounds_are_those_of_the_tables(int count, double expected) => Assert.Equal(expected, FewFirms.Lowest(count, 0.05), 3);

    [Fact]
    public void Bounds_of_large_counts_go_on_where_the_exact_ones_end() =>
        Assert.Equal(FewFirms.Lowest(500, 0.05) + 0.96, FewFirms.Lowest(501, 0.05), 0.1);

    [Fact]
    public void So_few_or_fewer() => Assert.Equal(Math.Exp(-2) * 3, FewFirms.AtMost(1, 2), 12);

    private static List<int> Found(string[] words, string text)
    {
        var found = new List<int>();
        new WordScan(words).Find(Encoding.UTF8.GetBytes(text), found);
        return found;
    }
}
