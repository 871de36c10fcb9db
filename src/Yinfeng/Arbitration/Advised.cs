using System.Globalization;
using Yinfeng.Kernel;

namespace Yinfeng.Arbitration;

/// <summary>What published practice says of the facts of both sides, for whoever decides. Advice only: the ruling is a person's.</summary>
internal static class Advised
{
    public static IReadOnlyList<string> Of(IReadOnlyList<SideView> sides, ArbitrationLimits limits)
    {
        var advice = new List<string>();
        var first = sides.Select(s => Date(s, "首报")).ToArray();
        var signed = sides.Select(s => Date(s, "首次签约")).ToArray();
        if (first is [{ } a, { } b])
        {
            advice.Add(a.Latest < b.Earliest ? Earlier(sides, 0, a, b) : b.Latest < a.Earliest ? Earlier(sides, 1, b, a) : $"首报：双方日期分不出先后（{a}、{b}）。");
        }
        if (signed is [{ } x, { } y])
        {
            advice.Add(x.Latest < y.Earliest || y.Latest < x.Earliest
                ? $"首签：{sides[x.CompareTo(y) < 0 ? 0 : 1].UnitName}先签约（{(x.CompareTo(y) < 0 ? x : y)}）；同一项目只认首次签约（三明做法）。" : $"首签：双方签约日期分不出先后（{x}、{y}）。");
        }
        else if (signed[0] is not null || signed[1] is not null)
        {
            advice.Add($"首签：只有{sides[signed[0] is null ? 1 : 0].UnitName}签约。");
        }
        foreach (var side in sides.Where(s => s.Facts.Any(f => f.Label == "受理门槛")))
        {
            advice.Add($"受理：{side.UnitName}的线索{side.Facts.First(f => f.Label == "受理门槛").Value}。");
        }
        advice.Add(string.Create(CultureInfo.InvariantCulture,
            $"分成：移交的项目可按 {100 - limits.TransferKeepBp / 100}:{limits.TransferKeepBp / 100} 分成 {limits.TransferYears} 年（宁德做法）。"));
        return advice;
    }

    private static string Earlier(IReadOnlyList<SideView> sides, int at, LedgerDate own, LedgerDate other)
    {
        var follow = sides[at].Facts.FirstOrDefault(f => f.Label == "首次跟进")?.Value;
        return $"首报：{sides[at].UnitName}先报（{own}，对方 {other}）；首报单位持续跟进的保留归属（首报做法）。{(follow is null ? "" : $"首次跟进：{follow}（江门分级时限）。")}";
    }

    private static LedgerDate? Date(SideView side, string label) =>
        side.Facts.FirstOrDefault(f => f.Label == label)?.Value is { } text && LedgerDate.TryParse(text.Split(' ')[0], out var date) ? date : null;
}
