using System.Globalization;
using Yinfeng.Inspections;

namespace Yinfeng.Tests.Inspections;

/// <summary>Honest draws of any shape, and the ways to cheat with one. Everything follows from the seed.</summary>
internal static class RandomDraw
{
    private static readonly DateTime Published = new(2026, 3, 2, 1, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Source = new(2026, 3, 3, 13, 15, 0, DateTimeKind.Utc);

    public static DrawFile Honest(int seed)
    {
        var random = new Random(seed);
        var hash = seed % 2 == 0 ? DrawHash.Sha256 : DrawHash.Sm3;
        var (units, rounds) = (random.Next(4, 9), random.Next(1, 3));
        PooledProject[] projects = [.. Enumerable.Range(0, random.Next(40, 120)).Select(i =>
            Project(random, 70_000 + i, random.Next(units)))];
        PooledInspector[] inspectors = [.. Enumerable.Range(0, random.Next(10, 20)).Select(i => Inspector(random, i, units, projects))];
        Array.Sort(projects, DrawKernel.Compare);
        Array.Sort(inspectors, DrawKernel.Compare);
        string[] nonces = [.. Enumerable.Range(0, 3).Select(_ => Convert.ToHexStringLower(Bytes(random)))];
        var missing = random.Next(4); // 3: all three reveal.
        var draw = new DrawFile(DrawFile.Version, $"德州督抽〔2026〕{seed}号", "德州市", "第一季度督查", DrawHashes.Name(hash), Published.AddHours(-2),
            Published,
            new DrawRules(random.Next(6, 15), random.Next(1, 4), 24, 24, "MISSING", ["签约、开工、投产的项目"]),
            new(DrawHashes.Hex(hash, DrawKernel.Canonical(projects)), projects),
                new(DrawHashes.Hex(hash, DrawKernel.Canonical(inspectors)), inspectors),
            [.. Enumerable.Range(0, rounds).Select(_ => new PublicSource("福彩3D", Source, 3, 0, 9,
                [random.Next(10), random.Next(10), random.Next(10)], "李", Source.AddMinutes(20)))],
            [.. nonces.Select((n, i) => new RevealingOffice($"单位{i}", DrawHashes.Hex(hash, n), i == missing ? null : n, i == missing ? null
                : Source.AddHours(1)))],
            null, [], null);
        return Finished(draw, hash, random);
    }

    /// <summary>Runs the draw, and replaces an inspector of the first project.</summary>
    private static DrawFile Finished(DrawFile draw, DrawHash hash, Random random)
    {
        var tasks = DrawKernel.Run(draw, hash);
        var first = tasks[random.Next(tasks.Count)];
        var leaving = first.Inspectors[random.Next(first.Inspectors.Count)];
        var (next, skipped) = DrawKernel.Next(DrawKernel.InspectorOrder(draw, hash), draw.Projects.Items.Single(p => p.Id == first.Project),
            leaving, first.Inspectors);
        return draw with
        {
            Drawn = new(Source.AddHours(25), "李", tasks),
            Substitutions = next is null ? [] : [new(first.Project, leaving, next, "生病", "李", Source.AddDays(2), skipped)],
        };
    }

    private static PooledProject Project(Random random, int id, int unit)
    {
        var weight = random.Next(5) == 0 ? random.Next(2, 6) : 1;
        var code = random.Next(4) == 0 ? "" : "91370000" + (id * 7919L % 1_000_003).ToString("D10", CultureInfo.InvariantCulture);
        return new(id.ToString(CultureInfo.InvariantCulture), code, $"项目{id}", $"县{unit}", [$"3714{unit:D2}"], weight, weight > 1 ? ["红灯"]
            : []);
    }

    private static PooledInspector Inspector(Random random, int id, int units, PooledProject[] projects)
    {
        string[] interests = random.Next(3) == 0 ? [projects[random.Next(projects.Length)] is { Code.Length: > 0 } p ? p.Code
            : projects[0].Id] : [];
        var county = id % 2 == 0; // The others are of the city's departments and have a conflict nowhere by unit.
        return new($"i{id:D3}", $"督查员{id}", county ? $"县{id % units}" : "市发改委", [county ? $"3714{id % units:D2}" : $"371400-D{id}"],
            interests);
    }

    private static byte[] Bytes(Random random)
    {
        var bytes = new byte[32];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>Ways to cheat that change something in the file; each gives another draw than the honest one.</summary>
    public static readonly (string Name, Func<DrawFile, Random, DrawFile> Do)[] Cheats =
    [
        ("a project left out of the pool", (d, r) => d with { Projects = d.Projects with { Items = Without(d.Projects.Items, r) } }),
        ("the same with a new hash", (d, r) => Rehashed(d with { Projects = d.Projects with { Items = Without(d.Projects.Items, r) } })),
        ("a weight changed", (d, r) => d with { Projects = d.Projects with { Items = Changed(d.Projects.Items, r, p =>
            p with { Weight = p.Weight + 1 }) } }),
        ("the same with a new hash", (d, r) => Rehashed(d with { Projects = d.Projects with { Items = Changed(d.Projects.Items, r, p =>
            p with { Weight = p.Weight + 1 }) } })),
        ("an interest forgotten or invented", (d, r) => d with { Inspectors = d.Inspectors with { Items = Changed(d.Inspectors.Items, r,
            i => i with { Interests = [.. i.Interests, "x"] }) } }),
        ("the pool in another order", (d, r) => Rehashed(d with { Projects = d.Projects with { Items = Swapped(d.Projects.Items, r) } })),
        ("another nonce", (d, r) => d with { Offices = Changed(d.Offices, r, o =>
            o with { Nonce = Convert.ToHexStringLower(Bytes(r)), RevealedAt = Source.AddHours(1) }) }),
        ("another nonce with its hash", (d, r) => Changed(d.Offices, r, o =>
        {
            var nonce = Convert.ToHexStringLower(Bytes(r));
            return o with { Nonce = nonce, Commitment = DrawHashes.Hex(DrawHashes.Find(d.Hash)!.Value, nonce),
                RevealedAt = Source.AddHours(1) };
        }) is var offices ? d with { Offices = offices } : d),
        ("a number changed", (d, r) => d with { Sources = Changed(d.Sources, r, s =>
            s with { Numbers = [(s.Numbers![0] + 1) % 10, .. s.Numbers.Skip(1)] }) }),
        ("a number out of range", (d, r) => d with { Sources = Changed(d.Sources, r, s =>
            s with { Numbers = [10, .. s.Numbers!.Skip(1)] }) }),
        ("another project picked", (d, r) => Tasks(d, r, t => t with { Project = d.Projects.Items.First(p =>
            d.Drawn!.Tasks.All(x => x.Project != p.Id)).Id })),
        ("another inspector picked", (d, r) => Tasks(d, r, t => t with { Inspectors = [d.Inspectors.Items.First(i =>
            !t.Inspectors.Contains(i.Id)).Id, .. t.Inspectors.Skip(1)] })),
        ("a task dropped", (d, _) => d with { Drawn = d.Drawn! with { Tasks = [.. d.Drawn.Tasks.Skip(1)] } }),
        ("a conflict of interest not logged, or made up", (d, r) => Tasks(d, r, t =>
            t with { Skipped = t.Skipped.Count > 0 ? [] : [new(d.Inspectors.Items[0].Id, "unit")] })),
        ("a friend as substitute", (d, r) => d with { Substitutions = [new(d.Drawn!.Tasks[0].Project, d.Drawn.Tasks[0].Inspectors[0],
            d.Drawn.Tasks[0].Inspectors[0], "生病", "李", Source.AddDays(2), [])] }),
        ("published too late", (d, _) => d with { PublishedAt = Source.AddHours(-23) }),
        ("revealed before the source", (d, r) => d with { Offices = Changed(d.Offices, r, o =>
            o with { Nonce = o.Nonce ?? "x", RevealedAt = Source.AddMinutes(-1) }) }),
        ("numbers entered before the source", (d, r) => d with { Sources = Changed(d.Sources, r, s =>
            s with { EnteredAt = Source.AddMinutes(-1) }) }),
        ("drawn before the last reveal was due", (d, _) => d with { Drawn = d.Drawn! with { At = Source.AddMinutes(5) } }),
        ("drawn and cancelled", (d, _) => d with { Cancelled = new("结果不合适", "李", Source.AddDays(2), true) }),
        ("another number of the draw", (d, _) => d with { DrawNo = d.DrawNo + "补" }),
        ("fewer projects", (d, _) => d with { Rules = d.Rules with { ProjectCount = d.Rules.ProjectCount - 1 } }),
    ];

    private static DrawFile Tasks(DrawFile d, Random r, Func<DrawnTask, DrawnTask> change) =>
        d with { Drawn = d.Drawn! with { Tasks = Changed(d.Drawn.Tasks, r, change) } };

    private static DrawFile Rehashed(DrawFile d) => d with
    {
        Projects = d.Projects with { Hash = DrawHashes.Hex(DrawHashes.Find(d.Hash)!.Value, DrawKernel.Canonical(d.Projects.Items)) },
    };

    private static List<T> Without<T>(IReadOnlyList<T> items, Random random)
    {
        var place = random.Next(items.Count);
        return [.. items.Where((_, i) => i != place)];
    }

    private static List<T> Changed<T>(IReadOnlyList<T> items, Random random, Func<T, T> change)
    {
        var place = random.Next(items.Count);
        return [.. items.Select((x, i) => i == place ? change(x) : x)];
    }

    private static List<T> Swapped<T>(IReadOnlyList<T> items, Random random)
    {
        var place = random.Next(items.Count - 1);
        var list = items.ToList();
        (list[place], list[place + 1]) = (list[place + 1], list[place]);
        return list;
    }
}
