namespace Yinfeng.Analytics.Openings;

/// <summary>What counts as a company that may open somewhere, and how its openings are learnt from.</summary>
/// <param name="OutletWords">In the names of chains that open a branch in every town (banks, post, telecoms, filling stations): no
/// sign of investment, left out on both sides.</param>
/// <param name="HorizonYears">Openings within so many years are what is predicted.</param>
/// <param name="LeastTradeFirms">A trade of fewer companies is taken together with all other small ones.</param>
/// <param name="OthersPerOpening">Pairs of company and city without an opening, drawn for each pair with one.</param>
public sealed record OpeningRules(IReadOnlyList<string> OutletWords, int HorizonYears = 5, int LeastTradeFirms = 30, int OthersPerOpening = 60);

/// <summary>A city and where it lies.</summary>
/// <param name="Adcode">GB/T 2260.</param>
/// <param name="Longitude">Degrees; NaN where unknown.</param>
/// <param name="Latitude">Degrees; NaN where unknown.</param>
public readonly record struct CityPlace(int Adcode, double Longitude, double Latitude);
