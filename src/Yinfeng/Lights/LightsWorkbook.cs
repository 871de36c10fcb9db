using Yinfeng.Projects;
using Yinfeng.Sheets;

namespace Yinfeng.Lights;

/// <summary>Lights as a workbook: units, their indicators, projects.</summary>
internal static class LightsWorkbook
{
    public static byte[] Write(LightsView view)
    {
        var title = $"{view.Unit.Name} {view.Period} 红绿灯；规则：{view.RulesVersion}";
        ColumnToWrite[] units =
        [
            new("单位", 22), new("单位代码", 14), new("指标", 26), new("灯", 8), new("自", 12, ColumnFormat.Date), new("原因", 60), new("谁来办", 22),
            new("怎样转绿", 30), new("规则", 30),
        ];
        ColumnToWrite[] projects =
        [
            new("项目", 34), new("责任单位", 20), new("阶段", 8), new("灯", 8), new("自", 12, ColumnFormat.Date), new("原因", 60), new("谁来办", 28),
            new("怎样转绿", 40), new("规则", 30),
        ];
        using var stream = new MemoryStream();
        WorkbookWriter.Write(stream,
        [
            new SheetToWrite("单位", units, view.Units.SelectMany(u => u.Indicators.Select(i => (u, i.Name, i.Light)).Prepend((u, "本单位（最差的考核指标）", u.Light)))
                .Select(x => (object?[])[x.Item1.UnitName, x.Item1.UnitCode, x.Item2, .. Cells(x.Item3)]), title),
            new SheetToWrite("项目", projects, view.Projects.Select(p => (object?[])[p.Name, p.UnitName, Terms.Of(p.Stage), .. Cells(p.Light)]), title),
        ]);
        return stream.ToArray();
    }

    private static object?[] Cells(Light light) => [LightTerms.Of(light.Colour), light.Since, light.Why, light.Owner, light.ToGreen, light.Rule];
}
