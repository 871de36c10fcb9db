using Yinfeng.Reports;
using Yinfeng.Rules;

namespace Yinfeng.Closing;

/// <summary>How the room's words read on pages and in files.</summary>
internal static class ClosingTerms
{
    /// <summary>What follows the indicator's name; nothing for the figure itself.</summary>
    public static string Of(RestatedField field) => field switch
    {
        RestatedField.Target => "全年目标",
        RestatedField.Stretch => "争取目标",
        RestatedField.Plan => "序时计划",
        _ => "",
    };

    public static string Unit(IndicatorUnit unit) => unit switch { IndicatorUnit.Money => "亿元", IndicatorUnit.Count => "个", _ => "%" };

    public static string Figure(decimal? value, Restatement of) => FigureText.WithUnit(value, of.Unit);
}
