namespace Yinfeng.Imports;

/// <summary>The words of target sheets, from data/rules/indicator-names.yaml; every name that indicators.yaml gives counts as well.</summary>
internal sealed class IndicatorNames
{
    private static readonly Lazy<IndicatorNames> Shipped = new(Load);
    private HeadIndex? _index;
    private HeadIndex? _headIndex;

    public static IndicatorNames Default => Shipped.Value;
    public List<HeadRule> Indicators { get; set; } = [];
    public List<string> Targets { get; set; } = [];
    public List<string> Stretch { get; set; } = [];
    public List<string> Base { get; set; } = [];
    public List<string> Plain { get; set; } = [];
    public List<string> Done { get; set; } = [];
    public List<string> Whole { get; set; } = [];

    private static IndicatorNames Load()
    {
        var names = FieldSynonyms.Read<IndicatorNames>("indicator-names.yaml");
        foreach (var defined in DefinedIndicator.Read())
        {
            var rule = names.Indicators.Find(r => r.Code == defined.Code);
            if (rule is null)
            {
                names.Indicators.Add(rule = new HeadRule { Code = defined.Code, Unit = defined.Unit, Hidden = defined.Hidden });
            }
            rule.Is.AddRange(defined.Names.Except(rule.Is));
        }
        return names;
    }

    /// <summary>Indicators alone.</summary>
    public HeadIndex Names => _index ??= new HeadIndex(Indicators);

    /// <summary>Everything that can stand in the head of a target sheet.</summary>
    public HeadIndex Heads => _headIndex ??= new HeadIndex(
    [
        .. Indicators,
        .. FieldSynonyms.Default.Fields.Where(f => f.Field is "unit" or "sequence" or "remark"),
        new HeadRule { Field = "qualifier", Is = [.. Plain, .. Stretch, .. Base], Has = ["*计划*", "*目标*", "*任务*", "*季度*", "*半年*"] },
    ]);
}
