namespace Yinfeng.Rules;

/// <summary>Guesses which known name was meant.</summary>
internal static class NameSuggestion
{
    /// <summary>The known name nearest to the written one, or null when none is near.</summary>
    public static string? Closest(string written, IEnumerable<string> known)
    {
        var best = known.Select(k => (Name: k, Distance: Distance(written, k))).OrderBy(x => x.Distance).FirstOrDefault();
        var contained = best.Name is null ? false : best.Distance <= Math.Max(1, written.Length / 2);
        return contained ? best.Name : null;
    }

    /// <summary>Edits (insert, delete, replace) from one to the other.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[b.Length];
    }
}
