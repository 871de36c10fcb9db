using Yinfeng.Kernel;
using static Yinfeng.Projects.ProjectField;

namespace Yinfeng.Projects;

/// <summary>Every fact of a project that people edit, in the order of the form. Forms, REST, conflicts and the log read this table.</summary>
public static class ProjectFields
{
    private const string Basic = "基本情况", Money = "投资与效益", Place = "落地与产业", People = "责任人", Dates = "实际日期",
        Planned = "计划日期", Other = "其他";

    public static readonly IReadOnlyList<ProjectField> All =
    [
        Text("name", "项目名称", Basic, 200, p => p.Name, (p, v) => p.Name = v!, required: true),
        Text("investor", "投资方", Basic, 200, p => p.Investor, (p, v) => p.Investor = v),
        Text("investorCreditCode", "投资方统一社会信用代码", Basic, 18, p => p.InvestorCreditCode, (p, v) => p.InvestorCreditCode = v?.ToUpperInvariant()),
        Text("investorPlace", "投资方所在地", Basic, 100, p => p.InvestorPlace, (p, v) => p.InvestorPlace = v),
        Choice<InvestorOrigin>("investorOrigin", "投资方来源", Basic,
            [.. Enum.GetValues<InvestorOrigin>().Select(v => (v, Terms.Of(v)))], p => p.InvestorOrigin, (p, v) => p.InvestorOrigin = v!.Value),
        Choice<Attraction>("attraction", "引进类别", Basic,
            [.. Enum.GetValues<Attraction>().Select(v => (v, Terms.Of(v)))], p => p.Attraction, (p, v) => p.Attraction = v!.Value),
        Text("channel", "线索来源", Basic, 40, p => p.Channel, (p, v) => p.Channel = v),
        Text("firstReporter", "首报人", Basic, 60, p => p.FirstReporter, (p, v) => p.FirstReporter = v),
        Choice<Confidentiality>("confidentiality", "保密等级", Basic,
            [.. Enum.GetValues<Confidentiality>().Select(v => (v, Terms.Of(v)))], p => p.Confidentiality, (p, v) => p.Confidentiality = v!.Value),
        Text("content", "建设内容", Basic, 4000, p => p.Content, (p, v) => p.Content = v),

        Choice<InvestmentKind>("kind", "项目类型", Money,
            [(InvestmentKind.FixedAsset, "固定资产投资类"), (InvestmentKind.NonFixedAsset, "非固定资产投资类")],
            p => p.Kind, (p, v) => p.Kind = v, required: false),
        Wan("totalInvestmentWan", "总投资", Money, p => p.TotalInvestmentFen, (p, v) => p.TotalInvestmentFen = v),
        Wan("fixedInvestmentWan", "固定资产投资", Money, p => p.FixedInvestmentFen, (p, v) => p.FixedInvestmentFen = v),
        Text("currency", "币种", Money, 3, p => p.Currency, (p, v) => p.Currency = v is null ? "CNY" : v.ToUpperInvariant()),
        Wan("foreignAmountWan", "外币金额", Money, p => p.ForeignAmountCents, (p, v) => p.ForeignAmountCents = v),
        Wan("registeredCapitalWan", "注册资本", Money, p => p.RegisteredCapitalFen, (p, v) => p.RegisteredCapitalFen = v),
        Wan("paidInCapitalWan", "实缴资本", Money, p => p.PaidInCapitalFen, (p, v) => p.PaidInCapitalFen = v),
        Wan("expectedOutputWan", "预计产值", Money, p => p.ExpectedOutputFen, (p, v) => p.ExpectedOutputFen = v),
        Wan("expectedTaxWan", "预计税收", Money, p => p.ExpectedTaxFen, (p, v) => p.ExpectedTaxFen = v),
        Number("expectedJobs", "预计就业（人）", Money, 1_000_000, p => p.ExpectedJobs, (p, v) => p.ExpectedJobs = v),

        Unit("landingUnit", "落地单位", Place, p => p.LandingUnitId, (p, v) => p.LandingUnitId = v),
        Text("park", "园区", Place, 100, p => p.Park, (p, v) => p.Park = v),
        Text("parcel", "地块", Place, 100, p => p.Parcel, (p, v) => p.Parcel = v),
        Text("industry", "所属行业", Place, 100, p => p.Industry, (p, v) => p.Industry = v),
        Text("industryCode", "行业代码（GB/T 4754）", Place, 5, p => p.IndustryCode, (p, v) => p.IndustryCode = v?.ToUpperInvariant()),
        Text("chain", "产业链", Place, 60, p => p.Chain, (p, v) => p.Chain = v),
        Text("chainNode", "链上环节", Place, 60, p => p.ChainNode, (p, v) => p.ChainNode = v),
        Text("filingCode", "项目代码", Place, 40, p => p.FilingCode, (p, v) => p.FilingCode = v),

        Text("leader", "包保领导", People, 60, p => p.Leader, (p, v) => p.Leader = v),
        Text("taskForce", "专班", People, 100, p => p.TaskForce, (p, v) => p.TaskForce = v),
        Text("serviceOfficer", "首席服务官", People, 60, p => p.ServiceOfficer, (p, v) => p.ServiceOfficer = v),
        Text("investorContact", "企业联系人", People, 60, p => p.InvestorContact, (p, v) => p.InvestorContact = v),

        Date("plannedSignedOn", "计划签约", Planned, p => p.PlannedSignedOn, (p, v) => p.PlannedSignedOn = v),
        Date("plannedStartedOn", "计划开工", Planned, p => p.PlannedStartedOn, (p, v) => p.PlannedStartedOn = v),
        Date("plannedProducingOn", "计划投产", Planned, p => p.PlannedProducingOn, (p, v) => p.PlannedProducingOn = v),
        Date("plannedAtCapacityOn", "计划达产", Planned, p => p.PlannedAtCapacityOn, (p, v) => p.PlannedAtCapacityOn = v),

        .. StageRules.Gates.Select(g => Date(Camel(g.Stage) + "On", g.Name + "日期", Dates,
            p => p.DateOf(g.Stage), (p, v) => p.SetDate(g.Stage, v))),

        Flag("signedOnline", "在线签约", Other, p => p.SignedOnline, (p, v) => p.SignedOnline = v),
        Track("dealByDeal", "一事一议", SpecialTracks.DealByDeal),
        Track("massSigning", "集中签约", SpecialTracks.MassSigning),
        Track("massStart", "集中开工", SpecialTracks.MassStart),
        Text("stageStated", "台账所写进度", Other, 200, p => p.StageStated, (p, v) => p.StageStated = v),
        Text("remark", "备注", Other, 4000, p => p.Remark, (p, v) => p.Remark = v),
    ];

    private static readonly Dictionary<string, ProjectField> ByName = All.ToDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase);

    public static ProjectField? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The label of a field, or the name itself where the log holds something that is not a field.</summary>
    public static string LabelOf(string name) => Find(name)?.Label ?? name;

    /// <summary>What may stand in a create or patch request, for the REST description.</summary>
    public static string Describe() => string.Join("; ", All.Select(f => f.Choices.Count == 0
        ? $"{f.Name} ({f.Kind.ToString().ToLowerInvariant()}, {f.Label})"
        : $"{f.Name} ({string.Join("|", f.Choices.Select(c => c.Value))}, {f.Label})"));

    private static ProjectField Track(string name, string label, SpecialTracks track) => Flag(name, label, Other,
        p => p.Tracks.HasFlag(track), (p, on) => p.Tracks = on ? p.Tracks | track : p.Tracks & ~track);
}
