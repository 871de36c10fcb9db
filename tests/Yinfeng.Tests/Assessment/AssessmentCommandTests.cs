using System.Text.Json;
using Yinfeng.Tests.Host;

namespace Yinfeng.Tests.Assessment;

/// <summary>`yinfeng assess` through the product's own executable.</summary>
public sealed class AssessmentCommandTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("yinfeng-assess-").FullName;

    [Fact]
    public async Task Assess_ComputesFreezesAndVerifies_AndTheProposerCannotPublish()
    {
        var folder = Path.Combine(_root, "data");
        Directory.CreateDirectory(Path.Combine(folder, "rules"));
        await File.WriteAllTextAsync(Path.Combine(folder, "rules", "assessment.yaml"), Own);

        using var score = JsonDocument.Parse((await Product.RunAsync("assess", "--period", "2023-06", "--unit", "371424", "--json", "--data", folder)).Out);
        using var before = JsonDocument.Parse((await Product.RunAsync("assess", "--period", "2023-06", "--unit", "371424", "--rules", "2022", "--json", "--data", folder)).Out);
        var frozen = await Product.RunAsync("assess", "freeze", "--period", "2023-06", "--unit", "371400", "--document", "德招组发〔2023〕9号", "--json", "--data", folder);
        using var made = JsonDocument.Parse(frozen.Out);
        var id = made.RootElement.GetProperty("id").ToString();
        var again = await Product.RunAsync("assess", "freeze", "--period", "2023-06", "--unit", "371400", "--document", "德招组发〔2023〕9号", "--data", folder);
        var published = await Product.RunAsync("assess", "publish", "--id", id, "--data", folder);
        var verified = await Product.RunAsync("assess", "verify", "--json", "--data", folder);

        Assert.Equal(("county@2023-01-01/371400", "county@1949-10-01"), (score.RootElement.GetProperty("scheme").GetString(), before.RootElement.GetProperty("scheme").GetString()));
        Assert.Equal("371424", score.RootElement.GetProperty("scores")[0].GetProperty("unit").GetString());
        Assert.Equal((1, 1, 0), (again.Code, published.Code, verified.Code));
        Assert.Contains("待审批的定稿", again.Error, StringComparison.Ordinal);
        Assert.Contains("要由别人审批", published.Error, StringComparison.Ordinal);
        using var checks = JsonDocument.Parse(verified.Out);
        Assert.True(checks.RootElement[0].GetProperty("ok").GetBoolean());
        Assert.Equal(2, (await Product.RunAsync("assess", "--period", "2023年6月", "--data", folder)).Code);
    }

    [Fact]
    public async Task Check_TellsFileLineAndWhatToDo()
    {
        var file = Path.Combine(_root, "坏方案.yaml");
        await File.WriteAllTextAsync(file, Own.Replace("指标: signed.count", "指标: 签约项目树", StringComparison.Ordinal));

        var run = await Product.RunAsync("assess", "check", file, "--data", Path.Combine(_root, "data"));

        Assert.Equal(1, run.Code);
        Assert.Contains("第 13 行", run.Error, StringComparison.Ordinal);
        Assert.Contains("没有指标“签约项目树”", run.Error, StringComparison.Ordinal);
        Assert.Contains("是否想写“签约项目数”", run.Error, StringComparison.Ordinal);
    }

    private const string Own = """
        - 方案: county
          名称: 自有方案
          单位: 371400
          版本:
            - 起始: 2023-01-01
              来源: 试验
              分组:
                - 名称: 县
                  单位类型: [县]
              项目:
                - 代码: signed
                  名称: 签约
                  指标: signed.count
                  分值: 100
                  得分: 若(完成值 >= 1个, 分值, 0)
        """;

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
