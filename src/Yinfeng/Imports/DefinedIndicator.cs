using Yinfeng.Shell;
using YamlDotNet.Serialization;

namespace Yinfeng.Imports;

/// <summary>What indicators.yaml calls an indicator, for finding it in heads; what it means is the business of Rules.</summary>
internal sealed class DefinedIndicator
{
    [YamlMember(Alias = "指标")]
    public string Code { get; set; } = "";

    [YamlMember(Alias = "名称")]
    public string Name { get; set; } = "";

    [YamlMember(Alias = "单位")]
    public string Measure { get; set; } = "";

    [YamlMember(Alias = "同义")]
    public List<string> Synonyms { get; set; } = [];

    [YamlMember(Alias = "隐藏")]
    public string? Hiding { get; set; }

    public bool Hidden => Hiding == "是";
    public string Unit => Measure switch { "金额" => "money", "比率" => "rate", _ => "count" };
    public IEnumerable<string> Names => [Name, .. Synonyms];

    public static List<DefinedIndicator> Read()
    {
        var yaml = File.ReadAllText(Path.Combine(AppFolders.Rules, "indicators.yaml"));
        return new DeserializerBuilder().IgnoreUnmatchedProperties().Build().Deserialize<List<DefinedIndicator>>(yaml);
    }
}
