using Yinfeng.Kernel;
using Yinfeng.Reports;
using Yinfeng.Rules;

namespace Yinfeng.Returns;

/// <summary>Reads what a column of a return asks for, and says what is wrong with it.</summary>
internal static class ReturnSource
{
    /// <summary>Fields of a board cell, and whether they are percentages.</summary>
    private static readonly Dictionary<string, (Func<BoardCell, decimal?> Read, bool IsPercent)> Fields = new(StringComparer.Ordinal)
    {
        ["value"] = (c => c.Value, false), ["lastYear"] = (c => c.LastYear, false), ["target"] = (c => c.Target, false),
        ["stretch"] = (c => c.Stretch, false), ["plan"] = (c => c.Plan, false), ["yoy"] = (c => c.Yoy, true), ["completion"] = (c => c.Completion, true),
        ["gap"] = (c => c.Gap, true), ["planCompletion"] = (c => c.PlanCompletion, true),
    };

    public static bool IsConstant(ReturnColumn column) => column.Source.StartsWith('=');

    public static string Indicator(ReturnColumn column) => column.Source.LastIndexOf('.') is > 0 and var dot ? column.Source[..dot] : column.Source;

    /// <summary>Null when the column can be filled.</summary>
    public static Unmet? Wrong(ReturnColumn column, IReadOnlyList<Indicator> indicators)
    {
        if (IsConstant(column))
        {
            return null;
        }
        if (indicators.FirstOrDefault(i => i.Code == Indicator(column)) is not { } indicator)
        {
            return new("return.source.indicator", "source",
                $"“{column.Head}”的来源“{column.Source}”中没有这个指标。来源写成“指标.字段”，可用的指标：{string.Join("、", indicators.Select(i => i.Code))}。");
        }
        var name = column.Source[(Indicator(column).Length + 1)..];
        if (!Fields.TryGetValue(name, out var field))
        {
            return new("return.source.field", "source", $"“{column.Head}”的来源“{column.Source}”中没有字段“{name}”。可用的字段：{string.Join("、", Fields.Keys)}。");
        }
        if (column.Decimals is < 0 or > 6)
        {
            return new("return.decimals", "decimals", $"“{column.Head}”的小数位数是 {column.Decimals}，请写 0 到 6。");
        }
        string[] scales = field.IsPercent || indicator.Unit == IndicatorUnit.Rate ? ["%"] : indicator.Unit == IndicatorUnit.Money ? ["亿元", "万元"] : ["个"];
        return scales.Contains(column.Scale) ? null : new("return.scale", "scale",
            $"“{column.Head}”的单位“{column.Scale}”与来源“{column.Source}”不符，请写{string.Join("或", scales)}。");
    }

    /// <summary>The figure in the column's scale, rounded; null where the board has none.</summary>
    public static decimal? Figure(ReturnColumn column, BoardCell cell)
    {
        var figure = Fields[column.Source[(Indicator(column).Length + 1)..]].Read(cell) * (column.Scale == "万元" ? Money.FenPerYi / Money.FenPerWan : 1);
        return figure is { } number ? decimal.Round(number, column.Decimals, MidpointRounding.AwayFromZero) : null;
    }
}
