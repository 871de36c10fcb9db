namespace Yinfeng.Policies;

/// <summary>The lines in which two texts differ, by their longest common part.</summary>
internal static class TextChanges
{
    private const int MostCells = 4_000_000;

    /// <param name="Line">In the new text; where a line is only taken out, of the line after it.</param>
    public sealed record Change(int Line, string? Before, string? After);

    /// <summary>Taken out and put in beside each other where they follow each other.</summary>
    public static IReadOnlyList<Change> Of(string before, string after)
    {
        var (a, b) = (before.Split('\n'), after.Split('\n'));
        var head = 0;
        while (head < a.Length && head < b.Length && a[head] == b[head])
        {
            head++;
        }
        var tail = 0;
        while (tail < a.Length - head && tail < b.Length - head && a[^(tail + 1)] == b[^(tail + 1)])
        {
            tail++;
        }
        return Middle(a[head..^tail], b[head..^tail], head);
    }

    private static List<Change> Middle(string[] a, string[] b, int at)
    {
        if ((long)a.Length * b.Length > MostCells)
        {
            return [.. Enumerable.Range(0, Math.Max(a.Length, b.Length)).Select(i => new Change(at + i + 1, a.ElementAtOrDefault(i), b.ElementAtOrDefault(i)))];
        }
        var common = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
        {
            for (var j = b.Length - 1; j >= 0; j--)
            {
                common[i, j] = a[i] == b[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }
        var changes = new List<Change>();
        var (outs, ins) = (new Queue<string>(), new Queue<(int Line, string Text)>());
        for (int i = 0, j = 0; i < a.Length || j < b.Length;)
        {
            if (i < a.Length && j < b.Length && a[i] == b[j])
            {
                Pair();
                (i, j) = (i + 1, j + 1);
            }
            else if (j < b.Length && (i == a.Length || common[i, j + 1] >= common[i + 1, j]))
            {
                ins.Enqueue((at + j + 1, b[j++]));
            }
            else
            {
                outs.Enqueue(a[i++]);
            }
        }
        Pair();
        return changes;

        void Pair()
        {
            while (outs.Count > 0 || ins.Count > 0)
            {
                var line = ins.TryPeek(out var next) ? next.Line : changes.Count > 0 ? changes[^1].Line + 1 : at + 1;
                changes.Add(new(line, outs.TryDequeue(out var gone) ? gone : null, ins.TryDequeue(out var came) ? came.Text : null));
            }
        }
    }
}
