using Yinfeng.Audit;
using Yinfeng.Bulletins;

namespace Yinfeng.Tests.Bulletins;

/// <summary>A bulletin with one of everything.</summary>
internal static class SampleBulletin
{
    public static BulletinModel Model(string banner = "德州市招商引资工作领导小组办公室文件", int rows = 13) => new("371400", "德州市", "2023-03", "德招商办〔2026〕1号",
        new DateOnly(2026, 3, 9), banner, "德州市招商引资工作领导小组办公室", "关于2023年一季度全市招商引资工作情况的通报", "各县（市、区）人民政府，市直有关部门：",
        [
            new(null, [BulletinBlock.Paragraph("根据德州市招商引资项目台账，现将2023年一季度全市招商引资工作情况通报如下。")]),
            new("一、总体情况", [BulletinBlock.SubHeading("（一）到位资金"), BulletinBlock.Paragraph("到位资金43.74亿元，同比增长4.1%，完成序时计划40亿元的109.35%。"),
                BulletinBlock.Of(new BulletinTable("表1　到位资金完成情况排名", "单位：亿元、%",
                    [new("名次", 5, Align.Centre), new("单位", 12, Align.Centre), new("本期（亿元）", 8, Align.Right)],
                    [.. Enumerable.Range(1, rows).Select(i => (IReadOnlyList<string>)[$"{i}", "德州天衢新区", "43.74"])], 1))]),
            new("二、有关说明", [BulletinBlock.Paragraph("数据截至2023年3月31日，为年初以来累计。")]),
        ], "市委办公室，市政府办公室。", "德州市招商引资工作领导小组办公室", BulletinFonts.Standard, new AuditCheckpoint(2, new string('a', 64)), [],
        ["到位资金完成情况排名", "2023年一季度全市招商引资重点项目开工、到位资金和投产情况以及存在问题明细表"]);
}
