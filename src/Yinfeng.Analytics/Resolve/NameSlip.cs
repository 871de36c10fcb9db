using Yinfeng.Analytics.Names;

namespace Yinfeng.Analytics.Resolve;

/// <summary>Tells for two texts that differ by one edit whether the writer slipped or meant another name.</summary>
public sealed class NameSlip(PairCounts pairs, Pinyin pinyin)
{
    /// <summary>Characters by which names number and place themselves: never a slip.</summary>
    private const string Counting = Digits + "甲乙丙丁东西南北中上下大小新老前后左右ABCDEFGH";
    private const string Digits = "0123456789一二三四五六七八九十";
    internal const double Sure = 0.95;
    private const double LeftOut = 0.85, LogOdds = -3, ConfusedOdds = 2.5, Smooth = 1;

    /// <summary>Written for each other because they look alike; those that sound alike are found by their reading.</summary>
    private const string Alike = "厂广 账帐 园圆 材村 科料 品晶 未末 士土 己已 已巳 人入 日曰 钢纲 铝吕 治冶 冶治 设没 侯候 千干 干于 戊戌 析折 洒酒 茶荼 粟栗 免兔 令今 贷货 "
        + "贸货 问间 柱桂 坡波 玻坡 链键 鑫金 淼森 晟盛 辉晖 泰秦 宸辰 瑞端 荣柴 汇江 蓝篮 沪泸 徐涂 壶壸 徽微 机杌 械戒 限阴 限很 司同 公么";

    private static readonly HashSet<(char, char)> Confused =
        [.. Alike.Split(' ').SelectMany(p => new[] { (p[0], p[1]), (p[1], p[0]) })];

    /// <summary>The chance that <paramref name="written"/> is a slip for <paramref name="name"/>; both folded, one edit apart.</summary>
    /// <returns>0 to 1; null when they are further apart or equal.</returns>
    public double? Chance(ReadOnlySpan<char> written, ReadOnlySpan<char> name)
    {
        var same = written.CommonPrefixLength(name);
        var a = written[same..];
        var b = name[same..];
        var (usedA, usedB) = (a.Length - b.Length) switch
        {
            0 when a.Length > 0 && a[1..].SequenceEqual(b[1..]) => (1, 1),
            0 when a.Length > 1 && a[0] == b[1] && a[1] == b[0] && a[2..].SequenceEqual(b[2..]) => (2, 2),
            1 when a[1..].SequenceEqual(b) => (1, 0),
            -1 when b[1..].SequenceEqual(a) => (0, 1),
            _ => (-1, -1),
        };
        if (usedA < 0)
        {
            return null;
        }
        if (usedA == 2)
        {
            return Sure; // Two characters changed places.
        }
        if (usedA == 1 && usedB == 1)
        {
            return Counting.Contains(a[0]) && Counting.Contains(b[0]) ? 0 : Exchanged(written, name, same);
        }
        // Sister companies seldom differ by one character more; a figure more is another company.
        return Digits.Contains(usedA == 1 ? a[0] : b[0]) ? 0 : usedA == 1 && same > 0 && written[same] == written[same - 1] ? Sure : LeftOut;
    }

    /// <summary>One character for another: a slip where hardly any name has what was written and many have what the name has.</summary>
    private double Exchanged(ReadOnlySpan<char> written, ReadOnlySpan<char> name, int at)
    {
        var odds = LogOdds + (Confused.Contains((written[at], name[at])) || SoundAlike(written[at], name[at]) ? ConfusedOdds : 0);
        for (var i = Math.Max(1, at); i <= Math.Min(at + 1, name.Length - 1); i++)
        {
            var has = pairs.Of(name[i - 1], name[i]) - 1; // Without the name itself.
            odds += Math.Log((has + Smooth) / (pairs.Of(written[i - 1], written[i]) + Smooth));
        }
        return 1 / (1 + Math.Exp(-odds));
    }

    private bool SoundAlike(char a, char b) => pinyin.Reading(a) is { Length: > 0 } reading && reading == pinyin.Reading(b);
}
