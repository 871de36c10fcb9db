using System.Globalization;
using Yinfeng.Kernel;
using Yinfeng.Projects;

namespace Yinfeng.Imports;

/// <summary>A fact of a project that a ledger may state: how it is called in JSON and on pages, and how to read and set it.</summary>
/// <param name="Name">As in the rows that `import ledger` prints: total_investment_wan.</param>
/// <param name="Title">As the export's header and the pages say it.</param>
/// <param name="Read">Canonical text (fen, yyyy-mm-dd, enum name); null when not stated.</param>
/// <param name="Write">Sets the fact from its canonical text.</param>
internal sealed record LedgerFact(string Name, string Title, FieldKind Kind, Func<Project, string?> Read, Action<Project, string?> Write)
{
    /// <summary>As JSON gives it: 万元 as a number, everything else as text.</summary>
    public object? Json(string? text) =>
        text is not null && Kind == FieldKind.Money ? Money.ToWan(long.Parse(text, CultureInfo.InvariantCulture))
        : text is not null && Kind == FieldKind.Whole ? long.Parse(text, CultureInfo.InvariantCulture)
        : text;

    /// <summary>As pages show it.</summary>
    public string Show(string? text) => text switch
    {
        null => "—",
        _ when Kind == FieldKind.Money => Money.Show(long.Parse(text, CultureInfo.InvariantCulture)),
        _ when Kind == FieldKind.Choice => LedgerFacts.Word(text),
        _ => text,
    };
}

internal enum FieldKind { Text, Money, Date, Whole, Choice }

