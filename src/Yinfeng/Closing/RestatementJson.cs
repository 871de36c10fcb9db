namespace Yinfeng.Closing;

/// <summary>A restatement as JSON. Figures in 亿元, projects or percent, with all digits.</summary>
/// <param name="Field">value, target, stretch or plan.</param>
public sealed record RestatementJson(string Unit, string UnitName, string Month, string Indicator, string IndicatorName, string Field, decimal? Before,
    decimal? After, string Reason, string By, DateTime AtUtc, long? ProjectId, string? Project, string Number, string? CarriedBy)
{
    public static RestatementJson Of(Restatement r) => new(r.UnitCode, r.UnitName, r.Month.ToString(), r.Indicator, r.IndicatorName,
        r.Field.ToString().ToLowerInvariant(), r.Before, r.After, r.Reason, r.ByName, r.AtUtc, r.ProjectId, r.ProjectName, r.Number, r.CarriedBy);
}
