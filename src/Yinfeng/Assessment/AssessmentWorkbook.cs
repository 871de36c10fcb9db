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
                scores.SelectMany(s => s.Items.Select(i => (object?[])[s.Name, i.Name, i.Weight, i.State == ItemState.Hidden ? null : i.Points,
                    AssessmentTerms.Of(i.State), i.Formula, i.Raw, i.Cap, i.Floor, string.Join("；", i.Steps.Select(t => $"{t.Text} = {t.Value}"))]))),
            new("加减分", [new("单位或领导", 20), new("事项", 24), new("依据", 12), new("次数", 8, ColumnFormat.Whole), new("得分", 10), new("算式", 30)],
                scores.SelectMany(s => s.Extras.Select(e => (object?[])[s.Name, e.Name, AssessmentTerms.Of(e.Basis), e.Cases, e.Points, e.Formula]))),
            new("所用的数", [new("单位或领导", 20), new("指标", 26), new("单位", 8), new("完成值", 14), new("上年同期", 14), new("基本目标", 14), new("挑战目标", 14), new("序时计划", 14)],
                from score in scores
                let subject = file.Subject(score.Subject)
                where subject is not null
                from figure in subject.Figures
                let indicator = file.Indicator(figure.Indicator)!
                select (object?[])[score.Name, indicator.Name, AssessmentTerms.Unit(indicator.Unit), figure.Value, figure.LastYear, figure.Target, figure.Stretch, figure.Plan]));
    }

    public static byte[] Write(params SheetToWrite[] sheets)
    {
        using var stream = new MemoryStream();
        WorkbookWriter.Write(stream, sheets);
        return stream.ToArray();
    }
}
