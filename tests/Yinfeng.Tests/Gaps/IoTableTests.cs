using Yinfeng.Gaps;
using Yinfeng.Kernel;

namespace Yinfeng.Tests.Gaps;

public sealed class IoTableTests
{
    private const string Sectors = "io_code,io_name,division\n001,农业,01\n010,煤炭,06\n020,食品,13\n021,饮料,15\n";

    [Fact]
    public async Task Suppliers_and_customers_of_a_division_come_with_their_coefficients()
    {
        await using var store = await TestStore.NewAsync();
        var done = await ImportAsync(store, "from_code,to_code,direct_coeff\n001,020,0.4\n010,020,0.02\n020,020,0.2\n020,021,0.05\n021,020,0.001\n");
        Assert.Equal(3, done.Value);
        Assert.Equal([(1, true, 0.4), (6, true, 0.02), (15, false, 0.05)],
            store.Get<CoefficientShelf>().Now.Of(new HashSet<int> { 13 }).Select(t => (t.Division, t.Supplies, t.Coefficient)));
        Assert.Equal(3, IoTable.Of(store.Database).Count);
    }

    [Theory]
    [InlineData("from_code,to_code,direct_coeff\n001,020,4\n", "不是 0 到 1 之间的数")]
    [InlineData("from_code,to_code,direct_coeff\n001,999,0.4\n", "对照表里没有")]
    [InlineData("from_code,to_code\n001,020\n", "缺少列 direct_coeff")]
    public async Task A_wrong_file_is_refused_and_says_where(string direct, string what)
    {
        await using var store = await TestStore.NewAsync();
        Assert.Contains(what, Assert.Single((await ImportAsync(store, direct)).Unmet).Message, StringComparison.Ordinal);
        Assert.Equal(0, store.Get<CoefficientShelf>().Now.Count);
    }

    private static async Task<Decision<int>> ImportAsync(TestStore store, string direct)
    {
        var (from, to) = (Path.Combine(store.Database.DataFolder, "direct.csv"), Path.Combine(store.Database.DataFolder, "sectors.csv"));
        await File.WriteAllTextAsync(from, direct);
        await File.WriteAllTextAsync(to, Sectors);
        return await store.Get<ImportCoefficients>().RunAsync(TestStore.Viewer, from, to, default);
    }
}
