using Yinfeng.Analytics.Batch;

namespace Yinfeng.Analytics.Tests.Batch;

public class CodedColumnTests
{
    [Theory]
    [InlineData(50, 1000)]
    [InlineData(1_000_000, 1000)]
    [InlineData(2_000_000_000, 200_000)] // more values than codes
    public void Of_AnyValues_CodesKeepTheirOrder(int below, int rows)
    {
        var random = new Random(below);
        var values = Enumerable.Range(0, rows).Select(i => i % 11 == 0 ? long.MinValue : random.NextInt64(-below, below)).ToArray();

        var column = CodedColumn.Of(values, long.MinValue);

        Assert.Equal(below < 1_000_000_000, column.IsExact);
        for (var i = 0; i < rows; i++)
        {
            var code = column.Codes[i];
            Assert.Equal(values[i] == long.MinValue, code == 0);
            Assert.True(code == 0 || (values[i] >= column.First[code] && values[i] <= column.Last[code]));
            Assert.True(code == 0 || column.CodeAt(values[i]) == code);
        }
        for (var code = 2; code <= column.Distinct; code++)
        {
            Assert.True(column.Last[code - 1] < column.First[code]);
        }
        for (var block = 0; block < column.Zones.Length; block++)
        {
            var codes = column.Block(block).ToArray();
            Assert.Equal((codes.Min(), codes.Max()), (column.Zones[block].Low, column.Zones[block].High));
        }
        Assert.Equal(values.Count(v => v == long.MinValue) / (double)rows, column.ShareOf([new(0, 0)]), 12);
    }

    [Fact]
    public void Of_NothingStated_HasNoCodes()
    {
        var column = CodedColumn.Of([long.MinValue, long.MinValue], long.MinValue);

        Assert.Equal(0, column.Distinct);
        Assert.Equal(0, column.CodeAt(5));
    }
}
