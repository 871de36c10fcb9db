using Yinfeng.Kernel;
using Yinfeng.Units;

namespace Yinfeng.Maps;

/// <summary>A place of the map with its figure; also a line of the table.</summary>
/// <param name="Key">What its rows are asked by: a region or unit id, a park, "overseas", "unknown", "whole".</param>
/// <param name="Id">Region or unit; 0 for what has no place on the map.</param>
/// <param name="Fen">Total investment, intended investment or registered capital.</param>
/// <param name="Without">How many state no amount; they are counted and not added.</param>
/// <param name="Opens">There is a finer map behind it.</param>
/// <param name="Focus">Names of the focus regions it belongs to: 京津冀.</param>
public sealed record MapPlace(string Key, long Id, string Name, int Count, long Fen, int Without, bool Opens = false, IReadOnlyList<string>? Focus = null)
{
    public decimal Figure(MapMeasure by) => by == MapMeasure.Count ? Count : Money.ToYi(Fen);
}

/// <summary>A map with its table.</summary>
/// <param name="Unit">Whose projects and leads.</param>
/// <param name="Units">From the top of what the viewer sees down to the unit.</param>
/// <param name="Regions">From the nation down to the region looked into, where it is about investors.</param>
/// <param name="Places">With a figure, the largest first.</param>
/// <param name="Aside">Overseas, unknown, only the province known: counted, and not on the map.</param>
/// <param name="Undated">Projects that no month can be told of.</param>
/// <param name="Focus">The unit's city's focus regions in force; null where it has no list.</param>
/// <param name="RegionNames">Units right below what is looked into, which a map of it shows.</param>
public sealed record MapView(MapAsked Asked, YearMonth Period, IReadOnlyList<YearMonth> Months, UnitNode Unit, IReadOnlyList<UnitNode> Units,
    IReadOnlyList<UnitNode> Below, IReadOnlyList<(long Id, string Name)> Regions, IReadOnlyList<MapPlace> Places, IReadOnlyList<MapPlace> Aside, int Undated,
    Rules.FocusList? Focus, IReadOnlyDictionary<long, string> RegionNames)
{
    public int Count => Places.Sum(p => p.Count) + Aside.Sum(p => p.Count);
    public long Fen => Places.Sum(p => p.Fen) + Aside.Sum(p => p.Fen);
    public int Without => Places.Sum(p => p.Without) + Aside.Sum(p => p.Without);
}
