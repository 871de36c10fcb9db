using System.Globalization;

namespace Yinfeng.Inspections;

/// <summary>A draw computed from its published file: no clock, no database. docs/methods/draw.md has the formula and an example.</summary>
public static class DrawKernel
{
    /// <summary>Order of the project pool: by credit code, or by id where there is none; then by id.</summary>
    public static int Compare(PooledProject left, PooledProject right)
    {
        var first = string.CompareOrdinal(left.Code.Length > 0 ? left.Code : left.Id, right.Code.Length > 0 ? right.Code : right.Id);
        return first != 0 ? first : string.CompareOrdinal(left.Id, right.Id);
    }

    /// <summary>Order of the inspector pool.</summary>
    public static int Compare(PooledInspector left, PooledInspector right) => string.CompareOrdinal(left.Id, right.Id);

    /// <summary>A line per entry, fields parted by tabs: id, code, weight, line, name, unit, why.</summary>
    public static string Canonical(IEnumerable<PooledProject> pool) => string.Concat(pool.Select(p => string.Join('\t',
        p.Id, p.Code, p.Weight.ToString(CultureInfo.InvariantCulture), string.Join(',', p.Line), p.Name, p.Unit,
            string.Join(';', p.Why)) + "\n"));

    /// <summary>A line per entry, fields parted by tabs: id, line, interests, name, unit.</summary>
    public static string Canonical(IEnumerable<PooledInspector> pool) => string.Concat(pool.Select(p => string.Join('\t',
        p.Id, string.Join(',', p.Line), string.Join(',', p.Interests), p.Name, p.Unit) + "\n"));

    /// <summary>The key of one pool: number of the draw, hash of the pool, numbers of each source, reveal of each office, each ended by a
    /// stroke.</summary>
    public static string Key(DrawFile draw, string poolHash) => $"{draw.DrawNo}/{poolHash}/"
        + string.Concat(draw.Sources.Select(s => DrawOrder.Text(s.Numbers ?? [])))
        + string.Concat(draw.Offices.Select(o => (o.Nonce ?? draw.Rules.MissingReveal) + "/"));

    /// <summary>Runs both draws: which projects, and for each in turn by whom.</summary>
    /// <exception cref="InvalidOperationException">Too few inspectors without a conflict for a drawn project; freezing a pool makes sure
    /// of that.</exception>
    public static IReadOnlyList<DrawnTask> Run(DrawFile draw, DrawHash hash)
    {
        var drawn = DrawOrder.Of(hash, Key(draw, draw.Projects.Hash), [.. draw.Projects.Items.Select(p =>
            p.Weight)]).Take(draw.Rules.ProjectCount);
        var queue = InspectorOrder(draw, hash).ToList();
        var tasks = new List<DrawnTask>();
        foreach (var place in drawn)
        {
            var project = draw.Projects.Items[place];
            var (taken, skipped) = (new List<PooledInspector>(), new List<SkippedInspector>());
            foreach (var inspector in queue)
            {
                if (taken.Count == draw.Rules.InspectorsPerProject)
                {
                    break;
                }
                if (Conflict(project, inspector) is { } why)
                {
                    skipped.Add(new(inspector.Id, why)); // Stays in front: it is still this inspector's turn for the next project.
                }
                else
                {
                    taken.Add(inspector);
                }
            }
            if (taken.Count < draw.Rules.InspectorsPerProject)
            {
                throw new InvalidOperationException($"Too few inspectors without a conflict for project {project.Id}.");
            }
            queue.RemoveAll(taken.Contains);
            queue.AddRange(taken); // Whoever got a project comes last for the next one, so the work is even.
            tasks.Add(new(tasks.Count + 1, project.Id, [.. taken.Select(i => i.Id)], skipped));
        }
        return tasks;
    }

    /// <summary>Who takes the place of an inspector: the next in the drawn order, from behind the one who leaves and round.</summary>
    /// <param name="before">Those who are or were on the project.</param>
    /// <returns>Null when nobody without a conflict is left.</returns>
    public static (string? In, IReadOnlyList<SkippedInspector> Skipped) Next(
        IReadOnlyList<PooledInspector> order, PooledProject project, string leaving, IReadOnlyCollection<string> before)
    {
        var start = order.ToList().FindIndex(i => i.Id == leaving);
        var skipped = new List<SkippedInspector>();
        for (var i = 1; i < order.Count; i++)
        {
            var next = order[(start + i) % order.Count];
            if (before.Contains(next.Id))
            {
                continue;
            }
            if (Conflict(project, next) is not { } why)
            {
                return (next.Id, skipped);
            }
            skipped.Add(new(next.Id, why));
        }
        return (null, skipped);
    }

    /// <summary>All inspectors in the drawn order.</summary>
    public static IReadOnlyList<PooledInspector> InspectorOrder(DrawFile draw, DrawHash hash) =>
        [.. DrawOrder.Of(hash, Key(draw, draw.Inspectors.Hash), [.. draw.Inspectors.Items.Select(_ => 1)]).Select(i =>
            draw.Inspectors.Items[i])];

    /// <summary>Why an inspector may not inspect a project: "unit", "interest", or null.</summary>
    public static string? Conflict(PooledProject project, PooledInspector inspector) =>
        inspector.Line.Any(project.Line.Contains) ? "unit"
        : inspector.Interests.Any(i => i == project.Id || (project.Code.Length > 0 && i == project.Code)) ? "interest" : null;
}
