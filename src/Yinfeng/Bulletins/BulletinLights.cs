using Yinfeng.Lights;
using Yinfeng.Projects;

namespace Yinfeng.Bulletins;

/// <summary>The lights of a bulletin: units that are behind, and projects with a red light.</summary>
internal sealed class BulletinLights(BulletinSources sources, BulletinTables tables)
{
    public IEnumerable<BulletinBlock> Units()
    {
        var judged = sources.Lights.Units.Skip(1).Where(u => u.Light.Colour != LightColour.None).ToList();
        if (judged.Count == 0)
        {
            yield break;
        }
        yield return BulletinBlock.Paragraph($"按序时进度评定，{UnitWords.Children(sources.Board.Unit)}中绿灯{Count(LightColour.Green)}个，"
            + $"黄灯{Count(LightColour.Yellow)}个，红灯{Count(LightColour.Red)}个。");
        var behind = judged.Where(u => u.Light.Colour != LightColour.Green).OrderByDescending(u => u.Light.Colour).ThenBy(u => u.UnitCode, StringComparer.Ordinal).ToList();
        if (behind.Count > 0)
        {
            yield return BulletinBlock.Of(new BulletinTable(tables.Title("亮黄灯、红灯的单位"), "",
                [new("单位", 8, Align.Centre), new("灯", 4, Align.Centre), new("原因", 22, Align.Left), new("转绿条件", 18, Align.Left)],
                [.. behind.Select(u => (IReadOnlyList<string>)[u.UnitName, LightTerms.Of(u.Light.Colour), u.Light.Why, u.Light.ToGreen ?? "—"])], 0));
        }

        int Count(LightColour colour) => judged.Count(u => u.Light.Colour == colour);
    }

    /// <summary>Projects with a red light, the longest first. What is still being negotiated is named in no bulletin.</summary>
    /// <param name="most">How many are listed; the sentence tells how many there are.</param>
    public IEnumerable<BulletinBlock> RedProjects(int most)
    {
        var red = sources.Lights.Projects.Where(p => p.Light.Colour == LightColour.Red && p.Stage >= ProjectStage.Signed).ToList();
        if (red.Count == 0)
        {
            yield break;
        }
        yield return BulletinBlock.Paragraph($"亮红灯的签约以后项目共{red.Count}个{(red.Count > most ? $"，下表列出时间最长的{most}个" : "")}。");
        yield return BulletinBlock.Of(new BulletinTable(tables.Title("亮红灯的项目"), "",
            [new("序号", 4, Align.Centre), new("项目", 15, Align.Left), new("责任单位", 8, Align.Centre), new("阶段", 5, Align.Centre), new("原因", 18, Align.Left), new("自何时", 8, Align.Centre)],
            [.. red.Take(most).Select((p, i) => (IReadOnlyList<string>)[$"{i + 1}", p.Name, p.UnitName, Terms.Of(p.Stage), p.Light.Why,
                p.Light.Since is { } since ? $"{since.Year}年{since.Month}月{since.Day}日" : "—"])], 0));
    }
}
