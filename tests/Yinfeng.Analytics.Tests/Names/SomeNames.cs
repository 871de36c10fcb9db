using Yinfeng.Analytics.Names;
using Yinfeng.Analytics.Search;

namespace Yinfeng.Analytics.Tests.Names;

/// <summary>A few words, places and readings, and names made of them at random.</summary>
internal static class SomeNames
{
    private static readonly (int, string)[] Places =
    [
        (370000, "山东省"), (371400, "德州市"), (371424, "临邑县"), (370200, "青岛市"), (500000, "重庆市"), (110000, "北京市"), (110106, "丰台区"),
        (350200, "厦门市"), (310116, "金山区"), (130826, "丰宁满族自治县"), (371426, "平原县"),
    ];
    private static readonly (string, string)[] Words =
    [
        ("form", "有限公司"), ("form", "有限责任公司"), ("form", "股份有限公司"), ("form", "集团有限公司"), ("form", "公司"), ("form", "厂"), ("form", "专业合作社"),
        ("branch", "分公司"), ("branch", "办事处"), ("trade", "科技"), ("trade", "机械"), ("trade", "制造"), ("trade", "石油"), ("trade", "化工"), ("trade", "纺织"),
        ("trade", "种植"), ("trade", "汽车"), ("trade", "商贸"),
    ];
    private static readonly (char, string)[] Readings = [.. "桦hua华hua为wei技ji术shu长zhang安an汽qi车che重zhong庆qing厦sha门men金jin鑫xin山shan东dong德de州zhou银yin行xing科ke机ji械xie"
        .Split(Enumerable.Range(0x4E00, 0x5000).Select(c => (char)c).ToArray(), StringSplitOptions.RemoveEmptyEntries)
        .Zip("桦华为技术长安汽车重庆厦门金鑫山东德州银行科机械", (reading, c) => (c, reading))];

    public static NameFolding Folding { get; } = new([new('東', '东'), new('華', '华'), new('為', '为'), new('術', '术'), new('鑫', '鑫'), new('乾', '干'), new('昇', '升')]);
    public static NameParser Parser { get; } = new(new NameWords(Places, [(372400, "德州地区"), (370283, "平度市")], Words, Folding));
    public static Pinyin Pinyin { get; } = new(Readings, [("长", ["chang"]), ("重庆", ["chong", "qing"]), ("厦门", ["xia", "men"]), ("银行", ["yin", "hang"])]);
    public static NameReading Reading { get; } = new(Folding, Parser, Pinyin);

    public static string Random(Random random)
    {
        string[] places = ["", "", "山东", "山东省德州市", "德州市", "北京市丰台区", "重庆", "厦门市", "青岛"];
        string[] trades = ["", "科技", "机械制造", "汽车", "石油化工", "商贸", "纺织"];
        string[] forms = ["有限公司", "有限公司", "有限责任公司", "股份有限公司", "厂", "专业合作社", "集团有限公司"];
        const string Brands = "华为技术长安金鑫银行科机德东";
        var brand = string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => Brands[random.Next(Brands.Length)]));
        var name = Pick(places) + brand + (random.Next(8) == 0 ? "（青岛）" : "") + Pick(trades) + Pick(forms);
        return random.Next(6) == 0 ? name + "德州分公司" : name;

        string Pick(string[] texts) => texts[random.Next(texts.Length)];
    }
}
