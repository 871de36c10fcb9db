using Yinfeng.Kernel;
using static Yinfeng.Projects.EvidenceKind;
using static Yinfeng.Projects.ProjectStage;

namespace Yinfeng.Projects;

public enum NeedKind { Date, Fact, Evidence }

/// <summary>One condition of a gate.</summary>
/// <param name="Code">Stable identifier, e.g. <c>project.filing-code.missing</c>.</param>
/// <param name="Field">The field to fill, or <c>evidence:permit</c> for a file to upload.</param>
/// <param name="Label">What it is, in two to eight words.</param>
/// <param name="Supplier">Who has it or makes it.</param>
/// <param name="Why">Why the gate asks for it and what to do.</param>
/// <param name="IsMet">Whether the project has it.</param>
public sealed record Need(
    string Code, string Field, NeedKind Kind, string Label, string Supplier, string Why, Func<GateFacts, bool> IsMet)
{
    public Unmet AsUnmet() => new(Code, Field, $"缺{Label}：{Why}由{Supplier}提供。");
}

/// <summary>What a project must have to enter a stage.</summary>
/// <param name="Name">Term of the trade: 签约.</param>
/// <param name="EntersWhen">What happened in the world, in one sentence.</param>
public sealed record Gate(ProjectStage Stage, string Name, string EntersWhen, IReadOnlyList<Need> Needs);

/// <summary>What gates look at.</summary>
/// <param name="Evidence">Files in force (not withdrawn), by the stage they prove.</param>
/// <param name="Dates">Days given with the move; they go before the project's own.</param>
public sealed record GateFacts(
    Project Project, IReadOnlyCollection<StageEvidence> Evidence, IReadOnlyDictionary<ProjectStage, LedgerDate> Dates)
{
    public LedgerDate? DateOf(ProjectStage stage) => Dates.TryGetValue(stage, out var given) ? given : Project.DateOf(stage);
}

/// <summary>A file in force.</summary>
public readonly record struct StageEvidence(ProjectStage Stage, EvidenceKind Kind, bool HasDate);

/// <summary>The closed loop as one table: what each of the eight gates needs. Domain, REST, commands and pages read this.</summary>
/// <remarks>Gates bind a move, never an edit: a project taken in from a ledger sits in its stage without evidence.</remarks>
public static class StageRules
{
    public static readonly IReadOnlyList<Gate> Gates =
    [
        new(Lead, "线索", "听到投资意向并登记来源", [
            Date(Lead, "首报日期", "首报单位", "首报先后按这一天认定，请填写首次报告的日期。"),
            Fact("channel", "线索来源", "首报单位", "要知道线索从哪个渠道来，请在“编辑”中填写线索来源。", p => p.Channel),
            Fact("first-reporter", "首报人", "首报单位", "谁先报告归谁，请在“编辑”中填写首报人。", p => p.FirstReporter)]),
        new(Contacted, "对接", "与投资方首次接触", [
            Date(Contacted, "对接日期", "招商专班", "请填写首次接触投资方的日期。"),
            Fact("investor", "投资方", "招商专班", "接触的是谁必须写明，请在“编辑”中填写投资方。", p => p.Investor),
            File(Contacted, "对接记录", "招商专班", "要写明日期、人员和渠道，请上传对接记录。", ContactRecord)]),
        new(Negotiating, "洽谈", "就选址、规模、条件实质性商谈", [
            Date(Negotiating, "洽谈日期", "招商专班", "请填写首次实质性商谈的日期。"),
            Fact("content", "建设内容", "招商专班", "谈什么、建什么要写明，请在“编辑”中填写建设内容。", p => p.Content),
            File(Negotiating, "考察或会谈记录", "招商专班", "证明进入实质性商谈，请上传考察或会谈记录。", MeetingRecord)]),
        new(Reviewed, "会审", "各部门联合会商会审拟签约项目", [
            Date(Reviewed, "会审日期", "投促局", "请填写联合会审的日期。"),
            Fact("industry", "所属行业", "招商专班", "会审要看产业政策，请在“编辑”中填写所属行业。", p => p.Industry ?? p.IndustryCode),
            Amount("total-investment", "总投资", "招商专班", "会审要看投资规模，请在“编辑”中填写总投资或外币金额。"),
            File(Reviewed, "会审纪要", "投促局", "要附各部门意见，请上传会审纪要。", ReviewMinutes)]),
        new(Signed, "签约", "当面或在线签订投资协议", [
            Date(Signed, "签约日期", "招商专班", "签约数按这一天计入，请填写协议签订日期。"),
            Fact("investor", "投资方", "招商专班", "协议双方必须写明，请在“编辑”中填写投资方。", p => p.Investor),
            Amount("total-investment", "总投资", "招商专班", "签约额按总投资统计，请按协议填写总投资或外币金额。"),
            File(Signed, "投资协议", "招商专班", "要有日期、双方和总投资，请上传签署页齐全的协议。", Agreement)]),
        new(Started, "开工", "主体工程开始施工", [
            Date(Started, "开工日期", "首席服务官", "开工数按这一天计入，请填写实际开工日期。"),
            Fact("filing-code", "项目代码", "行政审批部门", "没有备案的项目不能计开工，请在“编辑”中填写备案的项目代码。", p => p.FilingCode),
            new("project.fixed-investment.missing", "fixedInvestmentWan", NeedKind.Fact, "固定资产投资额", "项目单位",
                "新开工固投按此统计，请在“编辑”中填写。",
                f => f.Project.Kind == InvestmentKind.NonFixedAsset || f.Project.FixedInvestmentFen is not null
                    || f.Project.Currency != "CNY"),
            File(Started, "施工许可", "住建部门", "没有许可不能认定开工，请上传施工许可证。", Permit),
            new("project.evidence.started.dated-photo.missing", "evidence:datedPhoto", NeedKind.Evidence, "带日期的现场照片", "首席服务官",
                "要能看出实际动工的日期，请上传现场照片并填写拍摄日期。",
                f => f.Evidence.Any(e => e is { Stage: Started, Kind: DatedPhoto, HasDate: true }))]),
        new(Producing, "投产", "生产出第一批产品", [
            Date(Producing, "投产日期", "首席服务官", "投产数按这一天计入，请填写首批产品下线的日期。"),
            File(Producing, "投产现场照片", "首席服务官", "证明已经出产品，请上传生产现场照片。", DatedPhoto),
            File(Producing, "首张发票或用电记录", "企业", "证明真正投产，请上传首张产品销售发票或用电记录。", FirstInvoice, PowerRecord)]),
        new(AtCapacity, "达产", "产量达到设计能力", [
            Date(AtCapacity, "达产日期", "首席服务官", "请填写达到设计能力的日期。"),
            new("project.expected-output.missing", "expectedOutputWan", NeedKind.Fact, "预计产值", "企业",
                "达产要与设计产值对照，请在“编辑”中填写预计产值。", f => f.Project.ExpectedOutputFen is not null),
            File(AtCapacity, "产量或产值证明", "企业", "证明达到设计能力，请上传产量或产值记录。", OutputRecord)]),
    ];

