namespace Yinfeng.Analytics.Enterprises;

/// <summary>What kind of organisation a company is, by its registered kind or by the end of its name.</summary>
public enum OrganisationKind { Unknown, LimitedCompany, JointStock, SoleProprietor, Partnership, Cooperative, StateOwned, Collective, Individual, Office, Branch }

/// <summary>What is known about a company besides its figures.</summary>
[Flags]
public enum EnterpriseFlags : byte
{
    None = 0,

    /// <summary>The credit code has 18 characters and the right check character.</summary>
    CodeChecked = 1,

    /// <summary>The source gave no currency: renminbi is assumed.</summary>
    CurrencyAssumed = 2,

    /// <summary>The capital is so large that its unit is doubtful; no statistics count it.</summary>
    CapitalDoubtful = 4,

    /// <summary>The name holds, or may hold, the name of a person: shown masked to visitors.</summary>
    NamesPerson = 8,
}

/// <summary>What memory holds of one company.</summary>
/// <param name="CreditCode">18 characters, an old registration number of up to 15 digits, or empty.</param>
/// <param name="Adcode">Of the city, GB/T 2260; a municipality's is its own, a county directly under a province stands for its city; 0 unknown.</param>
/// <param name="County">0 unknown; may be a retired code.</param>
/// <param name="RegisteredOn">yyyymmdd; 0 unknown.</param>
/// <param name="CapitalCents">Hundredths of the currency's unit; -1 unknown.</param>
/// <param name="Currency">ISO 4217; empty where there is no capital.</param>
/// <param name="Division">Two digits of GB/T 4754; 0 not classified.</param>
/// <param name="ScopeHash">Tells whether the business scope changed; 0 without one.</param>
public sealed record EnterpriseFacts(long Id, string Name, string CreditCode, int Adcode, int County, int RegisteredOn, OrganisationKind Kind,
    long CapitalCents, string Currency, EnterpriseFlags Flags, int Division, int ScopeHash);
