using Yinfeng.Units;

namespace Yinfeng.Projects;

/// <summary>A unit as people type it: "371424 临邑县", its code alone, or its name.</summary>
public static class UnitText
{
    /// <returns>What is wrong, or null when <paramref name="unit"/> was found.</returns>
    public static string? Read(string label, string text, UnitTree tree, out UnitNode? unit)
    {
        unit = null;
        if (text.Length == 0)
        {
            return $"请填写{label}。";
        }
        unit = tree.FindByCode(text.Split(' ', 2)[0]);
        if (unit is not null)
        {
            return null;
        }
        var named = tree.InOrder.Where(n => n.Name == text || n.ShortName == text).Take(4).ToList();
        if (named.Count == 1)
        {
            unit = named[0];
            return null;
        }
        return named.Count == 0
            ? $"{label}“{text}”不在单位名录中，请填写单位的全称或代码。"
            : $"{label}“{text}”有多个同名单位，请写代码：{string.Join("、", named.Select(n => $"{n.Code} {Path(n, tree)}"))}。";
    }

    /// <summary>"山东省德州市临邑县", as far as the tree goes below the nation.</summary>
    public static string Path(UnitNode unit, UnitTree tree) =>
        string.Concat(tree.Upward(unit.Id).Where(n => n.Depth > 0).Reverse().Select(n => n.Name));

    /// <summary>The unit's name today, or its number when the tree no longer knows it.</summary>
    public static string Name(long id, UnitTree tree) => tree.Find(id)?.Name ?? $"单位 {id}";
}
