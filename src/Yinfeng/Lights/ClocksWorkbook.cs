using Yinfeng.Projects;
using Yinfeng.Sheets;

namespace Yinfeng.Lights;

/// <summary>Stage clocks as a workbook: stages, steps by unit and industry, projects over their limit.</summary>
internal static class ClocksWorkbook
{
    public static byte[] Write(ClocksView view)
    {
        var title = $"{view.Unit.Name} 阶段时钟，截至 {view.AsOf:yyyy-MM-dd}；只计日期精确到日的项目";
        using var stream = new MemoryStream();
        WorkbookWriter.Write(stream,
        [
            new SheetToWrite("阶段",
            [
                new("阶段", 10), new("现有项目", 10), new("其中日期不详", 12), new("停留中位数（天）", 16), new("停留最长（天）", 14), new("停留最长的项目", 34),
                new("已转出（个）", 12), new("转出用时中位数（天）", 18), new("转出用时最长（天）", 18), new("时限", 10), new("超限（个）", 10), new("到过（个）", 10),
                new("进入下一阶段（个）", 18), new("转化率（%）", 12, ColumnFormat.TwoDecimals), new("规则", 30),
            ], view.Stages.Select(s => new object?[]
            {
                s.Name, s.Here, s.Undated, s.Staying.MedianDays, s.Staying.LongestDays, s.Staying.LongestProject, s.Left.Count, s.Left.MedianDays, s.Left.LongestDays,
                s.Limit, s.Over, s.Reached, s.WentOn, s.Conversion, s.Rule,
            }), title),
            Steps("分单位用时", "单位", view.ByUnit, title),
            Steps("分行业用时", "行业", view.ByIndustry, title),
            new SheetToWrite("超限项目",
            [
                new("项目", 34), new("责任单位", 20), new("阶段", 8), new("进入日期", 12, ColumnFormat.Date), new("停留（天）", 12), new("时限", 10), new("超限（天）", 12),
                new("谁来办", 28), new("规则", 30),
            ], view.OverLimits.Select(o => new object?[] { o.Name, o.UnitName, Terms.Of(o.Stage), o.EnteredOn, o.Days, o.Limit, o.DaysOver, o.Owner, o.Rule }), title),
        ]);
        return stream.ToArray();
    }

    private static SheetToWrite Steps(string sheet, string head, IReadOnlyList<StepClock> steps, string title) => new(sheet,
    [
        new(head, 26), new("代码", 12), new("签约到开工（个）", 16), new("中位数（天）", 14), new("最长（天）", 12), new("最长的项目", 34),
        new("开工到投产（个）", 16), new("中位数（天）", 14), new("最长（天）", 12), new("最长的项目", 34),
    ], steps.Select(s => new object?[]
    {
        s.Name, s.Key, s.SignedToStarted.Count, s.SignedToStarted.MedianDays, s.SignedToStarted.LongestDays, s.SignedToStarted.LongestProject,
        s.StartedToProducing.Count, s.StartedToProducing.MedianDays, s.StartedToProducing.LongestDays, s.StartedToProducing.LongestProject,
    }), title);
}
