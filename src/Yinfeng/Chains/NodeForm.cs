using Microsoft.AspNetCore.Http;

namespace Yinfeng.Chains;

/// <summary>A node in its form, as typed: what cannot be read stays to be put right.</summary>
/// <param name="Old">Id of the node that is changed; empty for a new one.</param>
public sealed record NodeForm(string Old, string Id, string Name, string Layer, string Codes, string Words, string NotWords, string Leaders, string Needs, string Basis)
{
    public static readonly NodeForm New = new("", "", "", "", "", "", "", "", "", "专家");

    public static NodeForm Of(ChainNode node) => new(node.Id, node.Id, node.Name, node.Layer.ToString(), List(node.Codes), List(node.Words), List(node.NotWords),
        List(node.Leaders), string.Join('\n', node.Needs.Select(ChainEdit.Shown)), node.Basis);

    public static NodeForm Of(IFormCollection form)
    {
        string Typed(string field) => form[field].ToString();
        return new NodeForm(Typed("old"), Typed("id"), Typed("name"), Typed("layer"), Typed("codes"), Typed("words"), Typed("notWords"), Typed("leaders"), Typed("needs"),
            Typed("basis"));
    }

    private static string List(IReadOnlyList<string> texts) => string.Join('、', texts);
}

/// <summary>A link in its form, as typed.</summary>
public sealed record LinkForm(string Source, string Target, string What, bool Returns, string Basis)
{
    public static readonly LinkForm New = new("", "", "", false, "专家");

    public static LinkForm Of(IFormCollection form) =>
        new(form["source"].ToString(), form["target"].ToString(), form["what"].ToString(), form["returns"] == "true", form["basis"].ToString());
}
