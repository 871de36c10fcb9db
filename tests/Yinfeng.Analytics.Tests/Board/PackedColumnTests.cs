using Yinfeng.Analytics.Board;

namespace Yinfeng.Analytics.Tests.Board;

public class PackedColumnTests
{
    private static readonly long[] Edges =
    [
        BoardPage.Null, 0, -1, short.MaxValue, short.MaxValue + 1L, short.MinValue + 1L, short.MinValue, int.MaxValue, int.MaxValue + 1L,
        int.MinValue + 1L, int.MinValue, long.MaxValue, long.MinValue + 1,
    ];

    [Fact]
    public void Set_AnyNumberAfterAnyOther_IsReadBack()
    {
        foreach (var before in Edges)
        {
            foreach (var after in Edges)
            {
                var column = Put(PackedColumn.Of([before, before, 7, before]), 1, after);

                Assert.Equal([before, after, 7, before], Numbers(column, BoardForm.AsHeld));
                Assert.Equal(after, column[1]);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Set_RandomSequences_EqualAPlainArray(int seed)
    {
        var random = new Random(seed);
        for (var length = 0; length <= 67; length++)
        {
            var plain = new long[length];
            var column = PackedColumn.Of(plain);
            for (var step = 0; length > 0 && step < 40; step++)
            {
                var value = random.Next(3) == 0 ? Edges[random.Next(Edges.Length)] : random.NextInt64(1L << random.Next(1, 1 + step));
                var at = random.Next(length);
                plain[at] = value;
                column = Put(column, at, value);
                foreach (var form in Enum.GetValues<BoardForm>())
                {
                    Assert.Equal(plain.Select(v => Columns.Shown(v, form)), Numbers(column, form));
                    Assert.Equal(plain.Select(v => Columns.Shown(v, form)), Numbers(PackedColumn.Of(plain), form));
                }
            }
        }
    }

    [Fact]
    public void Of_AgreeingNumbers_TakesNoRoom() => Assert.Equal(0, PackedColumn.Of([5_000_000_000, 5_000_000_000]).View.Bytes.Length);

    private static PackedColumn Put(PackedColumn column, int index, long value) =>
        column.TrySet(index, value) ? column : column.With(index, value);

    private static long[] Numbers(PackedColumn column, BoardForm form)
    {
        var numbers = new long[column.View.Count];
        column.View.CopyTo(form, numbers);
        return numbers;
    }
}
