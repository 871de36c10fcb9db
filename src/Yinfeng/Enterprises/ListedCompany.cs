using System.Text.Json;
using Yinfeng.Kernel;

namespace Yinfeng.Enterprises;

/// <summary>A listed company with what it sells, as a file that the office imported tells.</summary>
/// <remarks>Tied to a company of the base by credit code or whole name when it is asked for, so that either may be imported first.</remarks>
public sealed class ListedCompany
{
    public required string StockCode { get; init; }

    /// <summary>As the exchange calls it (证券简称).</summary>
    public required string ShortName { get; set; }

    /// <summary>As registered, brackets as registry files write them; null where the file's whole name cannot be this company's.</summary>
    public string? FullName { get; set; }
    public string? CreditCode { get; set; }

    /// <summary>SSE, SZSE, BSE …</summary>
    public string? Exchange { get; set; }
    public LedgerDate? ListedOn { get; set; }
    public string? Industry { get; set; }

    /// <summary>JSON: [["销售啤酒", 9890], ["威士忌", null]]; the share of revenue in hundredths of a percent.</summary>
    public string Products { get; set; } = "[]";

    /// <summary>The file that said so, and the day it speaks for.</summary>
    public required string Source { get; set; }
    public LedgerDate SourceOn { get; set; }
}

/// <summary>One product of a listed company.</summary>
/// <param name="BasisPoints">Share of revenue in hundredths of a percent; null where the report tells none.</param>
public sealed record ListedProduct(string Name, int? BasisPoints)
{
    /// <summary>The largest share first.</summary>
    public static IReadOnlyList<ListedProduct> Of(string json) => [.. JsonDocument.Parse(json).RootElement.EnumerateArray()
        .Select(p => new ListedProduct(p[0].GetString()!, p[1].ValueKind == JsonValueKind.Number ? p[1].GetInt32() : null))
        .OrderByDescending(p => p.BasisPoints ?? -1)];

    public static string ToJson(IEnumerable<ListedProduct> products) =>
        JsonSerializer.Serialize(products.Select(p => new object?[] { p.Name, p.BasisPoints }), EnterpriseJson.Plain);
}
