using Yinfeng.Kernel;
using Yinfeng.Units;

namespace Yinfeng.Projects;

/// <summary>Applies what people typed to a project, field by field, and keeps before and after for the log.</summary>
internal static class FieldChanges
{
    /// <summary>Sets every named field; unknown names and unreadable values are listed, the others stay set.</summary>
    public static List<Unmet> Apply(Project project, IReadOnlyDictionary<string, string?> typed, UnitTree tree)
    {
        var unmet = new List<Unmet>();
        foreach (var (name, text) in typed)
        {
            if (ProjectFields.Find(name) is not { } field)
            {
                unmet.Add(new("project.field.unknown", name, $"没有叫“{name}”的字段，请对照接口说明核对名称。"));
            }
            else if (field.Set(project, (text ?? "").Trim(), tree) is { } problem)
            {
                unmet.Add(new("project.field.unreadable", field.Name, problem));
            }
        }
        return unmet;
    }

    /// <summary>All facts as forms show them.</summary>
    public static Dictionary<string, string> Snapshot(Project project, UnitTree tree) =>
        ProjectFields.All.ToDictionary(f => f.Name, f => f.Show(project, tree));

    /// <summary>Names of the fields that differ.</summary>
    public static HashSet<string> Changed(Dictionary<string, string> before, Dictionary<string, string> after) =>
        [.. before.Keys.Where(k => before[k] != after[k])];

    /// <summary>The part of a snapshot that a log line keeps.</summary>
    public static Dictionary<string, string> Only(this Dictionary<string, string> snapshot, IReadOnlySet<string> names) =>
        snapshot.Where(x => names.Contains(x.Key)).ToDictionary();
}
