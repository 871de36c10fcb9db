using Yinfeng.Kernel;
using Yinfeng.Shareholdings;

namespace Yinfeng.Enterprises;

/// <summary>A company as lists answer it; capital in 万 of its currency.</summary>
public sealed record EnterpriseLineJson(long Id, string Name, string? CreditCode, int? Adcode, int? County, string Place, string? RegisteredOn, string Kind,
    decimal? CapitalWan, string? Currency, bool CapitalDoubtful, string? Division)
{
    public static EnterpriseLineJson Of(EnterpriseLine line) => new(line.Id, line.Name, Text(line.CreditCode), Code(line.Adcode), Code(line.County), line.PlaceName,
        Text(line.RegisteredOn), line.Kind.ToString(), line.CapitalCents is { } cents ? Money.ToWan(cents) : null, Text(line.Currency),
        line.Flags.HasFlag(Analytics.Enterprises.EnterpriseFlags.CapitalDoubtful), line.Division == 0 ? null : line.Division.ToString("D2", null));

    private static string? Text(string text) => text.Length == 0 ? null : text;
    private static int? Code(int code) => code == 0 ? null : code;
}

/// <param name="Held">How many companies the base holds.</param>
public sealed record EnterprisePageJson(int Held, int Total, int Page, int Pages, IReadOnlyList<EnterpriseLineJson> Rows)
{
    public static EnterprisePageJson Of(EnterprisePage page) => new(page.Held, page.Total, page.Asked.At, page.Pages, [.. page.Rows.Select(r => EnterpriseLineJson.Of(r.Line))]);
}

public sealed record EnterpriseChangeJson(string Field, string? OldValue, string? NewValue, string SeenOn);

/// <param name="Share">Of revenue, between 0 and 1; null where unknown.</param>
public sealed record ListedProductJson(string Name, decimal? Share);

public sealed record ListedJson(string StockCode, string ShortName, string? Exchange, string? ListedOn, string? Industry, string Source, string SourceOn,
    IReadOnlyList<ListedProductJson> Products)
{
    public static ListedJson Of(ListedCompany c) => new(c.StockCode, c.ShortName, c.Exchange, c.ListedOn?.ToString(), c.Industry, c.Source, c.SourceOn.ToString(),
        [.. ListedProduct.Of(c.Products).Select(p => new ListedProductJson(p.Name, p.BasisPoints / 10_000m))]);
}

/// <summary>A company's page.</summary>
public sealed record EnterpriseViewJson(long Id, string Name, string? CreditCode, bool CodeChecked, int? Adcode, int? County, string Place, string? RegisteredOn, string Kind,
    decimal? CapitalWan, string? Currency, bool CurrencyAssumed, bool CapitalDoubtful, string? Division, string? Scope, string? SourceFile, int SourceRow, string? SourceOn,
    IReadOnlyList<EnterpriseChangeJson> History, EnterpriseLineJson? Parent, IReadOnlyList<EnterpriseLineJson> Sisters, int SisterCount,
    IReadOnlyList<EnterpriseLineJson> Branches, int BranchCount, ControlView? Control, IReadOnlyList<EnterpriseSite> Sites,
    ListedJson? Listed, IReadOnlyList<EnterpriseListing> Lists, IReadOnlyList<EnterpriseTie> Ties, int Version)
{
    public static EnterpriseViewJson Of(EnterpriseView view)
    {
        var c = view.Company;
        return new(c.Id, view.Name, c.CreditCode, c.CodeChecked, c.Adcode == 0 ? null : c.Adcode, c.County, view.PlaceName, c.RegisteredOn?.ToString(), c.Kind.ToString(),
            c.CapitalCents is { } cents ? Money.ToWan(cents) : null, c.Currency, c.CurrencyAssumed, c.CapitalDoubtful, c.Division?.ToString("D2", null), view.Scope,
            view.Source?.FileName, c.SourceRow, view.Source?.SourceOn.ToString(),
            [.. view.History.Select(h => new EnterpriseChangeJson(h.Field, h.OldValue, h.NewValue, h.SeenOn.ToString()))],
            view.Group.Parent is { } parent ? EnterpriseLineJson.Of(parent) : null, [.. view.Group.Sisters.Select(EnterpriseLineJson.Of)], view.Group.SisterCount,
            [.. view.Group.Branches.Select(EnterpriseLineJson.Of)], view.Group.BranchCount, view.Group.Control, view.Group.Sites,
            view.Listed is { } listed ? ListedJson.Of(listed) : null, view.Lists, [.. view.Ties.SelectMany(t => t.Lines)], c.Version);
    }
}

public sealed record EnterpriseImportJson(long Id, string File, string Sha256, string SourceOn, string Status, int Rows, int Stored, int Merged, int Updated, int Refused)
{
    public static EnterpriseImportJson Of(EnterpriseImport i) =>
        new(i.Id, i.FileName, i.Sha256, i.SourceOn.ToString(), i.Status.ToString(), i.Rows, i.Stored, i.Merged, i.Updated, i.Refused);
}

public sealed record EnterpriseListJson(long Id, string Name, string On, string Source, int Entries, int Found)
{
    public static EnterpriseListJson Of(EnterpriseList list) => new(list.Id, list.Name, list.On.ToString(), list.Source, list.Entries, list.Found);
}
