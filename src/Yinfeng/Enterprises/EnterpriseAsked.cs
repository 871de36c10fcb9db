using System.Globalization;
using Microsoft.AspNetCore.Http;
using Yinfeng.Kernel;

namespace Yinfeng.Enterprises;

/// <summary>A search as it arrives: what was typed, and what restricts it.</summary>
/// <param name="Place">As typed.</param>
/// <param name="Year">Registered in this year or later.</param>
/// <param name="List">Id of a list it stands on.</param>
/// <param name="Page">From 1.</param>
/// <param name="Wrong">What cannot be understood, or null.</param>
public sealed record EnterpriseAsked(string Text, string? Place, int? Division, long? CapitalWan, int? Year, bool HeadOffices, long? List, int Page, EnterpriseFilter Filter,
    string? Wrong)
{
    /// <summary>Something to find: a text, or what restricts.</summary>
    public bool IsAsked => Text.Length > 0 || Filter.Restricts;

    public static EnterpriseAsked Of(string? text, string? place, int? division, long? capitalWan, int? year, bool headOffices, long? list, int page = 1)
    {
        var code = string.IsNullOrWhiteSpace(place) ? null : EnterpriseFilter.PlaceOf(place);
        var wrong = !string.IsNullOrWhiteSpace(place) && code is null ? $"没有名为“{place}”的地区，请写全称或 6 位代码。" : null;
        var filter = new EnterpriseFilter(code, division, capitalWan, year is { } y ? new LedgerDate(y, 1, 1) : null, null, headOffices, list);
        return new((text ?? "").Trim(), place, division, capitalWan, year, headOffices, list, page, filter, wrong);
    }

    public static EnterpriseAsked Of(IQueryCollection query) => Of(query["q"], query["place"], Number(query["division"]), Number(query["capital"]),
        Number(query["year"]), query["heads"] == "true", long.TryParse(query["list"], NumberStyles.None, CultureInfo.InvariantCulture, out var list) ? list : null,
        Math.Max(1, Number(query["page"]) ?? 1));

    /// <summary>As a query string, without what is empty.</summary>
    public string ToQueryString(int page = 1) => QueryString.Create(new Dictionary<string, string?>
    {
        ["q"] = Text, ["place"] = Place, ["division"] = Division?.ToString(CultureInfo.InvariantCulture),
        ["capital"] = CapitalWan?.ToString(CultureInfo.InvariantCulture), ["year"] = Year?.ToString(CultureInfo.InvariantCulture),
        ["heads"] = HeadOffices ? "true" : null, ["list"] = List?.ToString(CultureInfo.InvariantCulture),
        ["page"] = page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null,
    }.Where(p => !string.IsNullOrEmpty(p.Value))).ToString();

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
