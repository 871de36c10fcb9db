using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Returns;

namespace Yinfeng.Tests.Returns;

public class ReturnTests
{
    private static readonly YearMonth March = new(2023, 3);

    [Fact]
    public async Task Fill_TheShippedReturn_HasARowPerUnitAndACellPerColumn()
    {
        await using var store = await TestStore.NewAsync();

        var answer = await store.Get<ReturnQueries>().FillAsync(TestStore.Viewer, "招商引资月报", March, "371400", default);

        Assert.Empty(answer.Unmet);
        Assert.Equal("371400", answer.Value!.Rows[0].Unit);
        Assert.True(answer.Value.Rows.Count > 1);
        Assert.All(answer.Value.Rows, r => Assert.Equal(answer.Value.Mapping.Columns.Count, r.Cells.Count));
    }

    [Fact]
    public async Task Fill_ColumnsThatCannotBeFilled_AreAllNamed()
    {
        await using var store = await TestStore.NewAsync();
        var mapping = new ReturnMapping("x", "x", "itself", [new("甲", "nothing.value", "个", 0), new("乙", "funds.total.colour", "亿元", 2),
            new("丙", "funds.total.value", "个", 0), new("丁", "=省报", null, 0)]);

        var answer = await store.Get<ReturnQueries>().FillAsync(TestStore.Viewer, mapping, March, "371400", default);

        Assert.Equal(["return.source.indicator", "return.source.field", "return.scale"], answer.Unmet.Select(u => u.Code));
    }

    [Fact]
    public async Task Fill_AUnitOutsideTheScope_IsRefused()
    {
        await using var store = await TestStore.NewAsync();

        var answer = await store.Get<ReturnQueries>().FillAsync(new Viewer("user:li", "李", 371425, false), "招商引资月报", March, "371424", default);

        Assert.Equal("board.unit.unknown", Assert.Single(answer.Unmet).Code);
    }
}
