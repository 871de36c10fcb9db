namespace Yinfeng.Tests.Architecture;

/// <summary>An assertion that lists every finding, whole, one per line: whoever broke a guard fixes all at once.</summary>
internal static class Found
{
    public static void Nothing(IEnumerable<string> findings)
    {
        var all = findings.ToList();
        Assert.True(all.Count == 0, Environment.NewLine + string.Join(Environment.NewLine, all));
    }
}
