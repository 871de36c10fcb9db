namespace Yinfeng.Units;

/// <summary>Finds units by what people type: "371424", "371424 临邑县", "临邑县" or "临邑".</summary>
public static class UnitNames
{
    /// <summary>Every unit below <paramref name="root"/> that fits; a code fits one, a full name goes before a short one.</summary>
    public static IReadOnlyList<UnitNode> Find(UnitTree tree, string text, long? root)
    {
        var wanted = text.Trim();
        if (wanted.Length == 0)
        {
            return [];
        }
        if (tree.FindByCode(wanted.Split(' ', 2)[0]) is { } coded)
        {
            return tree.IsWithin(coded.Id, root) ? [coded] : [];
        }
        var named = tree.InOrder.Where(n => n.Name == wanted && tree.IsWithin(n.Id, root)).ToList();
        return named.Count > 0 ? named : [.. tree.InOrder.Where(n => n.ShortName == wanted && tree.IsWithin(n.Id, root))];
    }
}
