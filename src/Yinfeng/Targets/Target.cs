using Yinfeng.Kernel;

namespace Yinfeng.Targets;

/// <summary>双目标: what must be reached, and what is hoped for.</summary>
public enum TargetLevel { Base, Stretch }

/// <summary>What a unit shall reach in a year (目标任务).</summary>
public sealed class Target
{
    public long UnitId { get; init; }
    public int Year { get; init; }
    public required string Indicator { get; init; }
    public TargetLevel Level { get; init; }

    /// <summary>Scaled as the indicator's values are: fen for money, ten-thousandths of a project for counts,
    /// ten-thousandths of a percentage point for rates.</summary>
    public long Value { get; set; }
    public long? SourceImportId { get; set; }
    public string? SourceSheet { get; set; }
    public int? SourceRow { get; set; }
    public int Version { get; set; }
}

/// <summary>What a unit shall have reached by the end of a month (序时计划), cumulative from January.</summary>
public sealed class Plan
{
    public long UnitId { get; init; }
    public YearMonth Month { get; init; }
    public required string Indicator { get; init; }

    /// <inheritdoc cref="Target.Value"/>
    public long Value { get; set; }
    public long? SourceImportId { get; set; }
    public string? SourceSheet { get; set; }
    public int? SourceRow { get; set; }
}
