using Yinfeng.Kernel;

namespace Yinfeng.Leads;

public enum LeadStatus { Open, Converted, Closed }

/// <summary>A rumour of an investment (线索): who heard it first, where and when.</summary>
public sealed class Lead
{
    public long Id { get; init; } = Ids.Next();
    public long CityId { get; set; }
    public long UnitId { get; set; }
    public required string Title { get; set; }
    public string? Investor { get; set; }
    public string? InvestorPlace { get; set; }

    /// <summary>How it came: 敲门招商, 驻点, 以商招商, 展会, 直播 … (data/reference/channels.csv).</summary>
    public required string Channel { get; set; }

    /// <summary>Who reported it first (首报) and on which day.</summary>
    public required string FirstReporter { get; set; }
    public LedgerDate FirstReportedOn { get; set; }
    public long? IntendedInvestmentFen { get; set; }
    public string? Industry { get; set; }
    public string? Note { get; set; }
    public LeadStatus Status { get; set; }
    public string? ClosedReason { get; set; }
    public long? ProjectId { get; set; }
    public DateTime CreatedAtUtc { get; set; }
    public int Version { get; set; }
}
