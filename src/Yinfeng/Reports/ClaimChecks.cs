using System.Globalization;
using System.Text.RegularExpressions;

namespace Yinfeng.Reports;

/// <summary>Recomputes what published statements say. Method: docs/methods/figure-checks.md.</summary>
public static partial class ClaimChecks
{
    public static ClaimVerdict Check(Claim claim) => claim.Kind switch
    {
        "sum" => Sum(claim),
        "share" or "completion" => Share(claim),
        "yoy" => YearOnYear(claim),
        "points" => Points(claim),
        null or "" => claim.Numbers is null ? FromText(claim) : NumbersCheck.Check(claim),
        var other => CannotTell(claim, $"不认识的类型“{other}”，可用 sum、share、completion、yoy、points"),
    };

    internal static ClaimVerdict Judge(Claim claim, decimal recomputed, ShownFigure shown, string formula, string unit) =>
        shown.Shows(recomputed)
            ? new(claim.Text, "yes", Show(recomputed) + unit, $"{formula}，与公布的 {shown.Value}{unit} 一致")
            : new(claim.Text, "no", Show(recomputed) + unit,
                $"{formula}，应为 {Show(Math.Round(recomputed, shown.Decimals, MidpointRounding.AwayFromZero))}{unit}，公布的是 {shown.Value}{unit}");

    internal static ClaimVerdict CannotTell(Claim claim, string why, string? recomputed = null) =>
        new(claim.Text, "cannot-tell", recomputed, why);

    internal static string Show(decimal value) => Math.Round(value, 4, MidpointRounding.AwayFromZero)
        .ToString("0.####", CultureInfo.InvariantCulture);

    private static ClaimVerdict Sum(Claim claim)
    {
        var parts = claim.Parts.Select(ShownFigure.Parse).ToList();
        if (parts.Count == 0 || parts.Contains(null) || ShownFigure.Parse(claim.Figure) is not { } total)
        {
            return CannotTell(claim, "缺少分项 parts 或合计 total");
        }
        return Judge(claim, parts.Sum(p => p!.Value.Value), total, $"{parts.Count} 个分项相加", "");
    }

    private static ClaimVerdict Share(Claim claim)
    {
        if (ShownFigure.Parse(claim.Figure) is not { } part || ShownFigure.Parse(claim.Shown) is not { } shown)
        {
            return CannotTell(claim, "缺少数值或百分比");
        }
        return ShownFigure.Parse(claim.Base) is { Value: not 0 } whole
            ? Judge(claim, part.Value / whole.Value * 100, shown, $"{part.Value}/{whole.Value}", "%")
            : CannotTell(claim, shown.Value == 0 ? "没有给出基数" : $"没有给出基数；按公布的百分比反推约为 {Show(part.Value * 100 / shown.Value)}");
    }

    private static ClaimVerdict YearOnYear(Claim claim)
    {
        if (ShownFigure.Parse(claim.Figure) is not { } value || ShownFigure.Parse(claim.Shown) is not { } shown)
        {
            return CannotTell(claim, "缺少数值或同比");
        }
        if (ShownFigure.Parse(claim.Base) is { } last)
        {
            return last.Value == 0 ? CannotTell(claim, "上年同期为零，算不出同比")
                : Judge(claim, (value.Value / last.Value - 1) * 100, shown, $"({value.Value}-{last.Value})/{last.Value}", "%");
        }
        return claim.Count || claim.Text.Contains('个', StringComparison.Ordinal)
            ? WholeBase(claim, value, shown)
            : CannotTell(claim, shown.Value <= -100 ? "没有给出上年同期" : $"没有给出上年同期；反推约为 {Show(value.Value / (1 + shown.Value / 100))}");
    }

    /// <summary>A count and its year-on-year change without last year's count.</summary>
    private static ClaimVerdict WholeBase(Claim claim, ShownFigure count, ShownFigure yoy)
    {
        if (count.Value < 0 || decimal.Truncate(count.Value) != count.Value || yoy.Value < -100 || yoy.Decimals > 6)
        {
            return CannotTell(claim, "数量不是整数，或同比低于 -100%");
        }
        var whole = (long)count.Value;
        if (FigureChecks.WholeNumberBase(whole, yoy.Value, yoy.Decimals) is { } found)
        {
            return CannotTell(claim, $"没有给出上年同期；若上年为 {found} 个，则同比相符", found.ToString(CultureInfo.InvariantCulture));
        }
        var near = yoy.Value == -100 ? 1 : Math.Max(1, (long)Math.Floor(whole / (1 + yoy.Value / 100)));
        string Try(long last) => $"上年 {last} 个得 {Show(Math.Round((whole - last) * 100m / last, yoy.Decimals, MidpointRounding.AwayFromZero))}%";
        return new(claim.Text, "no", null, $"没有任何整数的上年同期能得出 {yoy.Value}%：{Try(near)}，{Try(near + 1)}");
    }

    private static ClaimVerdict Points(Claim claim)
    {
        if (ShownFigure.Parse(claim.Shown) is not { } shown || claim.Month is not (>= 1 and <= 12)
            || ShownFigure.Parse(claim.Figure) is not { } value)
        {
            return CannotTell(claim, "缺少数值、月份 month 或百分点 points");
        }
        var completion = ShownFigure.Parse(claim.Base) is { Value: not 0 } target ? value.Value / target.Value * 100 : value.Value;
        return Judge(claim, completion - claim.Month.Value * 100m / 12, shown, $"完成率 {Show(completion)}% 减序时进度 {claim.Month}/12", " 点");
    }

    /// <summary>Statements whose words alone say what belongs together.</summary>
    private static ClaimVerdict FromText(Claim claim)
    {
        if (Completion().Match(claim.Text) is { Success: true } done)
        {
            return Share(claim with { Figure = done.Groups[1].Value, Base = done.Groups[2].Value, Shown = done.Groups[3].Value });
        }
        if (CountAndChange().Match(claim.Text) is { Success: true } counted)
        {
            var sign = counted.Groups["down"].Success ? "-" : "";
            return YearOnYear(claim with { Figure = counted.Groups["count"].Value, Shown = sign + counted.Groups["yoy"].Value, Count = true });
        }
        return CannotTell(claim, "文字里没有可以核对的算式；请给出 kind 或 numbers");
    }

    [GeneratedRegex(@"(\d+(?:\.\d+)?)\s*(?:亿元|万元|亿|万|个|项|家).{0,4}?(?:完成|占|为).{0,8}?(\d+(?:\.\d+)?)\s*(?:亿元|万元|亿|万|个|项|家)的?\s*(\d+(?:\.\d+)?)\s*[%％]")]
    private static partial Regex Completion();

    [GeneratedRegex(@"(?<count>\d+)\s*(?:个|项|家|projects)[^\d%]{0,12}?(?:(?<down>下降|减少|-)|增长|增加|提高|\+|up)\s*(?<yoy>\d+(?:\.\d+)?)\s*[%％]")]
    private static partial Regex CountAndChange();
}
