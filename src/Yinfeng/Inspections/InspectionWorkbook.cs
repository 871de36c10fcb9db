using System.Globalization;
using Yinfeng.Sheets;

namespace Yinfeng.Inspections;

/// <summary>Lists of this room as workbooks, numbers as numbers.</summary>
internal static class InspectionWorkbook
{
    public static byte[] Draws(IReadOnlyList<DrawLine> draws, IReadOnlyList<PlanLine> plans, IReadOnlyList<InspectorLine> inspectors) =>
        Write(
        new("抽取", [new("抽取号", 24), new("督查", 30), new("组织单位", 18), new("状态", 16), new("池中项目", 10), new("抽取", 8), new("公布", 18),
            new("开奖", 18), new("抽取时间", 18)],
            draws.Select(d => new object?[]
            {
                d.Number, d.Title, d.UnitName, InspectionTerms.Of(d.Status), (decimal)d.PoolSize, (decimal)d.ProjectCount,
                    Moment(d.PublishedAtUtc), Moment(d.SourceAtUtc), Moment(d.DrawnAtUtc),
            })),
        new("督查计划", [new("计划", 30), new("组织单位", 18), new("阶段", 24), new("范围", 30), new("抽取", 8), new("每项人数", 10), new("完成天数", 10)],
            plans.Select(p => new object?[]
            {
                p.Plan.Title, p.UnitName, string.Join("、", p.Plan.StageList.Select(Projects.Terms.Of)), p.Units.Count == 0 ? "全部下级"
                    : string.Join("、", p.Units),
                (decimal?)p.Plan.ProjectCount, (decimal)p.Plan.InspectorsPerProject, (decimal)p.Plan.DaysToInspect,
            })),
        new("督查员", [new("姓名", 12), new("所在单位", 20), new("为谁督查", 18), new("申报的利害关系", 40), new("在用", 8)],
            inspectors.Select(i => new object?[] { i.Inspector.Name, i.UnitName, i.OrganiserName,
                string.Join("、", i.Inspector.InterestList), i.Inspector.Active ? "是" : "否" })));

    /// <summary>What came out of a draw, and what it was drawn from.</summary>
    public static byte[] Draw(DrawView view)
    {
        var names = view.File.Inspectors.Items.ToDictionary(i => i.Id, i => i.Name);
        return Write(
            new("抽取结果", [new("序", 6), new("项目编号", 18), new("项目", 36), new("责任单位", 18), new("督查员", 24), new("期限", 12), new("结论", 12)],
                view.Tasks.Select(t => new object?[]
                {
                    (decimal)t.Task.Order, t.Task.ProjectId.ToString(CultureInfo.InvariantCulture), t.ProjectName, t.ProjectUnit, Team(t),
                        t.Task.DueOn,
                    t.MaySee ? InspectionTerms.Of(t.Task.Result) : "",
                }), $"{view.Line.Number} {view.Line.Title}"),
            new("回避与替换", [new("项目编号", 18), new("督查员", 14), new("事项", 12), new("原因", 30), new("接替", 14)],
                [
                    .. (view.File.Drawn?.Tasks ?? []).SelectMany(t => t.Skipped.Select(s =>
                        new object?[] { t.Project, names[s.Inspector], "回避", InspectionTerms.Why(s.Why), null })),
                    .. view.File.Substitutions.Select(s => new object?[] { s.Project, names[s.Out], "替换", s.Reason, names[s.In] }),
                ]),
            new("项目池", [new("编号", 18), new("信用代码", 22), new("项目", 36), new("责任单位", 18), new("签数", 8), new("加签原因", 24)],
                view.File.Projects.Items.Select(p => new object?[] { p.Id, p.Code, p.Name, p.Unit, (decimal)p.Weight,
                    string.Join("，", p.Why) }), $"摘要 {view.File.Projects.Hash}"));
    }

    public static byte[] Tasks(IReadOnlyList<TaskLine> tasks, InspectionRules rules) => Write(
        new("督查任务", [new("抽取号", 24), new("序", 6), new("项目", 36), new("责任单位", 18), new("督查员", 24), new("期限", 12), new("结论", 12),
            new("核查日期", 12), new("核查地点", 30), new("说明", 40)],
            tasks.Select(t => new object?[]
            {
                t.Task.DrawNumber, (decimal)t.Task.Order, t.ProjectName, t.ProjectUnit, Team(t), t.Task.DueOn, t.MaySee
                    ? InspectionTerms.Of(t.Task.Result) : "",
                t.MaySee ? t.Task.VisitedOn : null, t.MaySee ? t.Task.Place : null, t.MaySee ? t.Task.Remark : null,
            })),
        new("发现", [new("项目", 36), new("责任单位", 18), new("发现", 28), new("情况", 50), new("发现日期", 12), new("销号", 40)],
            tasks.SelectMany(t => t.Findings.Select(f => new object?[] { t.ProjectName, t.ProjectUnit, rules.FindingName(f.Kind), f.Text,
                f.FoundOn, f.ClosedReason }))));

    private static string Team(TaskLine task) => string.Join("、", task.Inspectors.Where(i => i.Active).Select(i => i.Name));
    private static string? Moment(DateTime? utc) => utc is { } at ? InspectionTerms.Moment(at) : null;

    private static byte[] Write(params SheetToWrite[] sheets)
    {
        using var stream = new MemoryStream();
        WorkbookWriter.Write(stream, sheets);
        return stream.ToArray();
    }
}
