using System.Buffers;
using Yinfeng.Analytics.Enterprises;

namespace Yinfeng.Enterprises;

/// <summary>Names of persons inside names of companies: whose name may hold one, and how it is shown to whoever may not see it.</summary>
public static class PersonNames
{
    private const string Mask = "＊＊";

    /// <summary>Surnames of some 95 % of the population.</summary>
    private static readonly SearchValues<char> Surnames = SearchValues.Create(
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧");

    /// <summary>Where the part behind the brand begins: the trade or the form.</summary>
    private static readonly string[] Trades =
    [
        "养殖", "种植", "专业", "农机", "农民", "农业", "农作物", "果蔬", "蔬菜", "水果", "苗木", "花卉", "畜牧", "家禽", "生猪", "肉牛", "奶牛", "粮食", "粮油",
        "生态", "水产", "食用菌", "中药", "林业", "土地", "加工", "食品", "餐饮", "饭店", "酒店", "旅馆", "超市", "商店", "商贸", "商行", "百货", "服装", "五金",
        "建材", "机械", "塑料", "木业", "木制", "家具", "印刷", "包装", "纸", "汽车", "汽修", "修理", "电器", "电子", "化工", "纺织", "针织", "制衣", "鞋",
        "药店", "大药房", "诊所", "网吧", "网络", "广告", "装饰", "美容", "理发", "浴", "门市", "经营", "经销", "销售", "批发", "小吃", "工艺", "玩具", "制品",
        "煤", "砖", "石料", "石材", "砂", "铸造", "合作", "联合社", "厂", "店", "部", "场", "中心", "行", "社", "站", "所", "（",
    ];

    /// <summary>Sole proprietors, individual businesses and co-operatives in any case; others that are no companies where the brand begins with a surname.</summary>
    public static bool MayName(string name, OrganisationKind kind) => kind switch
    {
        OrganisationKind.SoleProprietor or OrganisationKind.Individual or OrganisationKind.Cooperative => true,
        OrganisationKind.Unknown or OrganisationKind.Partnership => Brand(name) is (var start, >= 2 and <= 3) && Surnames.Contains(name[start]),
        _ => false,
    };

    /// <summary>The name as it may be shown.</summary>
    /// <param name="flagged">What <see cref="MayName"/> said at import.</param>
    /// <param name="maySee">Whoever is signed in with the right to see the base.</param>
    public static string Show(string name, bool flagged, bool maySee)
    {
        if (maySee || !flagged)
        {
            return name;
        }
        var (start, length) = Brand(name);
        return string.Concat(name.AsSpan(0, start), Mask, name.AsSpan(start + length));
    }

    /// <summary>What stands between the place at the beginning and the trade: at least one character.</summary>
    private static (int Start, int Length) Brand(string name)
    {
        var start = 0;
        for (var i = 1; i < Math.Min(name.Length - 3, 14); i++)
        {
            if (name[i] is '省' or '市' or '县' or '区' or '镇' or '乡' or '村' or '旗' or '州' && i >= 2)
            {
                start = i + 1;
            }
        }
        var end = name.Length;
        foreach (var trade in Trades)
        {
            var at = name.AsSpan(Math.Min(start + 1, name.Length)).IndexOf(trade, StringComparison.Ordinal);
            if (at >= 0)
            {
                end = Math.Min(end, start + 1 + at);
            }
        }
        return (start, Math.Max(1, end - start));
    }
}
