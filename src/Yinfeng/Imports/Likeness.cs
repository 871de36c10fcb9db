namespace Yinfeng.Imports;

/// <summary>How alike two names are: the same; one with more words than the other; a slip of one character; only roughly.</summary>
internal enum NameLikeness { None, Loose, Contained, Typo, Equal }

/// <summary>Compares the parts of two <see cref="ProjectKey"/>s.</summary>
internal static class Likeness
{
    /// <summary>Characters that are mistaken for each other in names; any other change of one character is a different thing.</summary>
    private static readonly HashSet<(char, char)> Confused = Pairs(
        "厂场 账帐 园圆 材村 科料 晶品 新薪 制治 造迼 原源 原园 炉护 胶浇 浆桨 纤歼 储诸 能熊 电甸 末未 士土 己已 已巳 人入 日曰 钢纲 铝侣 锂理 碳炭 矽硅 型形 型性 "
        + "机极 器气 汽气 业页 物务 生升 产厂 农浓 纺仿 织职 线浅 线纤 体休 件伴 环坏 保宝 保堡 安按 华化 化花 达大 泰太 瑞端 锐瑞 鑫新 鑫金 兴新 星兴 辉晖 辉挥 联连 宏洪 宏弘 恒衡 "
        + "城成 城诚 成诚 盛晟 胜盛 阳杨 杨扬 江将 海每 洋羊 波玻 玻坡 璃离 塑朔 橡像 酶霉 酸胺 醇淳 粉份 药要 械戒 配佩 装桩 装妆 测侧 封锋 芯心 片页 板版 管菅 棒捧 泵磅");

    public static NameLikeness Of(ProjectKey a, ProjectKey b)
    {
        if (a.Name == b.Name || a.Core == b.Core && a.Core.Length >= 3)
        {
            return NameLikeness.Equal;
        }
        if (IsTypo(a.Name, b.Name))
        {
            return NameLikeness.Typo;
        }
        var (shorter, longer) = a.Core.Length <= b.Core.Length ? (a.Core, b.Core) : (b.Core, a.Core);
        if (shorter.Length >= 3 && shorter.Length * 5 >= longer.Length * 2 && IsWithin(shorter, longer))
        {
            return shorter.Length >= 4 ? NameLikeness.Contained : NameLikeness.Loose;
        }
        return NameLikeness.None;
    }

    public static bool SameNumbers(ProjectKey a, ProjectKey b) => a.Numbers.Length == 0 || b.Numbers.Length == 0 || a.Numbers == b.Numbers;

    /// <summary>The same unit, one above the other, or names that share the place; a missing unit contradicts nothing.</summary>
    public static bool SameUnit(ProjectKey a, ProjectKey b)
    {
        if (a.UnitId is { } x && b.UnitId is { } y)
        {
            return x == y || Above(x, y) || Above(y, x) || (IsOwn(x) != IsOwn(y) && SharePlace(a.Unit, b.Unit));
        }
        return a.Unit.Length == 0 || b.Unit.Length == 0 || a.Unit == b.Unit || SharePlace(a.Unit, b.Unit);
    }

    /// <summary>Two names of one company of the base are one investor; otherwise as the names say.</summary>
    public static bool? Investor(ProjectKey a, ProjectKey b) =>
        a.Company is { } company && company == b.Company ? true : Investor(a.Investor, b.Investor);

    /// <summary>Null when one is missing.</summary>
    public static bool? Investor(string a, string b)
    {
        if (a.Length == 0 || b.Length == 0)
        {
            return null;
        }
        var (shorter, longer) = a.Length <= b.Length ? (a, b) : (b, a);
        return a == b || (shorter.Length >= 4 && (longer.Contains(shorter, StringComparison.Ordinal) || IsWithin(shorter, longer) && shorter.Length * 3 >= longer.Length * 2))
            || (shorter.Length >= 2 && shorter.Length < 4 && longer.Contains(shorter, StringComparison.Ordinal)) || IsTypo(a, b);
    }

    /// <summary>Whether all characters of one come in the other in the same order: 封测 in 封装测试.</summary>
    internal static bool IsWithin(string shorter, string longer)
    {
        var at = 0;
        foreach (var c in shorter)
        {
            at = longer.IndexOf(c, at) + 1;
            if (at == 0)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>One character mistaken for one that looks or sounds like it, one doubled or missing character, or two swapped.</summary>
    internal static bool IsTypo(string a, string b)
    {
        if (a.Length < 4 || b.Length < 4 || Math.Abs(a.Length - b.Length) > 1)
        {
            return false;
        }
        var start = 0;
        while (start < a.Length && start < b.Length && a[start] == b[start])
        {
            start++;
        }
        int endA = a.Length - 1, endB = b.Length - 1;
        while (endA >= start && endB >= start && a[endA] == b[endB])
        {
            (endA, endB) = (endA - 1, endB - 1);
        }
        var (leftA, leftB) = (endA - start + 1, endB - start + 1);
        return (leftA, leftB) switch
        {
            (1, 1) => Confused.Contains((a[start], b[start])),
            (2, 2) => a[start] == b[start + 1] && a[start + 1] == b[start],
            (1, 0) or (0, 1) => Math.Min(a.Length, b.Length) >= 6 && !char.IsDigit(leftA == 1 ? a[start] : b[start]),
            _ => false,
        };
    }

    private static bool IsOwn(long id) => id >= 1 << 30;

    private static bool Above(long upper, long lower) => !IsOwn(upper) && !IsOwn(lower)
        && (upper % 100 == 0 && upper / 100 == lower / 100 || upper % 10_000 == 0 && upper / 10_000 == lower / 10_000);

    private static bool SharePlace(string a, string b)
    {
        var (shorter, longer) = a.Length <= b.Length ? (a, b) : (b, a);
        var stem = UnitNames.Stem(shorter);
        return stem.Length >= 2 && longer.Contains(stem, StringComparison.Ordinal);
    }

    private static HashSet<(char, char)> Pairs(string text) =>
        [.. text.Split(' ').Where(p => p.Length == 2).SelectMany(p => new[] { (p[0], p[1]), (p[1], p[0]) })];
}
