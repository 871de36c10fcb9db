using Yinfeng.Kernel;

namespace Yinfeng.Tests.Kernel;

public sealed class OrderedBatchesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    public void Of_BatchesOfUnevenWork_ComeInOrderAndPrepared(int count)
    {
        var next = 0;
        var seen = OrderedBatches.Of(() => new int[2], b => (b[0] = ++next) < count, b =>
        {
            Thread.SpinWait(b[0] % 7 * 1000);
            b[1] = b[0] * 2;
        }).Select(b => (b[0], b[1])).ToList();

        Assert.Equal(Enumerable.Range(1, Math.Max(1, count)).Select(i => (i, i * 2)), seen);
    }

    [Fact]
    public void Of_APreparationThatFails_ThrowsInItsTurn()
    {
        var next = 0;
        var seen = new List<int>();

        Assert.Throws<FormatException>(() =>
        {
            foreach (var batch in OrderedBatches.Of(() => new int[1], b => (b[0] = ++next) < 100,
                b => { if (b[0] == 40) { throw new FormatException(); } }))
            {
                seen.Add(batch[0]);
            }
        });

        Assert.Equal(Enumerable.Range(1, 39), seen);
    }

    [Fact]
    public void Of_ACallerThatStopsEarly_EndsTheWorkers()
    {
        var next = 0;

        var first = OrderedBatches.Of(() => new int[1], b => { b[0] = ++next; return true; }, _ => { }).First();

        Assert.Equal(1, first[0]);
    }
}
