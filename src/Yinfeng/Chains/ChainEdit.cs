using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Yinfeng.Kernel;

namespace Yinfeng.Chains;

/// <summary>One change to a chain as a form states it: its head, a node, a link, or one of them taken away.</summary>
internal static partial class ChainEdit
{
    private static readonly char[] Marks = ['、', '，', ',', '；', ';', '\n', '\r'];

    /// <returns>The chain as changed, not yet checked; and what in the form cannot be read.</returns>
    public static (Chain Chain, IReadOnlyList<Unmet> Unmet) Apply(Chain chain, string act, IFormCollection form)
    {
        var unmet = new List<Unmet>();
        var changed = act switch
        {
            "head" => Head(chain, form, unmet),
            "node" => WithNode(chain, form["old"].ToString(), Node(NodeForm.Of(form), unmet)),
            "drop-node" => chain with
            {
                Nodes = [.. chain.Nodes.Where(n => n.Id != form["old"])],
                Links = [.. chain.Links.Where(l => l.From != form["old"] && l.To != form["old"])],
            },
            "link" => chain with { Links = [.. chain.Links.Where(l => l.From != form["source"] || l.To != form["target"]), Link(LinkForm.Of(form))] },
            "drop-link" => chain with { Links = [.. chain.Links.Where(l => l.From != form["source"] || l.To != form["target"])] },
            _ => chain,
        };
        return (changed, unmet);
    }

    private static Chain Head(Chain chain, IFormCollection form, List<Unmet> unmet)
    {
        if (ChainPages.Day(form["from"]) is not { } from)
        {
            unmet.Add(new("chain.from", "from", "请写明从哪一天起启用，写成 2026-01-01。"));
            from = chain.From;
        }
        return chain with { Name = Text(form["name"]), From = from, Basis = Text(form["basis"]), Note = Text(form["note"]) is { Length: > 0 } note ? note : null };
    }

    private static Chain WithNode(Chain chain, string old, ChainNode node)
    {
        var at = chain.Nodes.ToList().FindIndex(n => n.Id == old);
        var nodes = chain.Nodes.ToList();
        if (at < 0)
        {
            nodes.Add(node);
            return chain with { Nodes = nodes };
        }
        nodes[at] = node;
        return chain with
        {
            Nodes = nodes,
            Links = [.. chain.Links.Select(l => l with { From = l.From == old ? node.Id : l.From,
            To = l.To == old ? node.Id : l.To })]
        };
    }

    private static ChainNode Node(NodeForm typed, List<Unmet> unmet) => new(Text(typed.Id), Text(typed.Name),
        Enum.TryParse<ChainLayer>(typed.Layer, out var layer) ? layer : ChainLayer.Midstream, List(typed.Codes), List(typed.Words), List(typed.NotWords),
        List(typed.Leaders), [.. Lines(typed.Needs).Select(line => Need(line, unmet)).OfType<ChainNeed>()], Text(typed.Basis));

    private static ChainLink Link(LinkForm typed) => new(Text(typed.Source), Text(typed.Target), Text(typed.What) is { Length: > 0 } what ? what : null,
        typed.Returns, Text(typed.Basis));

    /// <summary>土地 10-25 亩/亿元投资（专家）.</summary>
    private static ChainNeed? Need(string line, List<Unmet> unmet)
    {
        if (NeedLine().Match(line) is { Success: true } found && Number(found.Groups[2].Value) is { } low
            && Number(found.Groups[3].Value) is { } high)
        {
            return new ChainNeed(found.Groups[1].Value, low, high, found.Groups[4].Value, found.Groups[5].Success ? found.Groups[5].Value : "专家");
        }
        unmet.Add(new("chain.need", "needs", $"需求“{line}”读不懂。每行一项，写成“土地 10-25 亩/亿元投资（专家）”。"));
        return null;
    }

    /// <summary>As the form shows it.</summary>
    public static string Shown(ChainNeed need) => string.Create(CultureInfo.InvariantCulture, $"{need.What} {need.Low}-{need.High} {need.Unit}（{need.Basis}）");

    private static decimal? Number(string text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint,
        CultureInfo.InvariantCulture, out var number) ? number : null;
    private static string Text(string? typed) => typed?.Trim() ?? "";
    private static string[] Lines(string? typed) => (typed ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    private static string[] List(string? typed) => [.. (typed ?? "").Split(Marks,
        StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()];

    [GeneratedRegex(@"^(\S+)\s+([\d.]+)\s*[-–—至~]\s*([\d.]+)\s+([^\s（]+)(?:（(.+)）)?$")]
    private static partial Regex NeedLine();
}
