using System.Globalization;
using Microsoft.AspNetCore.Http;
using Yinfeng.Kernel;
using Yinfeng.Leads;
using Yinfeng.Units;

namespace Yinfeng.Maps;

/// <summary>Where investors come from, or where projects land.</summary>
public enum MapSide { From, To }

/// <summary>What is counted: projects, leads, companies of the base, projects from focus regions, parks.</summary>
public enum MapLayer { Projects, Leads, Companies, Focus, Parks }

/// <summary>How many, or how much money.</summary>
public enum MapMeasure { Count, Amount }

/// <summary>Areas by class (热力图), or circles whose area is the figure.</summary>
public enum MapLook { Heat, Points }

/// <summary>What a map is asked for; the page, REST and the command line read it the same way.</summary>
/// <param name="Period">The state at the end of this month; null for the latest month with figures.</param>
/// <param name="Unit">Code of the unit whose projects and leads are counted; null for the lowest that has them all.</param>
/// <param name="At">Where investors come from: the region looked into.</param>
/// <param name="Provinces">The nation by provinces instead of prefectures.</param>
/// <param name="Stock">Which projects: <see cref="MapStock"/>.</param>
/// <param name="Division">Two digits of GB/T 4754, for companies.</param>
/// <param name="List">A list that companies stand on.</param>
/// <param name="Chain">Name of the chain in the ledger; for companies its id.</param>
/// <param name="Node">Id of a node of the chain, for companies; null for the whole chain.</param>
public sealed record MapAsked(MapSide Side = MapSide.From, MapLayer Layer = MapLayer.Projects, YearMonth? Period = null, string? Unit = null, long At = UnitTree.NationId,
    MapMeasure By = MapMeasure.Count, MapLook Look = MapLook.Heat, bool Provinces = false, string Stock = MapStock.Present, string? Industry = null, string? Chain = null,
    string? Channel = null, LeadGrade? Grade = null, int? Division = null, long? List = null, string? Node = null)
{
    /// <summary>Reads an address. What stands there in another way than a form writes it is a mistake that the answer names.</summary>
    public static Decision<MapAsked> Of(IQueryCollection query) => Of(name => query[name].ToString().Trim());

    internal static Decision<MapAsked> Of(Func<string, string> text)
    {
        var wrong = new List<Unmet>();
        T Word<T>(string name, T otherwise) where T : struct, Enum
        {
            if (text(name).Length == 0)
            {
                return otherwise;
            }
            if (Enum.TryParse<T>(text(name), ignoreCase: true, out var word) && Enum.IsDefined(word))
            {
                return word;
            }
            wrong.Add(new Unmet("map." + name, name, $"“{text(name)}”不是 {name} 可选的值：{string.Join("、", Enum.GetNames<T>())}。"));
            return otherwise;
        }
        long? Number(string name, long least, long most)
        {
            if (text(name).Length == 0)
            {
                return null;
            }
            if (long.TryParse(text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            {
                return number;
            }
            wrong.Add(new Unmet("map." + name, name, $"{name} 要写 {least} 到 {most} 之间的整数，不能是“{text(name)}”。"));
            return null;
        }
        YearMonth? period = null;
        if (text("period").Length > 0)
        {
            period = YearMonth.TryParse(text("period"), out var month) ? month : null;
            if (period is null)
            {
                wrong.Add(new Unmet("map.period", "period", $"月份“{text("period")}”写法不对。请写成 2023-03 这样的年月。"));
            }
        }
        var stock = text("stock").Length > 0 ? text("stock") : MapStock.Present;
        if (!MapStock.All.Any(s => s.Key == stock))
        {
            wrong.Add(new Unmet("map.stock", "stock", $"“{stock}”不是可选的统计范围：{string.Join("、", MapStock.All.Select(s => s.Key))}。"));
        }
        string? Given(string name) => text(name) is { Length: > 0 } given ? given : null;
        var layer = Word("layer", MapLayer.Projects);
        var asked = new MapAsked(layer is MapLayer.Parks ? MapSide.To : layer is MapLayer.Focus or MapLayer.Companies ? MapSide.From : Word("side", MapSide.From), layer, period,
            Given("unit"), Number("at", 100_000, 999_999) ?? UnitTree.NationId, Word("by", MapMeasure.Count), Word("look", MapLook.Heat), text("level") == "province", stock,
            Given("industry"), Given("chain"), Given("channel"), Given("grade") is null ? null : Word("grade", LeadGrade.D), (int?)Number("division", 1, 97),
            Number("list", 1, long.MaxValue), Given("node"));
        return wrong.Count > 0 ? Decision<MapAsked>.Refuse(wrong) : Decision<MapAsked>.Allow(asked);
    }

    /// <summary>The same as an address; what is as usual is left out.</summary>
    public string Query(params ReadOnlySpan<(string Name, string? Value)> more)
    {
        List<(string Name, string? Value)> parts =
        [
            ("layer", Layer == MapLayer.Projects ? null : Layer.ToString()), ("side", Side == MapSide.From || Layer == MapLayer.Parks ? null : Side.ToString()), ("period", Period?.ToString()),
            ("unit", Unit), ("at", At == UnitTree.NationId ? null : At.ToString(CultureInfo.InvariantCulture)), ("by", By == MapMeasure.Count ? null : By.ToString()),
            ("look", Look == MapLook.Heat ? null : Look.ToString()), ("level", Provinces ? "province" : null), ("stock", Stock == MapStock.Present ? null : Stock),
            ("industry", Industry), ("chain", Chain), ("channel", Channel), ("grade", Grade?.ToString()), ("division", Division?.ToString("D2", CultureInfo.InvariantCulture)),
            ("list", List?.ToString(CultureInfo.InvariantCulture)), ("node", Node), .. more,
        ];
        return "?" + string.Join('&', parts.Where(p => p.Value is { Length: > 0 }).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"));
    }
}