/// <summary>The facts an import may set, in the order of the export. One table for import, comparison, undo and export.</summary>
internal static class LedgerFacts
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        [nameof(ProjectStage.Lead)] = "线索",
        [nameof(ProjectStage.Contacted)] = "对接",
        [nameof(ProjectStage.Negotiating)] = "洽谈",
        [nameof(ProjectStage.Reviewed)] = "会审",
        [nameof(ProjectStage.Signed)] = "签约",
        [nameof(ProjectStage.Started)] = "开工",
        [nameof(ProjectStage.Producing)] = "投产",
        [nameof(ProjectStage.AtCapacity)] = "达产",
        [nameof(ProjectStatus.Active)] = "在推进",
        [nameof(ProjectStatus.Suspended)] = "暂停",
        [nameof(ProjectStatus.Terminated)] = "终止",
        [nameof(InvestmentKind.FixedAsset)] = "固投",
        [nameof(InvestmentKind.NonFixedAsset)] = "非固投",
        [nameof(InvestorOrigin.WithinProvince)] = "省内",
        [nameof(InvestorOrigin.OutsideProvince)] = "省外",
        [nameof(InvestorOrigin.Overseas)] = "境外",
        [bool.TrueString] = "是",
    };

    public static readonly IReadOnlyList<LedgerFact> All =
    [
        Text("project_name", "项目名称", p => p.Name, (p, v) => p.Name = v ?? p.Name),
        Text("investor", "投资方", p => p.Investor, (p, v) => p.Investor = v),
        Text("investor_credit_code", "统一社会信用代码", p => p.InvestorCreditCode, (p, v) => p.InvestorCreditCode = v),
        Text("investor_place", "投资方所在地", p => p.InvestorPlace, (p, v) => p.InvestorPlace = v),
        new("investor_region", "投资方区划", FieldKind.Whole, p => Number(p.InvestorRegionId), (p, v) => p.InvestorRegionId = Number(v)),
        new("investor_origin", "投资方来源", FieldKind.Choice, p => p.InvestorOrigin == InvestorOrigin.Unknown ? null : p.InvestorOrigin.ToString(),
            (p, v) => p.InvestorOrigin = v is null ? InvestorOrigin.Unknown : Enum.Parse<InvestorOrigin>(v)),
        new("kind", "项目类别", FieldKind.Choice, p => p.Kind?.ToString(), (p, v) => p.Kind = v is null ? null : Enum.Parse<InvestmentKind>(v)),
        Fen("total_investment_wan", "总投资", p => p.TotalInvestmentFen, (p, v) => p.TotalInvestmentFen = v),
        Fen("foreign_amount_wan", "外币投资额", p => p.ForeignAmountCents, (p, v) => p.ForeignAmountCents = v),
        Text("currency", "币种", p => p.Currency == "CNY" ? null : p.Currency, (p, v) => p.Currency = v ?? "CNY"),
        Fen("fixed_investment_wan", "固定资产投资", p => p.FixedInvestmentFen, (p, v) => p.FixedInvestmentFen = v),
        Fen("registered_capital_wan", "注册资本", p => p.RegisteredCapitalFen, (p, v) => p.RegisteredCapitalFen = v),
        Fen("paid_in_capital_wan", "实缴资本", p => p.PaidInCapitalFen, (p, v) => p.PaidInCapitalFen = v),
        Fen("expected_output_wan", "预计年产值", p => p.ExpectedOutputFen, (p, v) => p.ExpectedOutputFen = v),
        Fen("expected_tax_wan", "预计年税收", p => p.ExpectedTaxFen, (p, v) => p.ExpectedTaxFen = v),
        new("expected_jobs", "预计就业人数", FieldKind.Whole, p => Number(p.ExpectedJobs), (p, v) => p.ExpectedJobs = (int?)Number(v)),
        Date("signed_on", "签约日期", p => p.SignedOn, (p, v) => p.SignedOn = v),
        Date("started_on", "开工日期", p => p.StartedOn, (p, v) => p.StartedOn = v),
        Date("producing_on", "投产日期", p => p.ProducingOn, (p, v) => p.ProducingOn = v),
        Date("at_capacity_on", "达产日期", p => p.AtCapacityOn, (p, v) => p.AtCapacityOn = v),
        Date("planned_signed_on", "计划签约日期", p => p.PlannedSignedOn, (p, v) => p.PlannedSignedOn = v),
        Date("planned_started_on", "计划开工日期", p => p.PlannedStartedOn, (p, v) => p.PlannedStartedOn = v),
        Date("planned_producing_on", "计划投产日期", p => p.PlannedProducingOn, (p, v) => p.PlannedProducingOn = v),
        Date("planned_at_capacity_on", "计划达产日期", p => p.PlannedAtCapacityOn, (p, v) => p.PlannedAtCapacityOn = v),
        Text("stage", "项目进展", p => p.StageStated, (p, v) => p.StageStated = v),
        new("stage_reached", "所处阶段", FieldKind.Choice, p => p.Stage.ToString(), (p, v) => p.Stage = Enum.Parse<ProjectStage>(v!)),
        new("status", "状态", FieldKind.Choice, p => p.Status == ProjectStatus.Active ? null : p.Status.ToString(),
            (p, v) => p.Status = v is null ? ProjectStatus.Active : Enum.Parse<ProjectStatus>(v)),
        Text("status_reason", "暂停或终止原因", p => p.StatusReason, (p, v) => p.StatusReason = v),
        Text("industry", "所属产业", p => p.Industry, (p, v) => p.Industry = v),
        Text("industry_code", "行业代码", p => p.IndustryCode, (p, v) => p.IndustryCode = v),
        Text("chain", "产业链", p => p.Chain, (p, v) => p.Chain = v),
        Text("chain_node", "产业链环节", p => p.ChainNode, (p, v) => p.ChainNode = v),
        Text("park", "落地园区", p => p.Park, (p, v) => p.Park = v),
        Text("parcel", "地块", p => p.Parcel, (p, v) => p.Parcel = v),
        Text("filing_code", "项目代码", p => p.FilingCode, (p, v) => p.FilingCode = v),
        Flag("signed_online", "在线签约", p => p.SignedOnline, (p, v) => p.SignedOnline = v),
        Text("leader", "包保领导", p => p.Leader, (p, v) => p.Leader = v),
        Text("task_force", "专班", p => p.TaskForce, (p, v) => p.TaskForce = v),
        Text("service_officer", "首席服务官", p => p.ServiceOfficer, (p, v) => p.ServiceOfficer = v),
        Text("investor_contact", "企业联系人", p => p.InvestorContact, (p, v) => p.InvestorContact = v),
        Text("content", "建设内容", p => p.Content, (p, v) => p.Content = v),
        Text("remark", "备注", p => p.Remark, (p, v) => p.Remark = v),
        Flag("is_sample", "示例", p => p.IsSample, (p, v) => p.IsSample = v),
    ];

    public static readonly IReadOnlyDictionary<string, LedgerFact> ByName = All.ToDictionary(f => f.Name, StringComparer.Ordinal);

    /// <summary>Whether the field is part of the total investment: amount or currency.</summary>
    public static bool IsAmount(LedgerFact field) => field.Name is "total_investment_wan" or "foreign_amount_wan" or "currency";

    /// <summary>The Chinese word of an enumeration value.</summary>
    public static string Word(string name) => Words.GetValueOrDefault(name, name);

    private static LedgerFact Text(string name, string title, Func<Project, string?> get, Action<Project, string?> set) =>
        new(name, title, FieldKind.Text, get, set);

    private static LedgerFact Fen(string name, string title, Func<Project, long?> get, Action<Project, long?> set) =>
        new(name, title, FieldKind.Money, p => Number(get(p)), (p, v) => set(p, Number(v)));

    private static LedgerFact Date(string name, string title, Func<Project, LedgerDate?> get, Action<Project, LedgerDate?> set) =>
        new(name, title, FieldKind.Date, p => get(p)?.ToString(),
            (p, v) => set(p, v is not null && LedgerDate.TryParse(v, out var date) ? date : null));

    private static LedgerFact Flag(string name, string title, Func<Project, bool> get, Action<Project, bool> set) =>
        new(name, title, FieldKind.Choice, p => get(p) ? bool.TrueString : null, (p, v) => set(p, v is not null));

    private static string? Number(long? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static long? Number(string? text) => text is null ? null : long.Parse(text, CultureInfo.InvariantCulture);
}
