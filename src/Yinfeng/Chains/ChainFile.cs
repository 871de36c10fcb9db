using Yinfeng.Rules;

namespace Yinfeng.Chains;

/// <summary>Reads a chain as its author writes it: a YAML list, the head first, then nodes and links.</summary>
internal static class ChainFile
{
    /// <param name="industries">Every code of GB/T 4754.</param>
    /// <returns>The chain, null when it cannot be read; and every mistake found.</returns>
    public static (Chain? Chain, IReadOnlyList<RuleError> Errors) Read(string file, TextReader text, IReadOnlySet<string> industries)
    {
        var errors = new List<RuleError>();
        try
        {
            var entries = RuleFile.Entries(file, text, errors);
            if (entries.Count == 0 || !entries[0].Has("产业链"))
            {
                errors.Add(new RuleError("chain.head", new RuleSource(file, 1, 1, ""), 0, 1, "第一条应是文件头。", "写“- 产业链: 代号”，并写明名称、启用和依据。"));
                return (null, errors);
            }
            var chain = Chain(entries, industries);
            return (errors.Count == 0 ? chain : null, errors);
        }
        catch (RuleException damaged)
        {
            return (null, [.. errors, .. damaged.Errors]);
        }
    }

    private static Chain Chain(IReadOnlyList<RuleEntry> entries, IReadOnlySet<string> industries)
    {
        var head = entries[0];
        head.Only("产业链", "名称", "启用", "依据", "说明");
        var nodes = new List<ChainNode>();
        var links = new List<(ChainLink Link, RuleEntry Entry)>();
        foreach (var entry in entries.Skip(1))
        {
            if (entry.Has("环节"))
            {
                nodes.Add(Node(entry, industries, nodes));
            }
            else if (entry.Has("供给"))
            {
                links.Add((Link(entry), entry));
            }
            else
            {
                entry.Report("chain.entry", entry.Place, "这一条既不是环节，也不是供给。", "以“- 环节:”或“- 供给:”开头。");
            }
        }
        Ends(nodes, links);
        Circles(nodes, links);
        return new Chain(head.Required("产业链").Text, head.Required("名称").Text, head.Day("启用"), head.Required("依据").Text,
            head.Optional("说明")?.Text, nodes, [.. links.Select(l => l.Link)]);
    }

    private static ChainNode Node(RuleEntry entry, IReadOnlySet<string> industries, List<ChainNode> before)
    {
        entry.Only("环节", "名称", "段", "行业", "词", "不含", "龙头", "需求", "依据");
        var id = entry.Required("环节");
        if (before.Exists(n => n.Id == id.Text))
        {
            entry.Report("chain.duplicate", id, $"环节代号“{id.Text}”写了两次。", "换一个代号，或合成一条。");
        }
        var codes = entry.List("行业");
        foreach (var unknown in codes.Where(code => !industries.Contains(code.Text)))
        {
            entry.Report("chain.code", unknown, $"国民经济行业分类（GB/T 4754-2017）里没有“{unknown.Text}”。", "核对代码；两位大类、三位中类、四位小类都可以，写成带引号的文字。");
        }
        var words = entry.List("词");
        if (words.Count == 0)
        {
            entry.Report("chain.words", id, $"环节“{id.Text}”没有识别词。", "写“词: [正极材料, 磷酸铁锂]”，从企业名称和经营范围里认出这个环节的企业。");
        }
        var layer = entry.Word("段", ("上游", ChainLayer.Upstream), ("中游", ChainLayer.Midstream), ("下游", ChainLayer.Downstream), ("配套", ChainLayer.Support));
        return new ChainNode(id.Text, entry.Required("名称").Text, layer, Texts(codes), Texts(words), Texts(entry.List("不含")), Texts(entry.List("龙头")),
            [.. entry.Entries("需求").Select(Need)], entry.Required("依据").Text);
    }

    private static ChainNeed Need(RuleEntry entry)
    {
        entry.Only("项目", "最低", "最高", "单位", "依据");
        var (low, high) = (entry.Number("最低") ?? 0, entry.Number("最高") ?? 0);
        if (entry.Has("最低") && entry.Has("最高") && high < low)
        {
            entry.Report("chain.need", entry.Required("最高"), $"最高 {high} 低于最低 {low}。", "核对两个数，是否写反。");
        }
        return new ChainNeed(entry.Required("项目").Text, low, high, entry.Required("单位").Text, entry.Required("依据").Text);
    }

    private static ChainLink Link(RuleEntry entry)
    {
        entry.Only("供给", "到", "内容", "回收", "依据");
        var returns = entry.Has("回收") && entry.Word("回收", ("是", true), ("否", false));
        return new ChainLink(entry.Required("供给").Text, entry.Required("到").Text, entry.Optional("内容")?.Text, returns, entry.Required("依据").Text);
    }

    private static void Ends(List<ChainNode> nodes, List<(ChainLink Link, RuleEntry Entry)> links)
    {
        var known = nodes.Select(n => n.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (link, entry) in links)
        {
            foreach (var end in new[] { entry.Required("供给"), entry.Required("到") }.Where(end => !known.Contains(end.Text)))
            {
                entry.Report("chain.end", end, $"没有代号为“{end.Text}”的环节。",
                    NameSuggestion.Closest(end.Text, known) is { } closest ? $"是否想写“{closest}”？" : "先写环节，再写供给。");
            }
            if (link.From == link.To)
            {
                entry.Report("chain.circle", entry.Required("到"), "一个环节不能供给自己。", "拆成两个环节，或删去这一条。");
            }
        }
    }

    /// <summary>A picture in layers needs an order; what runs back is marked as recycling.</summary>
    private static void Circles(List<ChainNode> nodes, List<(ChainLink Link, RuleEntry Entry)> links)
    {
        var open = links.Where(l => !l.Link.Returns && l.Link.From != l.Link.To).ToList();
        var left = nodes.Select(n => n.Id).ToHashSet(StringComparer.Ordinal);
        while (left.RemoveWhere(id => !open.Exists(l => l.Link.To == id)) > 0)
        {
            open.RemoveAll(l => !left.Contains(l.Link.From));
        }
        foreach (var (_, entry) in open.Where(l => left.Contains(l.Link.From) && left.Contains(l.Link.To)).Take(1))
        {
            entry.Report("chain.circle", entry.Required("供给"), "供给关系绕成了一圈，排不出上下游。", "回收利用的那一条写“回收: 是”；其余的核对方向，供给方在前。");
        }
    }

    private static IReadOnlyList<string> Texts(IReadOnlyList<RuleSource> sources) => [.. sources.Select(s => s.Text)];
}
