namespace Yinfeng.Projects;

/// <summary>One project as the ledger list shows it, held in memory.</summary>
/// <param name="FundsFen">Sum of all reported months; null when none states an amount.</param>
/// <param name="HasProblems">The latest month reports problems that are not solved.</param>
/// <param name="OtherUnits">Units besides owner and landing unit that share the credit.</param>
public sealed record LedgerRow(
    long Id, string Name, string? Investor, string? Industry, string? Chain, long OwnerUnitId, long LandingUnitId, ProjectStage Stage,
    ProjectStatus Status, InvestmentKind? Kind, InvestorOrigin Origin, Confidentiality Confidentiality, long? TotalInvestmentFen,
    string Currency, long? ForeignAmountCents, string? Leader, string? ServiceOfficer, bool IsSample, Kernel.LedgerDate? SignedOn,
    Kernel.LedgerDate? InStageSince, bool CarriedOver, long? SourceImportId, DateTime UpdatedAtUtc,
    long? FundsFen, bool HasProblems, long[] OtherUnits)
{
    private byte[]? _json;

    /// <summary>Where its markup is kept; see <see cref="LedgerRowMarkup"/>.</summary>
    internal long ShownAt;

    /// <summary>Name of the owning unit today.</summary>
    public string OwnerName { get; init; } = "";

    /// <summary>What the text filter looks at, folded.</summary>
    public string SearchText { get; init; } = "";

    /// <summary>An amount in another currency is shown, but never added.</summary>
    public bool IsForeign => Currency != "CNY";

    /// <summary>The row as the API writes it, in UTF-8; made at first use.</summary>
    public byte[] Json => _json ??= LedgerJson.Of(this);
}
