using Yinfeng.Rules;
using Yinfeng.Sheets;

namespace Yinfeng.Assessment;

/// <summary>Lists of this room as workbooks, numbers as numbers and formulas beside their values.</summary>
internal static class AssessmentWorkbook
{
    public const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <param name="one">Only this one; null for all.</param>
    public static byte[] Scores(ScoreFile file, SubjectScore? one)
    {
        var scores = one is null ? file.Scores : [one];
        return Write(
            new("得分", [new("分组", 16), new("单位或领导", 20), new("名次", 8, ColumnFormat.Whole), new("总分", 10), new("考核项得分", 12), new("加减分", 10), new("等次", 10),
                    new("一票否决", 24)],
                scores.Select(s => (object?[])[s.Group, s.Name, s.Rank == 0 ? null : s.Rank, s.Total, s.ItemPoints, s.ExtraPoints, s.Grade, s.Veto]),
                $"{file.Organiser.Name} {file.Scheme.Name} {file.Period} {file.Scheme.Id}"),
            new("考核项", [new("单位或领导", 20), new("考核项", 24), new("分值", 8), new("得分", 10), new("状态", 12), new("公式", 60), new("算式的值", 16), new("封顶", 8),
                    new("保底", 8), new("逐步的值", 90)],
                scores.SelectMany(s => s.Items.Select(i => (object?[])[s.Name, i.Name, i.Weight, i.State is ItemState.Hidden or ItemState.LeftOut ? null : i.Points,
                    AssessmentTerms.Of(i.State), i.Formula, i.Raw, i.Cap, i.Floor, string.Join("；", i.Steps.Select(t => $"{t.Text} = {t.Value}"))]))),
            new("加减分", [new("单位或领导", 20), new("事项", 24), new("依据", 12), new("次数", 8, ColumnFormat.Whole), new("得分", 10), new("算式", 30)],
                scores.SelectMany(s => s.Extras.Select(e => (object?[])[s.Name, e.Name, AssessmentTerms.Of(e.Basis), e.Cases, e.Points, e.Formula]))),
            new("所用的数", [new("单位或领导", 20), new("指标", 26), new("单位", 8), new("完成值", 14), new("上年同期", 14), new("基本目标", 14), new("挑战目标", 14), new("序时计划", 14)],
                from score in scores
                let subject = file.Subject(score.Subject)
                where subject is not null
                from figure in subject.Figures
                let indicator = file.Indicator(figure.Indicator)!
                select (object?[])[score.Name, indicator.Name, AssessmentTerms.Unit(indicator.Unit), figure.Value, figure.LastYear, figure.Target,
                    figure.Stretch, figure.Plan]));
    }

    public static byte[] Editions(IReadOnlyList<EditionLine> lines) => Write(new SheetToWrite("定稿",
        [new("单位", 18), new("月份", 10), new("方案", 20), new("版", 6, ColumnFormat.Whole), new("文号", 26), new("状态", 10), new("提交", 12), new("审批", 12), new("异议截止", 12),
            new("异议", 8, ColumnFormat.Whole), new("更正原因", 40), new("摘要", 66)],
        lines.Select(e => (object?[])[e.Organiser, e.Period.ToString(), e.Scheme, e.Number, e.Document, AssessmentTerms.Of(e.Status), e.ProposedByName, e.DecidedByName,
            e.ObjectUntil, e.Objections, e.Reason, e.Sha256])));

    public static byte[] Schemes(IReadOnlyList<ScoreScheme> schemes) => Write(
        new("考核方案", [new("方案", 30), new("单位", 10), new("起始", 12), new("截止", 12), new("文号", 24), new("来源", 60), new("示例", 8), new("公开", 16)],
            schemes.Select(s => (object?[])[s.Name, s.UnitCode, s.ValidFrom, s.ValidTo, s.Document, s.Source, s.IsExample ? "是" : "否", AssessmentTerms.Of(s.Openness)])),
        new("考核项", [new("方案", 30), new("起始", 12), new("考核项", 24), new("分值", 8), new("指标", 24), new("得分", 70), new("门槛", 30), new("封顶", 8), new("保底", 8)],
            schemes.SelectMany(s => s.Items.Select(i => (object?[])[s.Name, s.ValidFrom, i.Name, i.Weight, i.Indicator, i.Points.Source.Text,
                i.Threshold?.Source.Text, i.Cap, i.Floor]))));

    public static byte[] Entries(IReadOnlyList<EntryLine> lines) => Write(new SheetToWrite("加减分",
        [new("考核单位", 18), new("单位或领导", 20), new("事项", 26), new("分数", 8), new("月份", 10), new("理由", 50), new("文件", 30), new("状态", 10), new("登记", 12), new("确认", 12), new("撤回原因", 30)],
        lines.Select(e => (object?[])[e.Organiser, e.Subject, e.ItemName, e.Entry.Points / 10_000m, e.Entry.From.ToString(), e.Entry.Reason, e.Entry.Document,
            AssessmentTerms.Of(e.Entry.Status), e.Entry.EnteredByName, e.Entry.DecidedByName, e.Entry.DecisionReason])));

    public static byte[] Leaders(IReadOnlyList<LeaderTargetLine> lines) => Write(new SheetToWrite("领导目标",
        [new("领导", 12), new("单位", 18), new("年份", 8), new("指标", 26), new("基本目标", 12), new("挑战目标", 12), new("完成值", 12), new("单位", 8), new("完成率%", 10), new("文件", 30)],
        lines.Select(l => (object?[])[l.Target.Person, l.Unit, (decimal)l.Target.Year, l.Indicator.Name, l.Base, l.Stretch, l.Value, l.Indicator.UnitLabel,
            l.Completion is { } c ? decimal.Round(c, 2, MidpointRounding.AwayFromZero) : null, l.Target.Document])));

    public static byte[] Projects(IReadOnlyList<Projects.Project> projects) => Write(new SheetToWrite("包保项目",
        [new("项目", 40), new("包保领导", 20), new("总投资（亿元）", 14), new("阶段", 10)],
        projects.Select(p => (object?[])[p.Name, p.Leader, p.TotalInvestmentFen is { } fen ? Kernel.Money.ToYi(fen) : null, Yinfeng.Projects.Terms.Of(p.Stage)])));

    public static byte[] Write(params SheetToWrite[] sheets)
    {
        using var stream = new MemoryStream();
        WorkbookWriter.Write(stream, sheets);
        return stream.ToArray();
    }
}
