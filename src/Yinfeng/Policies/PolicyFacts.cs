using Yinfeng.Rules;

namespace Yinfeng.Policies;

/// <summary>What policies may ask about a project, a company or a wish: the names officials write, and those of JSON in English.</summary>
public static class PolicyFacts
{
    public static readonly FactSchema Guide = new(), Device = new(), Known = new();

    public static readonly Fact RegisteredIn = Known.Text("注册地", "registered_in");
    public static readonly Fact Industry = Known.Text("产业", "industry");
    public static readonly Fact ProjectKind = Known.Text("项目类型", "project_kind");
    public static readonly Fact SignedOn = Known.Date("签约日期", "signed_on");
    public static readonly Fact AppliedOn = Known.Date("申报日期", "applied_on");
    public static readonly Fact AskedOn = Known.Date("询问日期", "asked_on");
    public static readonly Fact StartedOn = Known.Date("开工日期", "started_on");
    public static readonly Fact ProducingOn = Known.Date("投产日期", "production_on");
    public static readonly Fact Year = Number("年度", "year", new(RuleKind.Number));
    public static readonly Fact FixedInvestment = Money("固定资产投资", "fixed_investment");
    public static readonly Fact ActualInvestment = Money("实际投资", "actual_investment");
    public static readonly Fact TotalInvestment = Money("总投资", "total_investment");
    public static readonly Fact RegisteredCapital = Money("注册资本", "registered_capital");
    public static readonly Fact SiteArea = Count("占地面积", "site_area", "亩");
    public static readonly Fact IsNew = Known.Bool("新建", "is_new");
    public static readonly Fact NewlyAttracted = Known.Bool("新引进", "newly_attracted");

    /// <summary>What a question is about only in passing: where, when, what for. A policy may leave them unread and still cover the question.</summary>
    public static IReadOnlySet<string> Context { get; }

    static PolicyFacts()
    {
        Guide.Text("姓名", "name");
        Guide.Text("导游证", "card");
        Guide.Exact("带团批次", "tours", new(RuleKind.Count, "批次"));
        Guide.Exact("带团人次", "tourists", new(RuleKind.Count, "人次"));
        Device.Text("设备名称", "device");
        Device.Exact("单台含税价", "unit_price", new(RuleKind.Money, "台"));
        Device.Exact("台数", "count", new(RuleKind.Count, "台"));

        Known.Text("企业类别", "company_kind");
        Known.Tags("资质", "qualification");
        Known.Text("品种类别", "product_class");
        Known.Text("酒店星级", "hotel_stars");
        Known.Text("行业代码", "industry_code");
        Known.Text("研发机构级别", "research_centre_level");
        Known.Text("会议级别", "event_level");
        foreach (var (name, code) in new[] { ("建成日期", "built_on"), ("完成日期", "retrofit_done_on"), ("认定日期", "recognised_on"),
            ("注册日期", "registered_on"), ("兼并重组完成日期", "merged_on") })
        {
            Known.Date(name, code);
        }
        foreach (var (name, code) in new[] { ("年租金", "yearly_rent"), ("土地价款", "land_price"), ("土地价款地方留用", "land_price_kept_locally"),
            ("产权过户地方财政贡献", "transfer_local_revenue"), ("营业额", "event_turnover"), ("总投入", "total_input"), ("到位资金", "funds_in_place"),
            ("实际使用外资", "foreign_capital_used"), ("股权融资", "equity_raised") })
        {
            Money(name, code);
        }
        foreach (var (name, code) in new[] { ("年度地方财政贡献", "local_revenue"), ("年纳税额", "tax_paid"), ("年产值", "output_value"), ("销售收入", "sales"),
            ("研发费用", "rd_cost"), ("年所得税县级留存", "income_tax_kept") })
        {
            Known.Series(name, code);
        }
        foreach (var (name, code, unit) in new[] { ("租用厂房面积", "rented_area", "平方米"), ("营业面积", "business_area", "平方米"), ("组织游客人次", "visitors_brought", "人次"),
            ("组团人次", "tour_visitors", "人次"), ("入住夜数", "nights", "夜"), ("会议人数", "event_people", "人"), ("种植年限", "planted_years", "年"),
            ("经营年限", "business_years", "年"), ("民宿数", "homestays", "个"), ("民宿间数", "homestay_rooms", "间"), ("床位数", "beds", "张"),
            ("高级雪道数", "advanced_slopes", "条"), ("中级雪道数", "medium_slopes", "条"), ("初级雪道数", "easy_slopes", "条"), ("标准冰场数", "ice_rinks", "块"),
            ("冰雪赛事数", "snow_events", "个"), ("发明专利数", "invention_patents", "件"), ("实用新型数", "utility_models", "件"), ("外观设计数", "designs", "件"),
            ("软件著作权数", "software_copyrights", "件"), ("集成电路布图设计数", "ic_layouts", "件"), ("植物新品种数", "plant_varieties", "件"),
            ("市外分支机构数", "outside_branches", "个"), ("细分市场年限", "niche_years", "年"), ("职工人数", "employees", "人"), ("研发人员数", "researchers", "人"), ("本科或中级以上研发人员数", "qualified_researchers", "人"),
            ("年实际使用外资", "foreign_capital_used_usd", "美元"), ("合同外资", "foreign_capital_contracted_usd", "美元") })
        {
            Count(name, code, unit);
        }
        foreach (var (name, code) in new[] { ("初次认定", "first_recognition"), ("县域内投产", "produced_in_county"), ("规上工业企业", "above_scale_industry"),
            ("符合产业导向", "fits_guidance"), ("符合八大领域", "in_eight_fields"), ("研发费用单独建账", "separate_rd_books"), ("县内从业", "works_in_county"),
            ("已享受一事一议", "had_case_by_case_deal"), ("已享受其他财政补助", "had_other_subsidy"), ("违规", "broke_rules"),
            ("与上级政策抵触", "conflicts_with_higher_policy"), ("兼并后继续经营", "continues_after_merger"), ("增资", "capital_increase"),
            ("本县承担经费", "county_bears_cost"), ("投资方来自重点区域", "investor_from_focus_region"), ("有研发机构", "has_research_centre") })
        {
            Known.Bool(name, code);
        }
        Number("奖励比例", "award_rate", new(RuleKind.Percent));
        foreach (var (name, code) in new[] { ("固定资产投资占比", "fixed_share"), ("市外投资占比", "outside_share"), ("主营业务占比", "main_business_share"),
            ("主营收入增长率", "main_business_growth"), ("市场占有率", "market_share"), ("资产负债率", "debt_ratio") })
        {
            Number(name, code, new(RuleKind.Percent));
        }
        Known.List("设备清单", "equipment", Device);
        Known.List("导游", "guides", Guide);
        Context = Known.Facts.Where(f => f.Type.Kind is RuleKind.Date or RuleKind.Bool).Select(f => f.Name)
            .Concat(["注册地", "产业", "项目类型", "企业类别", "年度", "行业代码", "注册资本"]).ToHashSet(StringComparer.Ordinal);
    }

    private static Fact Money(string name, string code) => Number(name, code, new(RuleKind.Money));
    private static Fact Count(string name, string code, string unit) => Number(name, code, new(RuleKind.Count, unit));
    private static Fact Number(string name, string code, RuleType type) => Known.Exact(name, code, type);
}
