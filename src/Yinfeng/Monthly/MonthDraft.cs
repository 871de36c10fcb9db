using Yinfeng.Kernel;

namespace Yinfeng.Monthly;

/// <summary>What a person typed into the grid and has not reported yet, letter by letter as typed. Nobody sees another's.</summary>
public sealed class MonthDraft
{
    public required string ActorId { get; init; }
    public YearMonth Month { get; init; }
    public long ProjectId { get; init; }
    public string FundsWan { get; set; } = "";
    public string FixedInvestmentWan { get; set; } = "";

    /// <summary>"true", "false" or empty.</summary>
    public string InStatistics { get; set; } = "";
    public string Progress { get; set; } = "";
    public string Problems { get; set; } = "";

    /// <summary>Answer to the questions about this row.</summary>
    public string Answer { get; set; } = "";

    /// <summary>Version of the report that the person saw while typing; 0 for none.</summary>
    public int BaseVersion { get; set; }
    public DateTime SavedAtUtc { get; set; }
}

/// <summary>Why a questioned report is right all the same, in the words of whoever reported it.</summary>
public sealed class MonthAnswer
{
    public long ProjectId { get; init; }
    public YearMonth Month { get; init; }

    /// <summary>Version of the report it belongs to.</summary>
    public int Version { get; init; }
    public required string Question { get; init; }
    public required string Answer { get; init; }
    public required string ActorId { get; init; }
    public DateTime AtUtc { get; init; }
}
