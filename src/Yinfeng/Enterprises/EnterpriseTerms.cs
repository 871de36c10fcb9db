using Yinfeng.Analytics.Enterprises;
using Yinfeng.Analytics.Search;

namespace Yinfeng.Enterprises;

/// <summary>The room's words in Chinese.</summary>
public static class EnterpriseTerms
{
    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["name-missing"] = "没有企业名称", ["text-too-long"] = "名称超过 200 字", ["columns-shifted"] = "列错位", ["header-repeated"] = "表头重复出现",
        ["quote-unclosed"] = "引号没有配对，该行无法拆分", ["encoding"] = "有无法识别的字符", ["individual-business"] = "个体工商户，不收入企业库",
        ["code-missing"] = "没有统一社会信用代码", ["code-old"] = "只有旧的 15 位注册号", ["code-invalid"] = "统一社会信用代码校验位不符",
        ["code-malformed"] = "统一社会信用代码位数或字符不对", ["date-missing"] = "没有成立日期", ["date-impossible"] = "成立日期不存在", ["date-future"] = "成立日期在将来",
        ["capital-unreadable"] = "注册资本读不出来", ["capital-doubtful"] = "注册资本过大，疑似把元当作万元", ["capital-unit-assumed"] = "注册资本没有写单位，按万元",
        ["currency-assumed"] = "注册资本没有写币种，按人民币", ["currency-unknown"] = "币种不认识，按人民币", ["place-missing"] = "没有所在城市", ["place-unknown"] = "行政区划代码不存在",
        ["place-retired"] = "行政区划代码已停用，按现行代码或原名称", ["scope-masked"] = "经营范围里有电话或证件号码，已遮盖", ["name-cleaned"] = "名称里的全角字符、空格已整理",
        ["duplicate-code"] = "同一文件里代码重复", ["duplicate-name"] = "同一文件里同城同名", ["same-name-other-code"] = "同城同名但代码不同，按两家企业",
        ["stock-code-missing"] = "没有证券代码", ["stock-code-unknown"] = "产品表里的证券代码不在上市公司表中", ["product-missing"] = "没有产品名称",
        ["share-impossible"] = "收入占比不在 0 到 1 之间，按不详", ["full-name-doubtful"] = "公司全称与简称对不上，不据此关联企业",
        ["already-known"] = "库里已有，内容相同", ["updated"] = "库里已有，内容有更新", ["older-than-known"] = "库里的内容更新，没有覆盖",
    };

    public static string Reason(string reason) => Reasons.GetValueOrDefault(reason, reason);

    public static string Of(ProductsReport report) => $"共 {report.Rows} 行：{report.Companies} 家上市公司（其中 {report.Linked} 家在企业库中），{report.Products} 个产品，未收 {report.Refused} 行"
        + string.Concat(report.ProblemCounts.Select(p => $"；{Reason(p.Key)} {p.Value} 行"));

    /// <summary>Why a company was found.</summary>
    internal static string Of(MatchKind kind) => kind switch
    {
        MatchKind.Exact => "名称一致",
        MatchKind.Core => "字号和行业一致",
        MatchKind.Prefix => "名称以此开头",
        MatchKind.Abbreviation => "简称",
        MatchKind.Brand => "字号一致",
        MatchKind.Slip or MatchKind.OneEdit => "名称相差一个字",
        MatchKind.PlaceAndBrand => "地区和字号一致",
        MatchKind.Initials => "拼音首字母",
        MatchKind.Pinyin => "拼音",
        MatchKind.Middle => "名称中含有",
        MatchKind.OneEditPart => "名称中含有，相差一个字",
        MatchKind.Words => "各词都含有",
        MatchKind.Similar => "名称相近",
        MatchKind.Code => "统一社会信用代码",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static string Of(EnterpriseImportStatus status) => status == EnterpriseImportStatus.Done ? "已完成" : "未读完";

    /// <summary>What a column of a registry file tells.</summary>
    /// <param name="field">As <c>FieldWords</c> names it.</param>
    internal static string Column(string field) => field switch
    {
        "name" => "企业名称",
        "creditCode" => "统一社会信用代码",
        "registeredOn" => "成立日期",
        "kind" => "企业类型",
        "capitalWan" => "注册资本（万）",
        "capital" => "注册资本（单位写在格子里）",
        "currency" => "币种",
        "scope" => "经营范围",
        "province" => "省",
        "city" => "市",
        "county" => "县区",
        "adcode" => "区划代码（市）",
        "countyAdcode" => "区划代码（县）",
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, null),
    };

    /// <summary>The field of a change in the history.</summary>
    public static string Field(string field) => field switch
    {
        "name" => "名称",
        "creditCode" => "信用代码",
        "place" => "所在地",
        "registeredOn" => "成立日期",
        "kind" => "组织类型",
        "capital" => "注册资本",
        "scope" => "经营范围",
        _ => field,
    };

    /// <summary>What is doubtful about the capital; null where nothing is.</summary>
    public static string? Doubt(EnterpriseFlags flags) => flags.HasFlag(EnterpriseFlags.CapitalDoubtful) ? "资本待核：疑似单位有误"
        : flags.HasFlag(EnterpriseFlags.CurrencyAssumed) ? "原表没有写币种，按人民币" : null;

    public static string? Exchange(string? exchange) => exchange switch
    {
        "SSE" => "上交所",
        "SZSE" => "深交所",
        "BSE" => "北交所",
        _ => exchange,
    };

    public static string Of(OrganisationKind kind) => kind switch
    {
        OrganisationKind.LimitedCompany => "有限责任公司",
        OrganisationKind.JointStock => "股份有限公司",
        OrganisationKind.SoleProprietor => "个人独资企业",
        OrganisationKind.Partnership => "合伙企业",
        OrganisationKind.Cooperative => "农民专业合作社",
        OrganisationKind.StateOwned => "国有企业",
        OrganisationKind.Collective => "集体企业",
        OrganisationKind.Individual => "个体工商户",
        OrganisationKind.Office => "办事机构",
        OrganisationKind.Branch => "分支机构",
        _ => "未注明",
    };
}
