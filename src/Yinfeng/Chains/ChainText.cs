using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Yinfeng.Chains;

/// <summary>Writes a chain as <see cref="ChainFile"/> reads it.</summary>
internal static partial class ChainText
{
    private static readonly JsonSerializerOptions Quoted = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Chain chain)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"- 产业链: {Value(chain.Id)}\n  名称: {Value(chain.Name)}\n  启用: {chain.From:yyyy-MM-dd}\n  依据: {Value(chain.Basis)}\n");
        if (chain.Note is { } note)
        {
            text.Append(CultureInfo.InvariantCulture, $"  说明: {Value(note)}\n");
        }
        foreach (var node in chain.Nodes)
        {
            Node(text, node);
        }
        text.Append('\n');
        foreach (var link in chain.Links)
        {
            text.Append(CultureInfo.InvariantCulture, $"- {{供给: {Value(link.From)}, 到: {Value(link.To)}");
            text.Append(link.What is { } what ? $", 内容: {Value(what)}" : "").Append(link.Returns ? ", 回收: 是" : "");
            text.Append(CultureInfo.InvariantCulture, $", 依据: {Value(link.Basis)}}}\n");
        }
        return text.ToString();
    }

    private static void Node(StringBuilder text, ChainNode node)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n- 环节: {Value(node.Id)}\n  名称: {Value(node.Name)}\n  段: {ChainTerms.Of(node.Layer)}\n");
        text.Append(CultureInfo.InvariantCulture, $"  行业: [{string.Join(", ", node.Codes.Select(c => $"\"{c}\""))}]\n  词: [{Values(node.Words)}]\n");
        text.Append(node.NotWords.Count > 0 ? $"  不含: [{Values(node.NotWords)}]\n" : "").Append(node.Leaders.Count > 0 ? $"  龙头: [{Values(node.Leaders)}]\n" : "");
        text.Append(node.Needs.Count > 0 ? "  需求:\n" : "");
        foreach (var need in node.Needs)
        {
            text.Append(CultureInfo.InvariantCulture, $"    - {{项目: {Value(need.What)}, 最低: {need.Low}, 最高: {need.High}, 单位: {Value(need.Unit)}, 依据: {Value(need.Basis)}}}\n");
        }
        text.Append(CultureInfo.InvariantCulture, $"  依据: {Value(node.Basis)}\n");
    }

    private static string Values(IEnumerable<string> texts) => string.Join(", ", texts.Select(Value));

    /// <summary>Quoted where YAML would read something else.</summary>
    private static string Value(string text) => Plain().IsMatch(text) ? text : JsonSerializer.Serialize(text, Quoted);

    [GeneratedRegex(@"^[\p{L}\p{Nd}（）][\p{L}\p{Nd}（） ·、，。；/%.\-]*(?<! )$")]
    private static partial Regex Plain();
}
