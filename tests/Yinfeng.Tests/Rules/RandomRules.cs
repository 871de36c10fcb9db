using Yinfeng.Kernel;
using Yinfeng.Rules;

namespace Yinfeng.Tests.Rules;

/// <summary>Random rules of every construction of the language, and random facts with missing values, both from a seed.</summary>
/// <param name="perYear">Rules that are asked once per year, for a scope of that kind.</param>
internal sealed class RandomRules(int seed, bool perYear = false)
{
    public static readonly FactSchema Schema = new();
    private static readonly Fact[] Amounts = [Schema.Money("总投资", "total"), Schema.Money("固定资产投资", "fixed"), Schema.Money("注册资本", "capital")];
    private static readonly Fact Share = Schema.Percent("研发占比", "rd"), Margin = Schema.Exact("净利率", "margin", new RuleType(RuleKind.Percent));
    private static readonly Fact People = Schema.Count("职工人数", "people", "人"), Months = Schema.Count("成立月数", "months", "月"),
        Land = Schema.Exact("用地面积", "land", new RuleType(RuleKind.Count, "亩"));
    private static readonly Fact Code = Schema.Text("行业代码", "industry"), Name = Schema.Text("名称", "name");
    private static readonly Fact Place = Schema.Region("地区", "region"), Kind = Schema.Choice("类别", "kind", "甲类", "乙类", "丙类");
    private static readonly Fact[] Flags = [Schema.Bool("高新企业", "hightech"), Schema.Bool("专精特新", "special")];
    private static readonly Fact Founded = Schema.Date("成立日期", "founded"), Started = Schema.Date("开工日期", "started");
    private static readonly Fact Sales = Schema.Series("销售收入", "sales"), Titles = Schema.Tags("资质", "titles");
    private static readonly FactSchema Machine = new();
    private static readonly Fact Price = Machine.Money("单价", "price"), Pieces = Machine.Count("台数", "pieces", "台");
    private static readonly Fact Machines = Schema.List("设备清单", "machines", Machine);
    private readonly Random _random = new(seed);

    private T Of<T>(params T[] choices) => choices[_random.Next(choices.Length)];

    private int Upto(int below) => _random.Next(below);

    public string Condition(int depth = 3) => depth > 0 && Upto(10) < 7
        ? Of($"({Condition(depth - 1)} 且 {Condition(depth - 1)})", $"({Condition(depth - 1)} 且 {Condition(depth - 1)} 且 {Condition(depth - 1)})",
            $"({Condition(depth - 1)} 或 {Condition(depth - 1)})", $"(非 {Condition(depth - 1)})")
        : Atom();

    private string Atom() => perYear && Upto(3) == 0 ? OfYear() : Upto(16) switch
    {
        0 => Of(Flags).Name,
        1 => $"({Of(Flags).Name} = {Of("是", "否")})",
        2 => $"行业代码 以 \"{Of("C3", "C39", "D", "C4011")}\"、\"{Of("C26", "A", "C3")}\" 开头",
        3 => $"地区 以 \"{Of("37", "3714", "11")}\" 开头",
        4 => $"类别 {Of("属于", "不属于")} [甲类, {Of("乙类", "丙类")}]",
        5 => $"类别 {Sign()} 乙类".Replace(">=", "=").Replace("<=", "≠").Replace(">", "=").Replace("<", "≠"),
        6 => $"年份(成立日期) {Sign()} {2015 + Upto(8)}",
        7 => $"成立日期 {Sign()} 20{15 + Upto(8)}-0{1 + Upto(9)}-1{Upto(10)}",
        8 => $"成立日期 {Sign()} 开工日期",
        9 => $"已知({Of(Schema.Facts.Where(f => f is { IsSeries: false, Columns: null }).ToArray()).Name})",
        10 => $"职工人数 {Of("属于", "不属于")} [{Upto(9)}人, {Upto(9)}人]",
        11 => $"名称 = \"企业{Upto(40)}\"",
        12 => Of("是", "否", "总投资 × 2 > 6万元", $"净利率 {Sign()} {Upto(30)}%", $"最近(销售收入) {Sign()} {Upto(9)}万元",
            $"资质 属于 [\"高新\", \"绿色\"]", $"资质 = \"专精\"", $"行业代码 含 \"{Upto(9)}\"", $"逐项计数(设备清单, 单价 >= {Upto(9)}万元) {Sign()} 1"),
        13 => Of($"首年(销售收入 > {Upto(9)}万元 且 当年 {Sign()} {2020 + Upto(6)}) {Sign()} {2021 + Upto(5)}", $"末年(销售收入) {Sign()} {2021 + Upto(5)}",
            $"历年最高(销售收入) {Sign()} {Upto(9)}万元", $"年度值(销售收入, {2020 + Upto(6)}) {Sign()} {Upto(9)}万元", $"年度值(销售收入, 年份(成立日期) + {Upto(5)}) > 1万元",
            $"最近(销售收入, {1 + Upto(4)}年) {Sign()} {Upto(20)}万元", $"首年(销售收入 > 上年(销售收入)) = {2021 + Upto(5)}"),
        14 => Of($"总投资 ÷ 用地面积 {Sign()} {Upto(9)}.{Upto(10)}万元/亩", $"{Upto(9)}万元/亩 × 用地面积 {Sign()} 注册资本", $"周年(成立日期, 开工日期) {Sign()} {Upto(5)}年",
            $"月份(成立日期) {Sign()} {Upto(13)}", $"职工人数 ÷ 用地面积 {Sign()} {1 + Upto(9)}人/亩",
            $"逐项合计(设备清单, 台数 >= {Upto(9)}台, 单价 × 台数) {Sign()} {Upto(90)}万元"),
        _ => Compared(),
    };

