using Yinfeng.Analytics.Enterprises;
using Yinfeng.Analytics.Search;

namespace Yinfeng.Enterprises;

/// <summary>Which of equal matches comes first.</summary>
internal static class EnterpriseWeight
{
    public static byte Of(EnterpriseColumns columns, int row) => NameWeight.Of(
        columns.Kind(row) is OrganisationKind.Branch or OrganisationKind.Office, Yuan(columns, row));

    /// <summary>Registered capital in whole units of its currency, yen as yuan by a twentieth: for orders of magnitude only. A capital
    /// whose unit is doubtful counts as unknown.</summary>
    private static long Yuan(EnterpriseColumns columns, int row) => columns.CapitalCents(row) switch
    {
        <= 0 => 0,
        _ when (columns.Flags(row) & EnterpriseFlags.CapitalDoubtful) != 0 => 0,
        var cents => columns.Currency(row) == "JPY" ? cents / 2_000 : cents / 100,
    };
}
