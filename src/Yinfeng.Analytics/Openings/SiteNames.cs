using System.Buffers;

namespace Yinfeng.Analytics.Openings;

/// <summary>What a company's name says about whose site it is.</summary>
/// <remarks>A branch repeats the whole name of its head (山东甲有限公司烟台分公司). A subsidiary often has the name of its sister but
/// for the place in brackets (甲水泥（南通）有限公司, 甲水泥（秭归）有限公司).</remarks>
public static class SiteNames
{
    private const int ShortestHead = 5;
    private const int ShortestKey = 4;

    private static readonly string[] HeadEnds = ["公司", "集团", "厂", "事务所", "中心", "企业", "院", "社", "店"];

    private static readonly SearchValues<string> BranchWords = SearchValues.Create(
        ["分公司", "支公司", "分店", "分厂", "办事处", "营业部", "分部", "支行", "分行", "门市部", "服务部", "营业厅", "分社", "分院", "分校", "分所", "项目部", "代表处", "分理处"],
        StringComparison.Ordinal);

    private static readonly string[] Forms = ["股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "公司"];

    /// <summary>The name is that of a branch, whether or not its head is known.</summary>
    public static bool IsBranch(ReadOnlySpan<char> name) => name.IndexOfAny(BranchWords) >= 0 && !name.EndsWith("有限公司");

    /// <summary>The length of the longest beginning that is the whole name of a company, or 0.</summary>
    public static int HeadLength(ReadOnlySpan<char> name, Func<ReadOnlySpan<char>, bool> isCompany)
    {
        if (name.EndsWith("有限公司"))
        {
            return 0;
        }
        var longest = 0;
        foreach (var end in HeadEnds)
        {
            for (var from = 0; name[from..].IndexOf(end) is var at && at >= 0; from += at + end.Length)
            {
                var length = from + at + end.Length;
                if (length > longest && length >= ShortestHead && length < name.Length && isCompany(name[..length]))
                {
                    longest = length;
                }
            }
        }
        return longest;
    }

    /// <summary>The name without what stands in brackets and without its form: the same for sisters in several cities.</summary>
    /// <param name="key">At least as long as the name.</param>
    /// <returns>How much of <paramref name="key"/> was filled; 0 where too little is left to tell sisters by.</returns>
    public static int Key(ReadOnlySpan<char> name, Span<char> key)
    {
        var (length, inside) = (0, false);
        foreach (var character in name)
        {
            inside = character == '（' || (inside && character != '）');
            if (!inside && character != '）')
            {
                key[length++] = character;
            }
        }
        var left = WithoutForm(key[..length]);
        return left.Length >= ShortestKey && left.Length < length ? left.Length : 0;
    }

    /// <summary>The last two characters before the form (食品, 电子), or empty.</summary>
    public static ReadOnlySpan<char> Trade(ReadOnlySpan<char> name)
    {
        var bracket = name.EndsWith("）") ? name.LastIndexOf('（') : -1;
        var left = WithoutForm(bracket > 0 ? name[..bracket] : name);
        bracket = left.EndsWith("）") ? left.LastIndexOf('（') : -1;
        left = bracket > 0 ? left[..bracket] : left;
        return left.Length > 2 && left.Length < name.Length ? left[^2..] : [];
    }

    private static ReadOnlySpan<char> WithoutForm(ReadOnlySpan<char> name)
    {
        foreach (var form in Forms)
        {
            if (name.EndsWith(form))
            {
                name = name[..^form.Length];
                break;
            }
        }
        return name.EndsWith("集团") || name.EndsWith("股份") ? name[..^2] : name;
    }
}
