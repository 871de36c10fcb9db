namespace Yinfeng.Inspections;

/// <summary>What a span's inspections found, as a bulletin says it.</summary>
public static class InspectionSentence
{
    /// <summary>"双随机抽查项目6个，属实4个、不属实1个、无法核实1个；发现问题2条，已销号1条。"; null where nothing was inspected.</summary>
    public static string? Of(InspectionCounts counts)
    {
        if (counts.Inspected == 0)
        {
            return null;
        }
        (string Name, int Count)[] results = [("属实", counts.True), ("基本属实", counts.MostlyTrue), ("不属实", counts.Untrue),
            ("无法核实", counts.Unverifiable)];
        return $"双随机抽查项目{counts.Inspected}个，{string.Join("、", results.Where(r => r.Count > 0).Select(r => $"{r.Name}{r.Count}个"))}"
            + (counts.Findings == 0 ? "，没有发现问题。" : $"；发现问题{counts.Findings}条，已销号{counts.Findings - counts.Open}条。");
    }
}
