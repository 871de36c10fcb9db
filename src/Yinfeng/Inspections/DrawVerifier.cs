using System.Globalization;

namespace Yinfeng.Inspections;

/// <summary>Something in a published draw that does not come out the same.</summary>
/// <param name="At">Where: <c>projects.hash</c>, <c>drawn.tasks[3].inspectors</c>.</param>
/// <param name="Stated">As the file says.</param>
/// <param name="Computed">As it should be.</param>
public sealed record DrawDifference(string At, string Stated, string Computed, string Message);

/// <param name="Picks">What comes out of the published pools, numbers and reveals; empty while they are not all there.</param>
public sealed record DrawCheck(bool Ok, IReadOnlyList<DrawnTask> Picks, IReadOnlyList<DrawDifference> Differences);

/// <summary>Runs a published draw again and lists everything that differs from what the file states.</summary>
public static class DrawVerifier
{
    /// <summary>What the law of the draw demands whatever the file says.</summary>
    public const int LeastHoursAhead = 24;
    public const int LeastOffices = 3;

    /// <param name="draw">The file to check.</param>
    /// <param name="published">The same draw as published before, kept by whoever checks; null without.</param>
    public static DrawCheck Check(DrawFile draw, DrawFile? published = null)
    {
        var differences = new List<DrawDifference>();
        if (draw.Format != DrawFile.Version)
        {
            differences.Add(new("format", draw.Format, DrawFile.Version, "文件格式不认得，不能核验。"));
        }
        if (DrawHashes.Find(draw.Hash) is not { } hash)
        {
            differences.Add(new("hash", draw.Hash, "SHA-256 | SM3", "摘要算法不是 SHA-256 或 SM3，不能核验。"));
            return new(false, [], differences);
        }
        Pools(draw, hash, differences);
        differences.AddRange(DrawTimes.Check(draw, hash));
        if (published is not null)
        {
            differences.AddRange(DrawChanges.Between(published, draw));
        }
        return draw.Drawn is null ? new(differences.Count == 0, [], differences) : Picks(draw, hash, differences);
    }

    private static void Pools(DrawFile draw, DrawHash hash, List<DrawDifference> differences)
    {
        Pool("projects", draw.Projects, DrawKernel.Canonical(draw.Projects.Items), DrawKernel.Compare, p => p.Id);
        Pool("inspectors", draw.Inspectors, DrawKernel.Canonical(draw.Inspectors.Items), DrawKernel.Compare, i => i.Id);
        if (draw.Projects.Items.Any(p => p.Weight < 1))
        {
            differences.Add(new("projects.items", "weight", "≥ 1", "有项目的权重小于 1。"));
        }
        if (draw.Rules.ProjectCount < 1 || draw.Rules.ProjectCount > draw.Projects.Items.Count || draw.Rules.InspectorsPerProject < 1)
        {
            differences.Add(new("rules", $"{draw.Rules.ProjectCount}", $"1–{draw.Projects.Items.Count}", "抽取数量不合规则：不少于 1，不多于池中项目数。"));
        }

        void Pool<T>(string name, PublishedPool<T> pool, string canonical, Comparison<T> compare, Func<T, string> id)
        {
            var computed = DrawHashes.Hex(hash, canonical);
            if (computed != pool.Hash)
            {
                differences.Add(new($"{name}.hash", pool.Hash, computed, "池中内容与公布的摘要不符：公布以后有人改过池。"));
            }
            if (pool.Items.Zip(pool.Items.Skip(1)).Any(p => compare(p.First, p.Second) >= 0)
                || pool.Items.DistinctBy(id).Count() < pool.Items.Count)
            {
                differences.Add(new($"{name}.items", "", "", "池没有按规定排序，或有重复的编号。"));
            }
            if (canonical.Any(c => char.IsControl(c) && c is not ('\t' or '\n')) || canonical.Count(c => c == '\n') != pool.Items.Count
                || canonical.Count(c => c == '\t') != pool.Items.Count * (name == "projects" ? 6 : 4))
            {
                differences.Add(new($"{name}.items", "", "", "池中有不许出现的控制字符，摘要可能对应不同的内容。"));
            }
        }
    }

    private static DrawCheck Picks(DrawFile draw, DrawHash hash, List<DrawDifference> differences)
    {
        if (differences.Exists(d => d.At is "rules" or "projects.items" or "inspectors.items"))
        {
            return new(false, [], differences); // Not a pool that a draw is defined on.
        }
        IReadOnlyList<DrawnTask> picks;
        try
        {
            picks = DrawKernel.Run(draw, hash);
        }
        catch (InvalidOperationException)
        {
            differences.Add(new("inspectors", "", "", "池中没有足够的、与抽中项目无利害关系的督查员。"));
            return new(false, [], differences);
        }
        var stated = draw.Drawn!.Tasks;
        for (var i = 0; i < Math.Max(picks.Count, stated.Count); i++)
        {
            var (said, computed) = (i < stated.Count ? stated[i] : null, i < picks.Count ? picks[i] : null);
            Compare($"drawn.tasks[{i}].order", said?.Order.ToString(CultureInfo.InvariantCulture),
                computed?.Order.ToString(CultureInfo.InvariantCulture), "抽取次序不同。");
            Compare($"drawn.tasks[{i}].project", said?.Project, computed?.Project, "抽中的项目不同。");
            Compare($"drawn.tasks[{i}].inspectors", Text(said?.Inspectors), Text(computed?.Inspectors), "抽中的督查员不同。");
            Compare($"drawn.tasks[{i}].skipped", Text(said?.Skipped), Text(computed?.Skipped), "因利害关系跳过的督查员不同。");
        }
        Substitutions(draw, hash, picks, Compare);
        return new(differences.Count == 0, picks, differences);

        void Compare(string at, string? said, string? computed, string message)
        {
            if (said != computed)
            {
                differences.Add(new(at, said ?? "—", computed ?? "—", message));
            }
        }
    }

    private static void Substitutions(DrawFile draw, DrawHash hash, IReadOnlyList<DrawnTask> picks,
        Action<string, string?, string?, string> compare)
    {
        var order = DrawKernel.InspectorOrder(draw, hash);
        var now = picks.ToDictionary(p => p.Project, p => p.Inspectors.ToList());
        var ever = picks.ToDictionary(p => p.Project, p => p.Inspectors.ToHashSet());
        for (var i = 0; i < draw.Substitutions.Count; i++)
        {
            var said = draw.Substitutions[i];
            if (!now.TryGetValue(said.Project, out var team) || !team.Contains(said.Out))
            {
                compare($"substitutions[{i}].out", said.Out, null, "被替换的督查员不在这个项目上。");
                continue;
            }
            var (next, skipped) = DrawKernel.Next(order, draw.Projects.Items.First(p => p.Id == said.Project), said.Out,
                ever[said.Project]);
            compare($"substitutions[{i}].in", said.In, next, "接替的不是抽取顺序中的下一位。");
            compare($"substitutions[{i}].skipped", Text(said.Skipped), Text(skipped), "接替时因利害关系跳过的督查员不同。");
            if (string.IsNullOrWhiteSpace(said.Reason))
            {
                compare($"substitutions[{i}].reason", "", null, "替换没有写明原因。");
            }
            team[team.IndexOf(said.Out)] = said.In;
            ever[said.Project].Add(said.In);
        }
    }

    private static string? Text(IEnumerable<string>? ids) => ids is null ? null : string.Join(' ', ids);
    private static string? Text(IEnumerable<SkippedInspector>? skipped) => skipped is null ? null
        : string.Join(' ', skipped.Select(s => $"{s.Inspector}:{s.Why}"));
}
