using Yinfeng.Kernel;

namespace Yinfeng.Chains;

/// <summary>A chain as the interface writes it; amounts in 亿元.</summary>
/// <param name="Office">Name of the unit that drew this version; null for the shipped template.</param>
internal sealed record ChainJson(string Id, string Name, DateOnly From, string Basis, string? Note, string Unit, string? Office,
    IReadOnlyList<NodeJson> Nodes, IReadOnlyList<LinkJson> Links,
    ChargeJson? Charge, YearJson Year)
{
    public static ChainJson Of(ChainView view) => new(view.Chain.Id, view.Chain.Name, view.Chain.From, view.Chain.Basis,
        view.Chain.Note, view.Unit.Code, view.Office?.Name,
        [.. view.Shown.Select(n => new NodeJson(n.Node.Id, n.Node.Name, n.Node.Layer.ToString(), n.Node.Codes, n.Node.Words,
            n.Node.NotWords, n.Node.Leaders,
            [.. n.Node.Needs.Select(d => new NeedJson(d.What, d.Low, d.High, d.Unit, d.Basis))], n.Node.Basis,
                n.Strength?.ToString(), n.Gap?.Evidence.Sure, n.Gap?.Evidence.Projects.Count,
            n.Task is { } t ? new TaskJson(t.Kind.ToString(), t.Text, t.Owner, t.Due) : null))],
        [.. view.Chain.Links.Select(l => new LinkJson(l.From, l.To, l.What, l.Returns, l.Basis))],
        view.Charge is { } c ? new ChargeJson(c.From, c.Chief, c.Office, c.Plan, c.FileName) : null,
        new YearJson(view.Year.Year, view.Year.Target?.Projects, Yi(view.Year.Target?.InvestmentFen), view.Year.Signed,
            Money.ToYi(view.Year.SignedFen)));

    private static decimal? Yi(long? fen) => fen is { } f ? Money.ToYi(f) : null;
}

/// <param name="Strength">Strong, Weak or Missing; null where nothing is known of the place. So <paramref name="Firms"/> and <paramref name="Projects"/>.</param>
internal sealed record NodeJson(string Id, string Name, string Layer, IReadOnlyList<string> Codes, IReadOnlyList<string> Words,
    IReadOnlyList<string> NotWords, IReadOnlyList<string> Leaders,
    IReadOnlyList<NeedJson> Needs, string Basis, string? Strength, int? Firms, int? Projects, TaskJson? Task);

internal sealed record NeedJson(string What, decimal Low, decimal High, string Unit, string Basis);

internal sealed record TaskJson(string Kind, string? Text, string? Owner, DateOnly? Due);

internal sealed record LinkJson(string From, string To, string? What, bool Returns, string Basis);

internal sealed record ChargeJson(DateOnly From, string Chief, string Office, string? Plan, string? File);

/// <param name="TargetProjects">To be signed in the year.</param>
/// <param name="TargetYi">Total investment of the signed.</param>
internal sealed record YearJson(int Year, int? TargetProjects, decimal? TargetYi, int SignedProjects, decimal SignedYi);
