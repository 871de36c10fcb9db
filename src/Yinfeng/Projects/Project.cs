using Yinfeng.Kernel;

namespace Yinfeng.Projects;

/// <summary>The closed loop (闭环): 线索 对接 洽谈 会审 签约 开工 投产 达产.</summary>
public enum ProjectStage { Lead, Contacted, Negotiating, Reviewed, Signed, Started, Producing, AtCapacity }

/// <summary>Side exits (暂停, 终止) leave the stage as it was.</summary>
public enum ProjectStatus { Active, Suspended, Terminated }

/// <summary>固投 or 非固投.</summary>
public enum InvestmentKind { FixedAsset, NonFixedAsset }

/// <summary>Where the investor comes from, seen from the project's province.</summary>
public enum InvestorOrigin { Unknown, WithinProvince, OutsideProvince, Overseas }

/// <summary>六引: capital, technology, talent, institutes, schools, organisations.</summary>
public enum Attraction { Capital, Technology, Talent, Institute, School, Organisation }

public enum Confidentiality { Public, Internal, CommercialSecret }

/// <summary>Special ways through the loop: 一事一议, 集中签约, 集中开工.</summary>
[Flags]
public enum SpecialTracks { None = 0, DealByDeal = 1, MassSigning = 2, MassStart = 4 }

/// <summary>An investment project in the ledger (台账).</summary>
/// <remarks>Amounts in fen; null means not stated and is never zero. A project in foreign currency has null renminbi
/// amounts and its own amount in <see cref="ForeignAmountCents"/>, so it stays out of sums.</remarks>
public sealed partial class Project
{
    public long Id { get; init; } = Ids.Next();

    /// <summary>City of the owning unit: the distribution key of large tables.</summary>
    public long CityId { get; set; }
    public required string Name { get; set; }
    public string? Investor { get; set; }
    public string? InvestorCreditCode { get; set; }

    /// <summary>As written: "广东省东莞市", "日本".</summary>
    public string? InvestorPlace { get; set; }

    /// <summary>GB/T 2260 code of <see cref="InvestorPlace"/> where it is in the country.</summary>
    public long? InvestorRegionId { get; set; }
    public InvestorOrigin InvestorOrigin { get; set; }

    /// <summary>Unit that answers for the project; figures follow <see cref="CreditShare"/>.</summary>
    public long OwnerUnitId { get; set; }

    /// <summary>Unit where it is built; differs for 飞地 and transfers.</summary>
    public long LandingUnitId { get; set; }
    public string? Park { get; set; }
    public string? Parcel { get; set; }
    public string? Industry { get; set; }

    /// <summary>GB/T 4754.</summary>
    public string? IndustryCode { get; set; }
    public string? Chain { get; set; }
    public string? ChainNode { get; set; }
    public string? Content { get; set; }
    public Attraction Attraction { get; set; }

    /// <summary>Null: the ledger had no such column; counts as fixed-asset.</summary>
    public InvestmentKind? Kind { get; set; }
    public long? TotalInvestmentFen { get; set; }
    public long? FixedInvestmentFen { get; set; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; set; } = "CNY";
    public long? ForeignAmountCents { get; set; }
    public long? RegisteredCapitalFen { get; set; }
    public long? PaidInCapitalFen { get; set; }
    public long? ExpectedOutputFen { get; set; }
    public long? ExpectedTaxFen { get; set; }
    public int? ExpectedJobs { get; set; }

    /// <summary>在线签 rather than 见面签.</summary>
    public bool SignedOnline { get; set; }
    public SpecialTracks Tracks { get; set; }
    public Confidentiality Confidentiality { get; set; }

    /// <summary>How the lead came: 敲门招商, 驻点, 以商招商, 展会 …</summary>
    public string? Channel { get; set; }

    /// <summary>Who reported the intent first (首报); the day is <see cref="LeadOn"/>.</summary>
    public string? FirstReporter { get; set; }

    /// <summary>项目代码 of the filing.</summary>
    public string? FilingCode { get; set; }

    /// <summary>Leader who answers for it (包保领导).</summary>
    public string? Leader { get; set; }
    public string? TaskForce { get; set; }

    /// <summary>首席服务官.</summary>
    public string? ServiceOfficer { get; set; }
    public string? InvestorContact { get; set; }
    public string? Remark { get; set; }

    /// <summary>Progress as the ledger words it ("主体封顶").</summary>
    public string? StageStated { get; set; }

    /// <summary>Made for demonstration: marked 示例 in its ledger, and so on every page.</summary>
    public bool IsSample { get; set; }

    public ProjectStage Stage { get; set; }
    public ProjectStatus Status { get; set; }
    public string? StatusReason { get; set; }

    public LedgerDate? LeadOn { get; set; }
    public LedgerDate? ContactedOn { get; set; }
    public LedgerDate? NegotiatingOn { get; set; }
    public LedgerDate? ReviewedOn { get; set; }
    public LedgerDate? SignedOn { get; set; }
    public LedgerDate? StartedOn { get; set; }
    public LedgerDate? ProducingOn { get; set; }
    public LedgerDate? AtCapacityOn { get; set; }
    public LedgerDate? PlannedSignedOn { get; set; }
    public LedgerDate? PlannedStartedOn { get; set; }
    public LedgerDate? PlannedProducingOn { get; set; }
    public LedgerDate? PlannedAtCapacityOn { get; set; }

