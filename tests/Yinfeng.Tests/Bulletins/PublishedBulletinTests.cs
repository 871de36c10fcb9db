using Yinfeng.Tests.Conditions;
using Yinfeng.Tests.Host;

namespace Yinfeng.Tests.Bulletins;

/// <summary>The bulletins of the published ledgers through the product's own commands.</summary>
public sealed class PublishedBulletinTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("yinfeng-bulletin-").FullName;

    [SharedTheory]
    [InlineData("yuncheng-2021", "140800", "2021-12", new[] { "签约招商引资项目538个，总投资3291.39亿元，完成年度目标任务3000亿元的109.71%",
        "已开工497个，开工率为92.38%，比年度目标60%高32.38个百分点", "1380.64亿元，完成年度目标任务930亿元的148.46%",
        "555.54亿元，完成年度目标任务280亿元的198.41%", "26.05亿元，完成年度目标任务22亿元的118.41%" }, new[] { "同比" })]
    [InlineData("dezhou-2023q1", "371400", "2023-03", new[] { "2023年一季度", "过亿元招商引资项目80个", "到位资金43.74亿元，同比增长4.1%",
        "完成序时计划40亿元的109.35%", "已开工61个，同比增长13.0%，到位资金32.10亿元，同比增长6.6%",
        "重点区域开工项目数61个，上年同期54个，增长13.0%（上年同期若为53个，则增长15.1%）" }, new[] { "签约项目0", "金0亿元", "在线签约" })]
    public async Task Text_OfAPublishedLedger_SaysWhatThePaperSaid(string name, string unit, string period, string[] says, string[] saysNot)
    {
        var import = await Product.RunAsync("import", "ledger", Have.Shared($"cases/{name}.xlsx"), "--unit", unit, "--json", "--data", _folder);
        Assert.True(import.Code == 0, import.Error);

        var told = await Product.RunAsync("bulletin", "--period", period, "--unit", unit, "--data", _folder);

        Assert.True(told.Code == 0, told.Error);
        var sentences = told.Out.Split("有关说明")[0];
        Assert.All(says, s => Assert.Contains(s, told.Out, StringComparison.Ordinal));
        Assert.All(saysNot, s => Assert.DoesNotContain(s, sentences, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
