using System.Globalization;
using Microsoft.AspNetCore.Http;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Kernel;

namespace Yinfeng.Enterprises;

/// <summary>What companies are asked for, as it stands in an address: a text, or what restricts, or both.</summary>
/// <param name="Q">Name, abbreviation, pinyin or credit code, or a part of one.</param>
/// <param name="Place">Name or code of a province, city or county.</param>
/// <param name="Division">Two digits of GB/T 4754.</param>
/// <param name="Capital">Registered capital from, in 万元, other currencies at a rough rate.</param>
/// <param name="CapitalTo">Registered capital up to, in 万元.</param>
/// <param name="Year">Registered in this year or later.</param>
/// <param name="YearTo">Registered in this year or earlier.</param>
/// <param name="List">Id of a list it stands on.</param>
/// <param name="Heads">Without branches and offices.</param>
/// <param name="Page">From 1.</param>
public sealed record EnterpriseAsked(string? Q = null, string? Place = null, int? Division = null, OrganisationKind? Kind = null, long? Capital = null, long? CapitalTo = null,
    int? Year = null, int? YearTo = null, long? List = null, bool? Heads = null, int? Page = null)
{
    private const int MostPages = 1_000_000;

    private readonly int? _place = string.IsNullOrWhiteSpace(Place) ? null : EnterpriseFilter.PlaceOf(Place);

    public string Text => (Q ?? "").Trim();
    public int At => Math.Clamp(Page ?? 1, 1, MostPages);

    public EnterpriseFilter Filter => new(_place, Division, Kind, Capital, CapitalTo, Year is { } from ? new LedgerDate(from, 1, 1) : null,
        YearTo is { } to ? new LedgerDate(to, 12, 31) : null, Heads == true, List);

    /// <summary>What was typed and cannot be understood; null when all can.</summary>
    public string? Wrong { get; init; } = PlaceWrong(Place) ?? (Year is < 1 or > 9999 || YearTo is < 1 or > 9999 ? "成立年份请写四位数，例如 2015。" : null);

    /// <summary>Something to find.</summary>
    public bool IsAsked => Text.Length > 0 || Filter.Restricts;

    /// <summary>From a form that may hold anything.</summary>
    public static EnterpriseAsked Of(IQueryCollection query)
    {
        string? wrong = null;
        long? Whole(string name, string label)
        {
            var typed = query[name].ToString().Trim();
            var isWhole = long.TryParse(typed, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) && number <= int.MaxValue;
            wrong ??= isWhole || typed.Length == 0 ? null : $"{label}“{typed}”不是整数。";
            return isWhole ? number : null;
        }
        var list = long.TryParse(query["list"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : (long?)null;
        var kind = Enum.TryParse<OrganisationKind>(query["kind"], out var k) && Enum.IsDefined(k) ? k : (OrganisationKind?)null;
        var asked = new EnterpriseAsked(query["q"], query["place"], (int?)Whole("division", "行业大类"), kind, Whole("capital", "注册资本"), Whole("capitalTo", "注册资本"),
            (int?)Whole("year", "成立年份"), (int?)Whole("yearTo", "成立年份"), list, query["heads"] == "true", (int?)Whole("page", "页码"));
        return wrong is null ? asked : asked with { Wrong = wrong };
    }

    /// <summary>As a query string, without what is empty.</summary>
    public string ToQueryString(int page = 1) => QueryString.Create(new Dictionary<string, string?>
    {
        ["q"] = Text, ["place"] = Place, ["division"] = Number(Division), ["kind"] = Kind?.ToString(), ["capital"] = Number(Capital), ["capitalTo"] = Number(CapitalTo),
        ["year"] = Number(Year), ["yearTo"] = Number(YearTo), ["heads"] = Heads == true ? "true" : null, ["list"] = Number(List), ["page"] = page > 1 ? Number(page) : null,
    }.Where(p => !string.IsNullOrEmpty(p.Value))).ToString();

    private static string? PlaceWrong(string? place) => string.IsNullOrWhiteSpace(place) || EnterpriseFilter.PlaceOf(place) is not null ? null
        : $"没有名为“{place}”的地区，请写全称或 6 位代码。";

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
