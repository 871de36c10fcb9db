using Yinfeng.Analytics.Enterprises;
using Yinfeng.Analytics.Openings;

namespace Yinfeng.Gaps;

/// <summary>What a row of the base is to a chain: a company of its own, a branch of one, or an outlet such as every town has.</summary>
public enum FirmKind : byte { Firm, Branch, Outlet }

internal static class FirmKinds
{
    /// <summary>Outlets (banks, post, telecoms, filling stations, shops of chains) are no part of any chain; branches count as present,
    /// never as a company: they lead nothing and stand in no share.</summary>
    public static FirmKind Of(EnterpriseColumns companies, int row, GapRules rules)
    {
        var name = companies.Name(row);
        if (companies.Kind(row) is OrganisationKind.Office || Has(name, rules.OutletWords))
        {
            return FirmKind.Outlet;
        }
        if (companies.Kind(row) is not OrganisationKind.Branch && !SiteNames.IsBranch(name))
        {
            return FirmKind.Firm;
        }
        return Has(name, rules.BranchOutletWords) ? FirmKind.Outlet : FirmKind.Branch;
    }

    private static bool Has(ReadOnlySpan<char> name, IReadOnlyList<string> words)
    {
        foreach (var word in words)
        {
            if (name.Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }
        return false;
    }
}
