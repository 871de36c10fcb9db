using System.Globalization;
using System.Text.Json.Serialization;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Units;

/// <summary>A unit that the office adds: a department, park, squad, office or zone, or a region newly set up.</summary>
/// <param name="Code">Empty takes the next free one below the parent: "371424-01".</param>
public sealed record NewUnit(string? Code, string Name, string? ShortName, UnitKind Kind, long ParentId, DateOnly From, string? Reason)
{
    /// <summary>Set by an import, so that later rows can name this one as their parent.</summary>
    [JsonIgnore]
    public long? Id { get; init; }
}

/// <summary>Adds units to the tree (新增单位).</summary>
internal sealed class AddUnit(Writer writer, UnitDirectory units)
{
    /// <returns>The id of the unit, or every unmet condition.</returns>
    public async Task<Decision<long>> RunAsync(Viewer viewer, NewUnit asked, CancellationToken ct)
    {
        var many = await RunAsync(viewer, [asked], ct);
        return many.Allowed ? Decision<long>.Allow(many.Value![0]) : Decision<long>.Refuse([.. many.Unmet.Select(u => u with { Field = u.Field.Split('.')[^1] })]);
    }

    /// <summary>Adds all of them or none. A unit may stand below one that comes before it in the list.</summary>
    /// <returns>Ids in the order of the list. A field of a refusal reads "3.name": the fourth unit's name.</returns>
    public async Task<Decision<IReadOnlyList<long>>> RunAsync(Viewer viewer, IReadOnlyList<NewUnit> asked, CancellationToken ct)
    {
        var unmet = new List<Unmet>();
        var made = new List<(Unit Unit, UnitVersion Version)>();
        for (var i = 0; i < asked.Count; i++)
        {
            var tree = await units.OnAsync(asked[i].From, ct);
            var wrong = Check(viewer, asked[i], tree, made, out var version);
            unmet.AddRange(wrong.Select(u => u with { Field = $"{i}.{u.Field}" }));
            made.Add((new Unit { Id = version.UnitId, Kind = asked[i].Kind }, version));
        }
        if (unmet.Count > 0)
        {
            return Decision<IReadOnlyList<long>>.Refuse(unmet);
        }
        return await writer.RunAsync(viewer, Rights.ManageSystem, async work =>
        {
            await UnitRows.InsertAsync(work.Sql, made, ct);
            work.Changes.Units = true;
            foreach (var ((unit, version), reason) in made.Zip(asked.Select(a => a.Reason)))
            {
                work.Audit("unit.add", $"unit:{unit.Id}", new
                {
                    kind = unit.Kind, code = version.Code, name = version.Name, parent = version.ParentId, from = version.ValidFrom, reason,
                });
            }
            return Decision<IReadOnlyList<long>>.Allow([.. made.Select(m => m.Unit.Id)]);
        }, ct);
    }

    private static List<Unmet> Check(Viewer viewer, NewUnit asked, UnitTree tree, List<(Unit Unit, UnitVersion Version)> made, out UnitVersion version)
    {
        var unmet = UnitChange.Common(viewer, asked.From, asked.Reason);
        var name = asked.Name.Trim();
        var earlier = made.Find(m => m.Unit.Id == asked.ParentId).Version;
        var parent = tree.Find(asked.ParentId);
        var parentCode = parent?.Code ?? earlier?.Code;
        var code = string.IsNullOrWhiteSpace(asked.Code) ? NextCode(parentCode ?? "", tree, made) : asked.Code.Trim();
        if (parentCode is null || (parent is not null && !tree.IsWithin(parent.Id, viewer.UnitId)))
        {
            unmet.Add(new("unit.parent", "parent", $"{asked.From:yyyy-MM-dd} 没有这个上级单位，或者它不在您的权限范围内。"));
        }
        if (asked.Kind is UnitKind.Nation)
        {
            unmet.Add(new("unit.kind", "kind", "全国只有一个，请选别的类别。"));
        }
        unmet.AddRange(UnitChange.Naming(tree, code, name, asked.ParentId, null));
        if (made.Exists(m => m.Version.Code == code))
        {
            unmet.Add(new("unit.code.taken", "code", $"代码 {code} 在同一批里用了两次。"));
        }
        version = new UnitVersion
        {
            UnitId = asked.Id ?? IdFor(code, tree), ValidFrom = asked.From, Code = code, Name = name,
            ShortName = string.IsNullOrWhiteSpace(asked.ShortName) ? null : asked.ShortName.Trim(), ParentId = asked.ParentId,
        };
        return unmet;
    }

    /// <summary>A region newly in GB/T 2260 keeps the rule that a region's id is its code.</summary>
    public static long IdFor(string code, UnitTree tree) =>
        code.Length == 6 && long.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var region) && region > 100_000 && tree.Find(region) is null
            ? region : Ids.Next();

    private static string NextCode(string parent, UnitTree tree, List<(Unit Unit, UnitVersion Version)> made)
    {
        for (var i = 1; ; i++)
        {
            var code = string.Create(CultureInfo.InvariantCulture, $"{parent}-{i:D2}");
            if (tree.FindByCode(code) is null && !made.Exists(m => m.Version.Code == code))
            {
                return code;
            }
        }
    }
}
