using System.Globalization;
using Yinfeng.Analytics.Enterprises;

namespace Yinfeng.Enterprises;

/// <summary>The facts of a company as page and export write them.</summary>
internal static class EnterpriseFactsText
{
    /// <summary>The label of the industry, which the page tells apart, with its reasons.</summary>
    public const string Industry = "行业大类（GB/T 4754）";

    public static IReadOnlyList<(string Label, string Value)> Of(EnterpriseView view)
    {
        var company = view.Company;
        return
        [
            ("企业名称", view.Name),
            ("统一社会信用代码", company.CreditCode is { } code ? company.CodeChecked ? code : $"{code}（校验位不符或为旧注册号）" : "—"),
            ("所在地", view.PlaceName.Length > 0 ? view.PlaceName : "—"),
            ("成立日期", company.RegisteredOn?.ToString() ?? "—"),
            ("组织类型", EnterpriseTerms.Of(company.Kind)),
            ("注册资本", Capital(company)),
            (Industry, company.Division is { } division ? division.ToString("D2", null) : "—"),
            ("经营范围", view.Scope ?? "—"),
            ("来源", view.Source is { } source ? $"{source.FileName} 第 {company.SourceRow} 行，数据日期 {source.SourceOn}" : "—"),
        ];
    }

    /// <summary>A value of the history as people read it: a place by its name, a kind of organisation by its term.</summary>
    public static string Changed(string field, string? value, RegistryPlaces places) => value is null ? "—"
        : field == "place" && int.TryParse(value, CultureInfo.InvariantCulture, out var code) ? places.Full(RegistryPlaces.CityOf(code), code)
        : field == "kind" && Enum.TryParse<OrganisationKind>(value, out var kind) ? EnterpriseTerms.Of(kind) : value;

    /// <summary>"5,000 万元", "20.5 万美元", with what is doubtful about it.</summary>
    public static string Capital(Enterprise company)
    {
        if (company.CapitalCents is not { } cents)
        {
            return "—";
        }
        return CapitalShown.Of(cents, company.Currency ?? "") + (company.CapitalDoubtful ? "（待核：疑似单位有误）" : company.CurrencyAssumed ? "（原表没有写币种，按人民币）" : "");
    }
}
