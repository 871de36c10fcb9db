using Yinfeng.Kernel;
using Yinfeng.Projects;

namespace Yinfeng.Rules;

/// <summary>What rules may ask about a project. One row serves any number of projects: fill, ask, fill again.</summary>
/// <remarks>Whoever reads projects without entities sets the facts one by one: <c>row.Clear(); row.Set(ProjectFacts.TotalInvestment, fen)</c>.
/// Texts of choices are the words of <see cref="Fact.Choices"/>; see <see cref="Word(InvestorOrigin)"/>.</remarks>
public sealed class ProjectFacts() : FactRow(Known)
{
    public static readonly FactSchema Known = new();
    public static readonly Fact TotalInvestment = Known.Money("总投资", "total_investment");
    public static readonly Fact FixedInvestment = Known.Money("固定资产投资", "fixed_investment");
    public static readonly Fact RegisteredCapital = Known.Money("注册资本", "registered_capital");
    public static readonly Fact PaidInCapital = Known.Money("实缴资本", "paid_in_capital");
    public static readonly Fact ExpectedOutput = Known.Money("预期产值", "expected_output");
    public static readonly Fact ExpectedTax = Known.Money("预期税收", "expected_tax");
    public static readonly Fact ExpectedJobs = Known.Count("预期用工", "expected_jobs", "人");
    public static readonly Fact LeadOn = Known.Date("线索日期", "lead_on");
    public static readonly Fact ContactedOn = Known.Date("对接日期", "contacted_on");
    public static readonly Fact NegotiatingOn = Known.Date("洽谈日期", "negotiating_on");
    public static readonly Fact ReviewedOn = Known.Date("会审日期", "reviewed_on");
    public static readonly Fact SignedOn = Known.Date("签约日期", "signed_on");
    public static readonly Fact StartedOn = Known.Date("开工日期", "started_on");
    public static readonly Fact ProducingOn = Known.Date("投产日期", "producing_on");
    public static readonly Fact AtCapacityOn = Known.Date("达产日期", "at_capacity_on");
    public static readonly Fact City = Known.Region("所属城市", "city");
    public static readonly Fact InvestorRegion = Known.Region("投资方地区", "investor_region");
    public static readonly Fact Origin = Known.Choice("投资方来源", "investor_origin", "省内", "省外", "境外");

    /// <summary>Never missing: a ledger without the column counts as 固投.</summary>
    public static readonly Fact Kind = Known.Choice("项目类别", "investment_kind", "固投", "非固投");
    public static readonly Fact Attraction = Known.Choice("引进类型", "attraction", "引资", "引技", "引智", "引校", "引所", "引机构");
    public static readonly Fact SignedOnline = Known.Bool("在线签约", "signed_online");
    public static readonly Fact Status = Known.Choice("项目状态", "status", "正常", "暂停", "终止");
    public static readonly Fact Industry = Known.Text("行业代码", "industry_code");
    public static readonly Fact Chain = Known.Text("产业链", "chain");

    public void Fill(Project project)
    {
        Clear();
        Set(TotalInvestment, project.TotalInvestmentFen);
        Set(FixedInvestment, project.FixedInvestmentFen);
        Set(RegisteredCapital, project.RegisteredCapitalFen);
        Set(PaidInCapital, project.PaidInCapitalFen);
        Set(ExpectedOutput, project.ExpectedOutputFen);
        Set(ExpectedTax, project.ExpectedTaxFen);
        Set(ExpectedJobs, project.ExpectedJobs);
        Set(LeadOn, project.LeadOn);
        Set(ContactedOn, project.ContactedOn);
        Set(NegotiatingOn, project.NegotiatingOn);
        Set(ReviewedOn, project.ReviewedOn);
        Set(SignedOn, project.SignedOn);
        Set(StartedOn, project.StartedOn);
        Set(ProducingOn, project.ProducingOn);
        Set(AtCapacityOn, project.AtCapacityOn);
        Set(City, project.CityId == 0 ? null : project.CityId);
        Set(InvestorRegion, project.InvestorRegionId);
        Set(Origin, Word(OriginOf(project.InvestorOrigin, project.InvestorRegionId, project.CityId)));
        Set(Kind, Word(project.Kind));
        Set(Attraction, Word(project.Attraction));
        Set(SignedOnline, project.SignedOnline);
        Set(Status, Word(project.Status));
        Set(Industry, project.IndustryCode);
        Set(Chain, project.Chain);
    }

    /// <summary>As stated; where it is not, seen from the investor's region and the project's city.</summary>
    public static InvestorOrigin OriginOf(InvestorOrigin stated, long? investorRegion, long cityId) => stated != InvestorOrigin.Unknown
        || investorRegion is not { } region || cityId == 0
        ? stated
        : region / 10_000 == cityId / 10_000 ? InvestorOrigin.WithinProvince : InvestorOrigin.OutsideProvince;

    public static string? Word(InvestorOrigin origin) => origin switch
    {
        InvestorOrigin.WithinProvince => "省内",
        InvestorOrigin.OutsideProvince => "省外",
        InvestorOrigin.Overseas => "境外",
        _ => null,
    };

    public static string Word(InvestmentKind? kind) => kind == InvestmentKind.NonFixedAsset ? "非固投" : "固投";

    public static string Word(Attraction attraction) => attraction switch
    {
        Projects.Attraction.Technology => "引技",
        Projects.Attraction.Talent => "引智",
        Projects.Attraction.School => "引校",
        Projects.Attraction.Institute => "引所",
        Projects.Attraction.Organisation => "引机构",
        _ => "引资",
    };

    public static string Word(ProjectStatus status) => status switch
    {
        ProjectStatus.Suspended => "暂停",
        ProjectStatus.Terminated => "终止",
        _ => "正常",
    };
}
