using Yinfeng.Kernel;

namespace Yinfeng.Maps;

/// <summary>A place in JSON; amounts in 亿元 with all their digits.</summary>
public sealed record MapPlaceJson(string Key, string Name, int Count, decimal AmountYi, int WithoutAmount, bool OnMap, IReadOnlyList<string>? Focus);

/// <summary>A map in JSON.</summary>
public sealed record MapJson(string Period, string Unit, string UnitName, string Side, string Layer, string Stock, int Count, decimal AmountYi, int WithoutAmount, int Undated,
    IReadOnlyList<MapPlaceJson> Places)
{
    public static MapJson Of(MapView view) => new(view.Period.ToString(), view.Unit.Code, view.Unit.Name, view.Asked.Side.ToString(), view.Asked.Layer.ToString(), view.Asked.Stock,
        view.Count, Money.ToYi(view.Fen), view.Without, view.Undated,
        [.. view.Places.Select(p => Place(p, true)), .. view.Aside.Select(p => Place(p, false))]);

    private static MapPlaceJson Place(MapPlace place, bool onMap) => new(place.Key, place.Name, place.Count, Money.ToYi(place.Fen), place.Without, onMap, place.Focus);
}

/// <summary>A row behind a figure in JSON.</summary>
public sealed record MapRowJson(string Id, string Href, string Name, string? Investor, string? From, string Unit, string Landing, string? Park, string State,
    string? On, decimal? AmountYi)
{
    public static MapRowJson Of(MapRow row) => new($"{row.Id}", row.Href, row.Name, row.Investor, row.From, row.Unit, row.Landing, row.Park, row.State, row.On,
        row.Fen is { } fen ? Money.ToYi(fen) : null);
}