    public static Gate Of(ProjectStage stage) => Gates[(int)stage];

    /// <summary>The stage's term: 签约.</summary>
    public static string Name(ProjectStage stage) => Of(stage).Name;

    /// <summary>The stage after this one; null at the end of the loop.</summary>
    public static ProjectStage? Next(ProjectStage stage) => stage == AtCapacity ? null : stage + 1;

    /// <summary>Needs of the gate of <paramref name="stage"/> that are not met.</summary>
    public static IReadOnlyList<Need> Missing(GateFacts facts, ProjectStage stage) =>
        [.. Of(stage).Needs.Where(n => !n.IsMet(facts))];

    /// <summary>Everything in the way of entering <paramref name="next"/>: all gates after the present stage up to it.</summary>
    /// <remarks>A need that several gates share (the investor) is named once.</remarks>
    public static IReadOnlyList<Unmet> Unmet(GateFacts facts, ProjectStage next) =>
        [.. Gates.Where(g => g.Stage > facts.Project.Stage && g.Stage <= next)
            .SelectMany(g => g.Needs).Where(n => !n.IsMet(facts)).DistinctBy(n => n.Code).Select(n => n.AsUnmet())];

    private static Need Date(ProjectStage stage, string label, string supplier, string why)
    {
        var field = Lower(stage) + "On";
        return new($"project.{Kebab(field)}.missing", field, NeedKind.Date, label, supplier, why, f => f.DateOf(stage) is not null);
    }

    private static Need Fact(string name, string label, string supplier, string why, Func<Project, string?> value) =>
        new($"project.{name}.missing", Camel(name), NeedKind.Fact, label, supplier, why,
            f => !string.IsNullOrWhiteSpace(value(f.Project)));

    private static Need Amount(string name, string label, string supplier, string why) =>
        new($"project.{name}.missing", Camel(name) + "Wan", NeedKind.Fact, label, supplier, why,
            f => f.Project.TotalInvestmentFen is not null || f.Project.ForeignAmountCents is not null);

    private static Need File(ProjectStage stage, string label, string supplier, string why, params EvidenceKind[] kinds)
    {
        var name = Lower(kinds[0]);
        return new($"project.evidence.{Kebab(Lower(stage))}.{Kebab(name)}.missing", "evidence:" + name,
            NeedKind.Evidence, label, supplier, why, f => f.Evidence.Any(e => e.Stage == stage && kinds.Contains(e.Kind)));
    }

    private static string Camel(string kebab)
    {
        var parts = kebab.Split('-');
        return parts[0] + string.Concat(parts.Skip(1).Select(p => char.ToUpperInvariant(p[0]) + p[1..]));
    }

    private static string Lower(Enum value) => char.ToLowerInvariant(value.ToString()[0]) + value.ToString()[1..];

    private static string Kebab(string camel) =>
        string.Concat(camel.Select(c => char.IsUpper(c) ? "-" + char.ToLowerInvariant(c) : c.ToString()));
}