    private string OfYear() => Of($"第几年 {Sign()} {Upto(4)}", $"当年 {Sign()} {2021 + Upto(5)}", $"销售收入 {Sign()} {Upto(9)}万元", "销售收入 > 上年(销售收入)",
        $"上年(销售收入) {Sign()} {Number(0, 1)}", "已知(销售收入)", $"年度值(销售收入, 当年 - {Upto(3)}) {Sign()} {Upto(9)}万元", "首年(销售收入 > 1万元) = 当年",
        $"若(第几年 > {Upto(3)}, 销售收入, 总投资) {Sign()} {Constant(0)}");

    private string Compared()
    {
        var kind = Upto(4);
        return kind switch
        {
            0 => $"{Number(1, 1)} {Sign()} {Number(1, 1)}",
            1 => $"{Of(Amounts).Name} {Sign()} {Constant(0)}",
            _ => $"{Number(kind - 1, 0)} {Sign()} {Constant(kind - 1)}",
        };
    }

    private string Sign() => Of("=", "≠", ">", ">=", "<", "<=");

    /// <summary>A rule that gives money.</summary>
    public string Amount() => Number(0, 3);

    private string Constant(int kind) => kind switch
    {
        0 => Of($"{Upto(9)}万元", $"{Upto(9)}.{Upto(10)}万元", $"{Upto(90_000)}元", $"0.{Upto(9)}亿元", $"{Upto(900)}.{Upto(10)}{Upto(10)}元"),
        1 => Of($"{Upto(30)}%", $"{Upto(30)}.{Upto(10)}%", $"{Upto(300)}‰"),
        _ => $"{Upto(40)}人",
    };

    private string Fact(int kind) => kind switch { 0 when perYear && Upto(3) == 0 => Of("销售收入", "上年(销售收入)", "(销售收入 - 上年(销售收入))"), 0 => Of(Amounts).Name, 1 => Of(Share, Share, Margin).Name, _ => People.Name };

