using System.Globalization;
using Yinfeng.Reference;

namespace Yinfeng.Enterprises;

/// <summary>Approximate value of a currency in renminbi, for size classes and filters only; amounts are shown in their own currency.</summary>
internal static class CapitalRates
{
    private static readonly Lazy<Dictionary<string, decimal>> Known = new(() => ReferenceTable.Read("capital-rates.csv", "currency", "cny")
        .ToDictionary(r => r[0], r => decimal.Parse(r[1], CultureInfo.InvariantCulture), StringComparer.Ordinal));

    /// <summary>Fen; null for a currency without a rate.</summary>
    public static long? Fen(long cents, string currency) => Known.Value.TryGetValue(currency, out var rate)
        ? (long)Math.Min(long.MaxValue / 2m, decimal.Round(cents * rate)) : null;
}
