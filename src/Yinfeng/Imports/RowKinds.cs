using System.Text.RegularExpressions;
using Yinfeng.Sheets;

namespace Yinfeng.Imports;

/// <summary>Tells rows that hold no project: totals, sections, notes.</summary>
internal static partial class RowKinds
{
    /// <summary>total for 合计 总计 共计 of the whole, subtotal for 小计, "盐湖区合计" and 其中 rows; null for any other label.</summary>
    public static string? TotalLabel(string text)
    {
        if (text.Length > 40 || text.AsSpan().IndexOfAny('计', '計', '其') < 0 && !text.Contains("总和", StringComparison.Ordinal))
        {
            return null;
        }
        var key = Folding.Key(text);
        var match = Total().Match(key);
        if (match.Success)
        {
            var whose = match.Groups["whose"].Value;
            return match.Groups["word"].Value is "小计" or "计" || (whose.Length > 0 && !Whole().IsMatch(whose)) ? "subtotal" : "total";
        }
        return AmongWhich().IsMatch(key) ? "subtotal" : null;
    }

    /// <summary>"一、工业项目", "（一）签约项目", "第一部分", "二、续建项目（12个）".</summary>
    public static bool IsSection(string text) => text.Length <= 60 && Section().IsMatch(Folding.Key(text));

    /// <summary>Text that explains or signs the table: 注：… 备注：… 填表人：… 以上…</summary>
    public static bool IsNote(string text)
    {
        var key = Folding.Key(text);
        return Note().IsMatch(key) || key.EndsWith('。') || key.EndsWith(';');
    }

    /// <summary>"填表人：张三", "单位：万元", "联系电话：…": a label with its value.</summary>
    public static bool IsLabelled(string text) => Labelled().IsMatch(Folding.Key(text));

    /// <summary>The text cells of a row and whether it also has numbers or dates.</summary>
    public static (int Texts, int Others) Count(SheetRow row)
    {
        int texts = 0, others = 0;
        foreach (ref readonly var cell in row.Cells)
        {
            if (!RowFeed.IsBlank(cell))
            {
                _ = cell.Kind == CellKind.Text ? texts++ : others++;
            }
        }
        return (texts, others);
    }

    [GeneratedRegex(@"^(?<whose>[^\d,，。;]{0,20}?)(?<word>小计|合计|总计|共计|累计|总和|合计数|总合计|(?<=^)计)(?:[:(]?共?(?:项目)?\d*(?:个|项|宗|家)?(?:项目)?\)?)?[:]?$")]
    private static partial Regex Total();

    [GeneratedRegex(@"^(全|本)(市|县|区|省|年|部|表)$|^(市|县|区|总|共|项目|本表|以上)$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^其中[:,，]?.{0,20}$")]
    private static partial Regex AmongWhich();

    [GeneratedRegex(@"^(?:[一二三四五六七八九十]{1,3}[、.．]|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十]{1,3}(?:部分|类|批|章)|[Ⅰ-Ⅻ][、.])")]
    private static partial Regex Section();

    [GeneratedRegex(@"^(?:(?:备?注|说明|备注说明|填表说明|填报说明|特别说明|附注|附)[\d一二三]?[:.、(]|注$|\*|※|(?:填表|填报|制表|审核|复核|审批|经办|负责|联系|分管|单位负责)(?:人|领导|电话|日期|时间|单位)|(?:报送|填报|上报|制表)(?:日期|时间|单位)|以上|本表|此表|数据来源|资料来源|联系电话|\d+[.、].*(?:填写|填报|项目是指|不含|包括|口径))")]
    private static partial Regex Note();

    [GeneratedRegex(@"^(?:填表|填报|制表|审核|复核|审批|经办|负责|联系|分管|单位|金额|计量|报送|上报|截止|截至|日期|时间|盖章)[^:]{0,8}:")]
    private static partial Regex Labelled();
}