    /// <param name="kind">0 money, 1 percent, 2 people.</param>
    private string Number(int kind, int depth)
    {
        if (depth == 0)
        {
            return Of(Fact(kind), Fact(kind), Constant(kind));
        }
        string Same() => Number(kind, depth - 1);
        return Upto(kind == 1 ? 12 : 14) switch
        {
            0 => $"({Same()} + {Same()})",
            1 => $"({Same()} - {Same()})",
            2 => $"(-{Same()})",
            3 => $"({Same()} 封顶 {Same()})",
            4 => $"({Same()} 保底 {Constant(kind)})",
            5 => $"{Of("较大", "较小", "合计")}({Same()}, {Same()}, {Same()})",
            6 => $"若({Condition(1)}, {Same()}, {Same()})",
            7 => $"缺省({Same()}, {Constant(kind)})",
            8 => $"({Same()} ÷ {(kind == 1 ? Of("2", "3", "0.4") : Of("2", "3", "8", "0.4", "100%", "7%"))})",
            9 when Upto(2) == 0 => $"分档({Number(2, 1)}, 超过 {Upto(5)}人 至 9人 → {Constant(kind)}, 超过 9人 至 {Of("", "不足 ")}{20 + Upto(9)}人 → {Same()})",
            9 => $"分档({Number(2, 1)}, 5人 → {Constant(kind)}, {6 + Upto(9)}人 → {Same()})",
            10 when kind == 0 && Upto(3) == 0 => Of("历年合计(销售收入)", "历年最高(销售收入)", "最近(销售收入, 2年)", $"年度值(销售收入, {2020 + Upto(6)})", $"({Upto(9)}万元/亩 × 用地面积)",
                $"(总投资 ÷ 用地面积 × {1 + Upto(9)}亩)", $"(1万元 × 逐项计数(设备清单, 台数 > {Upto(9)}台))", $"逐项合计(设备清单, 台数 > {Upto(9)}台, 单价 × 台数)", $"逐项合计(设备清单, 单价 >= {Upto(9)}万元, 单价)", $"({Constant(0)} × 每满(职工人数, {1 + Upto(7)}人))"),
            10 => kind == 0 ? $"({Constant(0)} × 四舍五入({Same()} ÷ 1万元, {Upto(3)}))" : kind == 1 ? $"四舍五入({Same()}, {Upto(3)})" : $"({Same()} × 3)",
            11 => kind == 0 ? $"累进({Same()}, 0元 → {Constant(1)}, {1 + Upto(4)}万元 → {Constant(1)}, {6 + Upto(4)}万元 → 0.5%)" : Same(),
            12 => $"({Same()} × {Number(1, depth - 1)})",
            _ => kind == 0 ? $"({Number(2, 1)} × {Constant(0)})" : Same(),
        };
    }

    /// <param name="missing">Which share of the facts is not stated.</param>
    public FactRow Facts(double missing)
    {
        var row = new FactRow(Schema);
        bool Stated() => _random.NextDouble() >= missing;
        foreach (var amount in Amounts)
        {
            // Round amounts hit thresholds; odd ones have fen to round.
            row.Set(amount, Stated() ? Of(Upto(10) * 1_000_000L, Upto(10) * 100_000L, Upto(90_000_000), -Upto(1000)) : null);
        }
        row.Set(Share, Stated() ? Of(Upto(30) * 10_000L, Upto(300_000)) : null);
        row.SetExact(Margin, Stated() ? Of(Upto(30) / 100m, Upto(1000) / 7000m) : null);
        row.SetExact(Land, Stated() ? Of(Upto(9), Upto(300) / 7m) : null);
        row.Set(People, Stated() ? Upto(40) : null);
        row.Set(Months, Stated() ? Upto(240) : null);
        row.Set(Code, Stated() ? Of("C3974", "C4011", "C2614", "A01", "D44", "C3") : null);
        row.Set(Name, Stated() ? $"企业{Upto(40)}" : null);
        row.Set(Place, Stated() ? Of(370102L, 371424, 110105, 320500) : null);
        row.Set(Kind, Stated() ? Of("甲类", "乙类", "丙类") : null);
        foreach (var flag in Flags)
        {
            row.Set(flag, Stated() ? Upto(2) == 1 : null);
        }
        row.Texts[Titles.Slot] = Stated() ? Of("高新、专精", "专精", "绿色，高新") : null;
        row.Series[Sales.Slot] = Stated() ? Enumerable.Range(2021, 5).Where(_ => Upto(4) > 0)
            .ToDictionary(y => y, _ => (decimal)Of(Upto(9) * 1_000_000, Upto(9_000_000))) : null;
        row.Lists[Machines.Slot] = Stated() ? [.. Enumerable.Range(0, Upto(4)).Select(_ => Item(Stated()))] : null;
        foreach (var date in new[] { Founded, Started })
        {
            row.Set(date, Stated() ? new LedgerDate(2014 + Upto(10), Upto(4) == 0 ? 0 : 1 + Upto(12), 0) is var d && d.Month > 0 && Upto(3) > 0
                ? new LedgerDate(d.Year, d.Month, 1 + Upto(28)) : d : null);
        }
        return row;
    }

    private FactRow Item(bool priced)
    {
        var item = new FactRow(Machine);
        item.Set(Price, priced ? Upto(9_000_000) : null);
        item.Set(Pieces, Upto(9));
        return item;
    }
}
