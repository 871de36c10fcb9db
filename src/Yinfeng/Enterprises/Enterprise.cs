using Yinfeng.Analytics.Enterprises;
using Yinfeng.Kernel;

namespace Yinfeng.Enterprises;

/// <summary>A company as a registry file tells of it. No legal representative, no address, no telephone: the base stores what it needs.</summary>
/// <remarks>Everything but the business scope, which is long and is read one at a time, stands in this row, so that all rows are read
/// into memory quickly. <see cref="Adcode"/> is the key by which the table is spread over partitions.</remarks>
public sealed class Enterprise
{
    public const int LongestName = 200;

    public long Id { get; init; } = Ids.Next();

    /// <summary>As registered: never folded, never shortened.</summary>
    public required string Name { get; set; }

    /// <summary>Unified credit code (18 characters), an old registration number (up to 15), or null.</summary>
    public string? CreditCode { get; set; }

    /// <summary>The credit code has the right check character (GB 32100).</summary>
    public bool CodeChecked { get; set; }

    /// <summary>GB/T 2260 code of the city; 0 where unknown.</summary>
    public int Adcode { get; set; }

    /// <summary>Code of the county, possibly a retired one.</summary>
    public int? County { get; set; }
    public LedgerDate? RegisteredOn { get; set; }
    public OrganisationKind Kind { get; set; }

    /// <summary>Registered capital in hundredths of <see cref="Currency"/>'s unit, exact.</summary>
    public long? CapitalCents { get; set; }

    /// <summary>ISO 4217; null without capital.</summary>
    public string? Currency { get; set; }

    /// <summary>The source named no currency; renminbi is taken.</summary>
    public bool CurrencyAssumed { get; set; }

    /// <summary>The amount cannot well be in the unit the file says (yuan entered as 万).</summary>
    public bool CapitalDoubtful { get; set; }

    /// <summary>The name may hold a person's name: visitors see it masked (<see cref="PersonNames"/>).</summary>
    public bool NamesPerson { get; set; }

    /// <summary>Two digits of GB/T 4754, as classified; null before.</summary>
    public int? Division { get; set; }

    /// <summary>Tells whether a scope changed without reading it; 0 without one.</summary>
    public int ScopeHash { get; set; }
    public long SourceImportId { get; set; }

    /// <summary>Row of the file, the head being row 1.</summary>
    public int SourceRow { get; set; }
    public int Version { get; set; } = 1;
}

/// <summary>What a company may do by its registration (经营范围), without telephone and identity numbers, where a later file said something
/// else than the one with which the company came; see <see cref="ScopeBlock"/>.</summary>
public sealed class EnterpriseScope
{
    public long EnterpriseId { get; init; }
    public required string Text { get; set; }
}

/// <summary>One fact that a later file changed: a new name, a move, another capital.</summary>
public sealed class EnterpriseHistory
{
    public long Id { get; init; } = Ids.Next();
    public long EnterpriseId { get; init; }

    /// <summary>name, creditCode, place, registeredOn, kind, capital, scope.</summary>
    public required string Field { get; init; }
    public string? OldValue { get; init; }
    public string? NewValue { get; init; }

    /// <summary>Date of the file that says so.</summary>
    public LedgerDate SeenOn { get; init; }
    public long ImportId { get; init; }
    public int SourceRow { get; init; }
}
