using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Lights;

/// <summary>红绿灯, from nothing to judge by up to the worst.</summary>
public enum LightColour { None, Green, Yellow, Red }

/// <summary>A light as everybody reads it.</summary>
/// <param name="Why">The facts with their numbers, in one sentence.</param>
/// <param name="Since">First day of the present colour; for a unit the first day of the month; null when it cannot be told.</param>
/// <param name="Owner">Who must act: the unit, and the person where one is named.</param>
/// <param name="ToGreen">What would turn it green; null for a green light.</param>
/// <param name="Rule">Rule and the day its version holds from: "project.plan@1949-10-01"; empty without a rule.</param>
public sealed record Light(LightColour Colour, string Why, DateOnly? Since, string Owner, string? ToGreen, string Rule);

/// <param name="Stage">Stage on the last day of the period.</param>
public sealed record ProjectLight(long ProjectId, string Name, long UnitId, string UnitName, ProjectStage Stage, Light Light);

/// <summary>A unit's own light, the worst of its assessed indicators, with one light per indicator that has a target.</summary>
public sealed record UnitLight(long UnitId, string UnitCode, string UnitName, Light Light, IReadOnlyList<IndicatorLight> Indicators);

public sealed record IndicatorLight(string Indicator, string Name, Light Light)
{
    /// <summary>Completion minus time progress, for a rate value minus target, in points with two decimals; null without a figure.</summary>
    public decimal? Gap { get; init; }
}

/// <summary>How many projects have which light.</summary>
public sealed record LightCounts(int Red, int Yellow, int Green, int None)
{
    public int All => Red + Yellow + Green + None;

    public int Of(LightColour? colour) => colour switch
    {
        LightColour.Red => Red,
        LightColour.Yellow => Yellow,
        LightColour.Green => Green,
        LightColour.None => None,
        _ => All,
    };
}

/// <summary>Which project lights are wanted.</summary>
/// <param name="Colour">Null for all; does not narrow the counts.</param>
/// <param name="Stage">Stage on the last day of the period; narrows the counts too.</param>
/// <param name="Skip">How many of the worst to leave out.</param>
public sealed record LightFilter(LightColour? Colour = null, ProjectStage? Stage = null, int Skip = 0, int Take = int.MaxValue)
{
    public static readonly LightFilter All = new();
}

/// <summary>The lights of a unit for a month.</summary>
/// <param name="Units">The unit, then its direct children by code.</param>
/// <param name="Projects">Worst first, then the longest.</param>
/// <param name="RulesVersion">The rules in force, each with the day from which it holds.</param>
public sealed record LightsView(YearMonth Period, UnitNode Unit, IReadOnlyList<UnitLight> Units, IReadOnlyList<ProjectLight> Projects,
    LightCounts Counts, string RulesVersion);
