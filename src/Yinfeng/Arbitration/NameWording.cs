namespace Yinfeng.Arbitration;

/// <summary>How far two names use the same characters in the same order, for names with more than one slip.</summary>
internal static class NameWording
{
    private const int Longest = 40;

    /// <summary>0 to 1: twice the longest common subsequence by the sum of both lengths.</summary>
    public static double Alike(string a, string b)
    {
        var x = a.AsSpan(0, Math.Min(a.Length, Longest));
        var y = b.AsSpan(0, Math.Min(b.Length, Longest));
        if (x.Length == 0 || y.Length == 0)
        {
            return 0;
        }
        Span<int> row = stackalloc int[Longest + 1];
        row.Clear();
        foreach (var c in x)
        {
            var diagonal = 0;
            for (var j = 0; j < y.Length; j++)
            {
                var above = row[j + 1];
                row[j + 1] = c == y[j] ? diagonal + 1 : Math.Max(above, row[j]);
                diagonal = above;
            }
        }
        return 2.0 * row[y.Length] / (x.Length + y.Length);
    }

    /// <summary>The name without the investor, or the beginning of it, in front; whole when little would be left.</summary>
    public static string Without(string name, string investor)
    {
        var same = 0;
        while (same < name.Length && same < investor.Length && name[same] == investor[same])
        {
            same++;
        }
        return same >= 3 && name.Length - same >= 2 ? name[same..] : name;
    }
}
