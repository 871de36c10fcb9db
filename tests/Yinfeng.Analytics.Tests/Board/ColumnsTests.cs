using Yinfeng.Analytics.Board;

namespace Yinfeng.Analytics.Tests.Board;

public class ColumnsTests
{
    [Theory]
    [InlineData(BoardForm.AsHeld)]
    [InlineData(BoardForm.ZeroForNull)]
    [InlineData(BoardForm.Whole)]
    public void Copy_EveryLengthUpTo67_EqualsTheScalarReference(BoardForm form)
    {
        var random = new Random(1);
        for (var length = 0; length <= 67; length++)
        {
            var source = new long[length];
            for (var i = 0; i < length; i++)
            {
                source[i] = random.Next(6) switch
                {
                    0 => BoardPage.Null,
                    1 => 0,
                    2 => -random.NextInt64(1L << 40),
                    3 => random.NextInt64(1L << 62),
                    4 => random.NextInt64(1_000_000) * 10_000,
                    _ => random.NextInt64(1L << 50),
                };
            }
            var target = new long[length];

            Columns.Copy(source, form, target);

            Assert.Equal(source.Select(v => Columns.Shown(v, form)), target);
        }
    }

    [Theory]
    [InlineData(10_000L * ((1L << 36) + 1) - 1, (1L << 36))]
    [InlineData(-19_999, -1)]
    public void Copy_JustBelowAWholeProject_IsCutOff(long held, long whole)
    {
        var target = new long[4];

        Columns.Copy([held, held, held, held], BoardForm.Whole, target);

        Assert.Equal([whole, whole, whole, whole], target);
    }
}
