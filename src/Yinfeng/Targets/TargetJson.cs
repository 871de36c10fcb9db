using Yinfeng.Access;
using Yinfeng.Rules;

namespace Yinfeng.Targets;

/// <param name="Changed">Cells that are different now.</param>
internal sealed record ChangedJson(int Changed);

/// <summary>What the sender saw in the cell; leave out to write whatever stands there.</summary>
internal sealed record SeenBody(decimal? Value);

internal sealed record TargetBody(long Unit, string Indicator, decimal? Value, TargetLevel Level = TargetLevel.Base, SeenBody? Seen = null);

internal sealed record TargetsBody(int Year, IReadOnlyList<TargetBody> Targets, string? Restatement = null) : IRestatingBody;

/// <param name="Month">"2023-06".</param>
internal sealed record PlanBody(long Unit, string Indicator, string Month, decimal? Value, SeenBody? Seen = null);

internal sealed record PlansBody(int Year, IReadOnlyList<PlanBody> Plans, string? Restatement = null) : IRestatingBody;

/// <param name="Source">Where an import found it; null when entered by hand.</param>
internal sealed record TargetJson(string Unit, string Indicator, string Level, decimal Value, int Version, SourceJson? Source);

internal sealed record SourceJson(long ImportId, string? Sheet, int? Row);

internal sealed record CascadeJson(string Indicator, string Level, decimal? Parent, decimal? Children, int With, int Of, decimal? Short);

internal sealed record TargetsJson(string Unit, int Year, IReadOnlyList<TargetJson> Targets, IReadOnlyList<CascadeJson> Cascade)
{
    public static TargetsJson Of(TargetGrid grid)
    {
        var indicators = grid.Indicators.ToDictionary(i => i.Code);
        var codes = grid.Rows.ToDictionary(r => r.UnitId, r => r.Code);
        return new(grid.Unit.Code, grid.Year,
            [.. grid.Targets.Values.Where(t => indicators.ContainsKey(t.Indicator)).OrderBy(t => codes[t.UnitId], StringComparer.Ordinal)
                .ThenBy(t => t.Indicator, StringComparer.Ordinal).ThenBy(t => t.Level)
                .Select(t => new TargetJson(codes[t.UnitId], t.Indicator, t.Level.ToString(), indicators[t.Indicator].Show(t.Value), t.Version,
                    t.SourceImportId is { } import ? new SourceJson(import, t.SourceSheet, t.SourceRow) : null))],
            [.. grid.Cascade.Where(c => c.Parent is not null || c.Children is not null).Select(c => Line(c, indicators[c.Indicator]))]);
    }

    private static CascadeJson Line(CascadeLine line, Indicator indicator)
    {
        return new(line.Indicator, line.Level.ToString(), Show(line.Parent), Show(line.Children), line.With, line.Of, Show(line.Short));

        decimal? Show(long? value) => value is { } v ? indicator.Show(v) : null;
    }
}

internal sealed record PlanJson(string Unit, string Month, decimal Value);

internal sealed record PlansJson(string Unit, int Year, string Indicator, IReadOnlyList<PlanJson> Plans)
{
    public static PlansJson Of(PlanGrid plans)
    {
        var codes = plans.Grid.Rows.ToDictionary(r => r.UnitId, r => r.Code);
        return new(plans.Grid.Unit.Code, plans.Grid.Year, plans.Indicator.Code,
            [.. plans.Plans.OrderBy(p => codes[p.Key.UnitId], StringComparer.Ordinal).ThenBy(p => p.Key.Month)
                .Select(p => new PlanJson(codes[p.Key.UnitId], p.Key.Month.ToString(), plans.Indicator.Show(p.Value)))]);
    }
}

/// <summary>One dated definition of an indicator.</summary>
internal sealed record IndicatorJson(string Code, string Name, string Unit, string Shape, string Definition, string Source, DateOnly ValidFrom,
    bool HigherIsBetter, IReadOnlyList<string> Synonyms)
{
    public static IndicatorJson Of(Indicator i) =>
        new(i.Code, i.Name, i.UnitLabel, i.Shape.ToString(), i.Definition, i.Source, i.ValidFrom, i.HigherIsBetter, i.Synonyms);
}