    /// <summary>Import that made the row, and where it stood there; null for a project entered by hand.</summary>
    public long? SourceImportId { get; set; }
    public string? SourceSheet { get; set; }
    public int? SourceRow { get; set; }

    public DateTime CreatedAtUtc { get; set; }
    public DateTime UpdatedAtUtc { get; set; }

    /// <summary>Raised by every edit; an edit based on an older one is refused with both shown.</summary>
    public int Version { get; set; }

    public List<ProjectTag> Tags { get; } = [];
}

/// <summary>A dated label: 500强, 专精特新, 四新四化, 重大项目, 省百大.</summary>
public sealed class ProjectTag
{
    public long ProjectId { get; init; }
    public required string Label { get; init; }
    public DateOnly From { get; init; }
}

/// <summary>One step of the stage log; written once, never updated.</summary>
public sealed class StageChange
{
    public long Id { get; init; } = Ids.Next();
    public long ProjectId { get; init; }
    public ProjectStage From { get; init; }
    public ProjectStage To { get; init; }
    public ProjectStatus FromStatus { get; init; }
    public ProjectStatus ToStatus { get; init; }

    /// <summary>The day the stage was entered in the world.</summary>
    public LedgerDate? On { get; init; }
    public required string ActorId { get; init; }
    public DateTime AtUtc { get; init; }

    /// <summary>Why a gate was passed unmet, or why the project was suspended, ended or taken up again.</summary>
    public string? Reason { get; init; }

    /// <summary>Who answers for passing a gate unmet; null for a regular move.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>JSON list of the conditions that were unmet when that person let it pass; null for a regular move.</summary>
    public string? OverriddenUnmet { get; init; }
}

public enum EvidenceKind
{
    ContactRecord, MeetingRecord, ReviewMinutes, Agreement, FilingCertificate, Permit, DatedPhoto, FirstInvoice, PowerRecord, OutputRecord, Other,
}

/// <summary>A file that proves a stage (佐证). The file lies in the data folder under its SHA-256.</summary>
public sealed class Evidence
{
    public long Id { get; init; } = Ids.Next();
    public long ProjectId { get; init; }
    public ProjectStage Stage { get; init; }
    public EvidenceKind Kind { get; init; }
    public required string FileName { get; init; }
    public long Bytes { get; init; }
    public required string Sha256 { get; init; }
    public LedgerDate? DatedOn { get; init; }
    public required string UploadedBy { get; init; }
    public DateTime UploadedAtUtc { get; init; }
    public string? VerifiedBy { get; set; }
    public DateTime? VerifiedAtUtc { get; set; }

    /// <summary>Set instead of deleting: evidence never disappears.</summary>
    public string? WithdrawnReason { get; set; }
}

/// <summary>Which unit a project's figures count for, from a month on. Shares of one month add up to 10,000 (100 %).</summary>
/// <remarks>A transfer ends the old shares and opens new ones, so figures before it stay where they were.</remarks>
public sealed class CreditShare
{
    public long ProjectId { get; init; }
    public long UnitId { get; init; }
    public YearMonth From { get; init; }

    /// <summary>Last month, inclusive; null while it lasts.</summary>
    public YearMonth? To { get; set; }

    /// <summary>Hundredths of a percent: 5000 is half.</summary>
    public int ShareBp { get; init; }
}

/// <summary>What a project reports for one month (月报): amounts of that month alone, in fen.</summary>
public sealed class MonthlyReport
{
    public long ProjectId { get; init; }
    public YearMonth Month { get; init; }
    public long CityId { get; init; }
    public long? FundsFen { get; set; }
    public long? FixedInvestmentFen { get; set; }

    /// <summary>入统: entered into the statistics by the end of the month.</summary>
    public bool? InStatistics { get; set; }

    /// <summary>形象进度.</summary>
    public string? Progress { get; set; }
    public string? Problems { get; set; }
    public required string ReportedBy { get; set; }
    public DateTime ReportedAtUtc { get; set; }
    public string? VerifiedBy { get; set; }
    public string? AcceptedBy { get; set; }

    /// <summary>Sent back (退回) and not reported again yet: by whom and why. Figures stay as they were reported.</summary>
    public string? ReturnedBy { get; set; }
    public string? ReturnReason { get; set; }

    /// <summary>Since when it lies where it lies: last reported, verified, accepted or returned; null for what an import brought.</summary>
    public DateTime? MovedAtUtc { get; set; }

    /// <summary>The unit it was typed for (代填) by somebody whose post is of another unit; null where the unit typed its own.</summary>
    public long? TypedForUnitId { get; set; }

    /// <summary>Whose figures they are, as the person who typed them said.</summary>
    public string? TypedFor { get; set; }
    public long? SourceImportId { get; set; }
    public string? SourceSheet { get; set; }
    public int? SourceRow { get; set; }

    /// <summary>Column of the funds cell in the source sheet, "R".</summary>
    public string? SourceColumn { get; set; }
    public int Version { get; set; }
}
