using Yinfeng.Chains;

namespace Yinfeng.Tests.Chains;

public class ChainFileTests
{
    [Fact]
    public void Twelve_chains_ship_and_every_node_of_them_is_linked_recognised_and_led()
    {
        var chains = ChainTemplates.Load();
        Assert.Equal(12, chains.Count);
        Assert.Equal(12, chains.Select(c => c.Id).Distinct().Count());
        foreach (var chain in chains)
        {
            Assert.InRange(chain.Nodes.Count, 12, 25);
            Assert.All(chain.Nodes, node => Assert.Contains(chain.Links, link => link.From == node.Id || link.To == node.Id));
            Assert.All(chain.Nodes, node => Assert.NotEmpty(node.Leaders));
            Assert.All(chain.Nodes, node => Assert.NotEmpty(node.Codes));
            Assert.All(chain.Nodes.SelectMany(n => n.Words.Concat(n.NotWords)), word => Assert.True(word.Length >= 2, $"{chain.Id}: {word}"));
            Assert.All(chain.Nodes.SelectMany(n => n.Leaders), leader => Assert.True(leader.Length >= 6, $"{chain.Id}: {leader}"));
            Assert.Single(Pieces(chain));
            Assert.Equal(chain.Links.Count, chain.Links.Select(l => (l.From, l.To)).Distinct().Count());
        }
    }

    /// <summary>The parts of a chain that no link joins.</summary>
    private static List<HashSet<string>> Pieces(Chain chain)
    {
        var pieces = chain.Nodes.Select(n => new HashSet<string> { n.Id }).ToList();
        foreach (var link in chain.Links)
        {
            var (from, to) = (pieces.First(p => p.Contains(link.From)), pieces.First(p => p.Contains(link.To)));
            if (from != to)
            {
                from.UnionWith(to);
                pieces.Remove(to);
            }
        }
        return pieces;
    }

    [Theory]
    [InlineData("- 环节: a", "chain.head", "第一条应是文件头")]
    [InlineData(Head + "- {环节: a, 名称: 甲, 段: 上游, 行业: [\"9999\"], 词: [甲], 依据: 专家}", "chain.code", "没有“9999”")]
    [InlineData(Head + "- {环节: a, 名称: 甲, 段: 上流, 词: [甲], 依据: 专家}", "rule.value", "“上流”不是可用的词")]
    [InlineData(Head + "- {环节: a, 名称: 甲, 段: 上游, 依据: 专家}", "chain.words", "没有识别词")]
    [InlineData(Head + A + A, "chain.duplicate", "“a”写了两次")]
    [InlineData(Head + A + "- {供给: a, 到: b, 依据: 专家}", "chain.end", "没有代号为“b”的环节")]
    [InlineData(Head + A + "- {供给: a, 到: a, 依据: 专家}", "chain.circle", "不能供给自己")]
    [InlineData(Head + A + B + "- {供给: a, 到: b, 依据: 专家}\n- {供给: b, 到: a, 依据: 专家}", "chain.circle", "绕成了一圈")]
    [InlineData(Head + A + "- {说明: 甲}", "chain.entry", "既不是环节，也不是供给")]
    public void A_mistake_is_named(string yaml, string code, string what)
    {
        var (chain, errors) = ChainFile.Read("试.yaml", new StringReader(yaml), new HashSet<string> { "3985" });
        Assert.Null(chain);
        Assert.Contains(errors, error => error.Code == code && error.What.Contains(what, StringComparison.Ordinal));
    }

    [Fact]
    public void Recycling_may_run_back()
    {
        var (chain, errors) = ChainFile.Read("试.yaml", new StringReader(Head + A + B + "- {供给: a, 到: b, 依据: 专家}\n- {供给: b, 到: a, 回收: 是, 依据: 专家}"), new HashSet<string>());
        Assert.Empty(errors);
        Assert.Equal(["a"], chain!.SuppliersOf("b").Select(n => n.Id));
        Assert.Contains(chain.Links, link => link is { From: "b", Returns: true });
    }

    private const string Head = "- {产业链: x, 名称: 试, 启用: 2026-01-01, 依据: 专家}\n";
    private const string A = "- {环节: a, 名称: 甲, 段: 上游, 词: [甲], 依据: 专家}\n";
    private const string B = "- {环节: b, 名称: 乙, 段: 中游, 词: [乙], 依据: 专家}\n";
}
