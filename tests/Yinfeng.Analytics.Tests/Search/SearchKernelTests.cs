using Yinfeng.Analytics.Search;

namespace Yinfeng.Analytics.Tests.Search;

/// <summary>Each kernel against its plain reference, at lengths around those of words and vectors.</summary>
public sealed class SearchKernelTests
{
    [Fact]
    public void OneEdit_Whole_IsDistanceOfAtMostOne() => EachPair((a, b) => Assert.Equal(Distance(a, b) <= 1, OneEdit.Whole(a, b, out _) is not null));

    [Fact]
    public void OneEdit_Part_IsDistanceToSomePartOfAtMostOne() => EachPair((typed, name) =>
    {
        if (typed.Length < 2)
        {
            return;
        }
        var parts = from start in Enumerable.Range(0, name.Length + 1)
                    from length in Enumerable.Range(0, name.Length - start + 1)
                    select name.Substring(start, length);
        Assert.Equal(parts.Any(p => Distance(typed, p) <= 1), OneEdit.Part(typed, name) >= 0);
    });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(63)]
    [InlineData(64)]
    public void Holding_MatchesOneNameAfterTheOther(int count)
    {
        var random = new Random(count);
        var signs = Enumerable.Range(0, count).Select(_ => (uint)random.NextInt64(1L << 32) & (uint)random.NextInt64(1L << 32)).ToArray();
        for (var missing = 0; missing < 4; missing++)
        {
            var sign = 1u << random.Next(32) | 1u << random.Next(32) | 1u << random.Next(32);
            var expected = signs.Select((s, i) => NameSigns.Holds(s, sign, missing) ? 1UL << i : 0).Aggregate(0UL, (a, b) => a | b);

            Assert.Equal(expected, NameSigns.Holding(signs, sign, missing));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(5_000)]
    public void Postings_AndCounts_NameTheBlocksThatHeldTheToken(int blocks)
    {
        var random = new Random(blocks);
        var held = Enumerable.Range(0, blocks).Select(_ => Enumerable.Range(1, 40).Where(t => random.Next(40) < t).Select(t => (uint)t << 16).ToArray()).ToArray();
        var builder = new PostingsBuilder(blocks, blocks * NameIndex.BlockSize, workers: 2);
        Parallel.For(0, 2, w =>
        {
            var worker = builder.Start(w);
            for (var block = blocks * w / 2; block < blocks * (w + 1) / 2; block++)
            {
                Array.ForEach(held[block], token => worker.Add(block, token));
                worker.EndBlock(block);
            }
        });
        var postings = builder.Build();
        var counts = new byte[postings.BitmapLength * 16];
        for (var token = 1u; token <= 40; token++)
        {
            BlockCounts.Add(postings, postings.Of(token << 16), counts);
        }

        for (var block = 0; block < blocks; block++)
        {
            Assert.Equal(held[block].Length, counts[block]);
            Assert.All(held[block], token => Assert.True(postings.Contains(postings.Of(token), block)));
        }
        var found = new ushort[blocks];
        Assert.Equal(Enumerable.Range(0, blocks).Where(b => held[b].Length >= 20), found[..BlockCounts.AtLeast(counts, 20, found)].Select(b => (int)b));
    }

    private static void EachPair(Action<string, string> check)
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            check(Text(random), Text(random));
        }
    }

    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(7)).Select(_ => "甲乙丙"[random.Next(3)]));

    /// <summary>Optimal string alignment: replaced, left out, put in, neighbours exchanged.</summary>
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                d[i, j] = i == 0 || j == 0 ? i + j : Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }
        return d[a.Length, b.Length];
    }
}
