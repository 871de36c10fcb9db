using System.Globalization;
using Yinfeng.Kernel;
using Yinfeng.Reference;
using Yinfeng.Shell;

namespace Yinfeng.Rules;

/// <summary>Which regions a city courts (重点区域): dated lists per city (data/rules/focus-lists.yaml) of named regions
/// (data/reference/focus-regions.csv).</summary>
/// <remarks>A member province covers everything in it, a member city its counties; the city itself counts where it is a member.</remarks>
public sealed class FocusRegions : IRuleSets
{
    public const string SetName = "重点区域";
    private readonly Dictionary<long, List<(DateOnly From, FocusList List)>> _byCity = [];

    /// <summary>Loads the shipped files.</summary>
    /// <exception cref="RuleException">A list names a region that the table does not have.</exception>
    public static FocusRegions Load() => new(
        Path.Combine(AppFolders.Rules, "focus-lists.yaml"), Path.Combine(AppFolders.Reference, "focus-regions.csv"));

    public FocusRegions(string listsPath, string regionsPath)
    {
        var members = ReferenceTable.ReadPath(regionsPath, "region_id", "region", "adcode").ToList();
        var errors = new List<RuleError>();
        foreach (var entry in RuleFile.Entries(listsPath, errors))
        {
            var names = entry.List("区域");
            var codes = new HashSet<long>();
            foreach (var name in names)
            {
                var found = members.Where(m => m[0] == name.Text || m[1] == name.Text).ToList();
                if (found.Count == 0)
                {
                    var closest = NameSuggestion.Closest(name.Text, members.Select(m => m[1]));
                    errors.Add(new RuleError("focus.region", name, 0, name.Text.Length, $"区域表里没有“{name.Text}”。",
                        closest is null ? "用 data/reference/focus-regions.csv 里的名称。" : $"是否想写“{closest}”?"));
                }
                codes.UnionWith(found.Select(m => long.Parse(m[2], CultureInfo.InvariantCulture)));
            }
            var city = entry.Whole("城市");
            var from = entry.Day("起始");
            var list = new FocusList([.. names.Select(n => n.Text)], entry.Optional("来源")?.Text ?? "", codes);
            (_byCity.TryGetValue(city, out var lists) ? lists : _byCity[city] = []).Add((from, list));
        }
        RuleFile.ThrowIfAny(errors);
        foreach (var lists in _byCity.Values)
        {
            lists.Sort((a, b) => a.From.CompareTo(b.From));
        }
    }

    public IReadOnlyCollection<string> Names => [SetName];

    /// <summary>The list of a city in force on a day; null when it has none.</summary>
    public FocusList? Of(long cityId, DateOnly on)
    {
        FocusList? inForce = null;
        foreach (var (from, list) in _byCity.TryGetValue(cityId, out var lists) ? lists : [])
        {
            inForce = from <= on ? list : inForce;
        }
        return inForce;
    }

    /// <summary>Whether an investor's region is on the city's list of that day. A city without a list has no focus region.</summary>
    public bool Contains(long cityId, long regionId, DateOnly on) => Of(cityId, on)?.Contains(regionId) == Truth.Yes;

    /// <summary>As a rule asks it: the city is the row's, the day its <see cref="FactRow.AsOf"/>.</summary>
    public Truth Contains(string set, FactRow row, long member)
    {
        var city = row.Numbers[ProjectFacts.City.Slot];
        return city == FactRow.Missing || row.AsOf is not { } day ? Truth.Unknown : Of(city, day.Latest)?.Contains(member) ?? Truth.No;
    }
}

/// <summary>One dated list.</summary>
/// <param name="Regions">Names: 京津冀, 长三角 …</param>
/// <param name="Members">GB/T 2260 codes of member provinces and cities.</param>
public sealed record FocusList(IReadOnlyList<string> Regions, string Source, IReadOnlySet<long> Members)
{
    /// <summary>Unknown where only the province is known and some of its cities are members.</summary>
    public Truth Contains(long region) =>
        Members.Contains(region) || Members.Contains(region / 100 * 100) || Members.Contains(region / 10_000 * 10_000) ? Truth.Yes
        : region % 10_000 == 0 && Members.Any(m => m / 10_000 == region / 10_000) ? Truth.Unknown : Truth.No;
}
