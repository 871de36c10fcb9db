using Yinfeng.Arbitration;
using Yinfeng.Kernel;
using Yinfeng.Projects;

namespace Yinfeng.Tests.Arbitration;

/// <summary>Records of two units with the truth about every pair: what two offices would write of one matter, and what only looks like it.</summary>
/// <remarks>Slips are made from lists of their own, not from those that the product knows.</remarks>
internal sealed class LabelledClaims
{
    private static readonly (long Id, string Name)[] Units =
    [
        (371402, "德城区"), (371403, "陵城区"), (371422, "宁津县"), (371423, "庆云县"), (371424, "临邑县"), (371425, "齐河县"), (371426, "平原县"), (371427, "夏津县"),
        (371428, "武城县"), (371481, "乐陵市"), (371482, "禹城市"),
    ];

    private static readonly string[] Products =
    [
        "膳食纤维", "功能糖", "锂电池隔膜", "光伏组件", "新能源汽车线束", "高端铝型材", "可降解地膜", "工业机器人", "精密轴承", "农用无人机", "预制菜", "冷链物流", "医用敷料",
        "特种玻璃", "碳纤维复合材料", "半导体封装测试", "智能水表", "环保餐具", "生物有机肥", "宠物食品", "中药饮片", "体育器材", "木塑家具", "石墨电极", "液压油缸", "风电塔筒",
        "氢燃料电池", "纳米涂料", "高压开关柜", "消防装备", "智能仓储货架", "酶制剂", "聚氨酯保温板", "矿用电缆", "数控机床", "空气源热泵", "农产品深加工", "大豆蛋白", "针织面料",
        "汽车零部件", "装配式建筑构件", "钢结构", "再生塑料", "医疗器械", "电子元器件", "食用菌", "粮油加工", "饲料", "服装", "包装材料",
    ];

    private const string Brand = "华鑫瑞恒泰金宏盛德源海天润康宇辰卓科益信诚嘉博远驰伟晟铭睿凯奥兰特贝森迪正阳立方圣元鼎汇同和景航";
    private static readonly string[] Trades = ["生物科技", "新材料", "新能源", "食品", "机械", "装备制造", "电子", "环保科技", "智能科技", "农业发展", "医药", "纺织"];
    private static readonly string[] Forms = ["有限公司", "股份有限公司", "集团有限公司", "有限责任公司"];
    private static readonly string[] Homes = ["山东", "北京", "深圳", "江苏", "浙江", "上海", "青岛", "广东", "天津", "河北"];
    private static readonly (char, char)[] Slips =
        [('料', '科'), ('型', '形'), ('池', '地'), ('机', '几'), ('源', '原'), ('装', '妆'), ('农', '浓'), ('材', '村'), ('能', '熊'), ('华', '化'), ('鑫', '新'), ('制', '治'), ('密',
            '蜜'), ('碳', '炭'), ('纤', '签')];
    private static readonly (char, char)[] Traditional =
        [('纤', '纖'), ('维', '維'), ('电', '電'), ('机', '機'), ('华', '華'), ('农', '農'), ('业', '業'), ('产', '產'), ('装', '裝'), ('备', '備'), ('环', '環'), ('铝', '鋁'), ('压',
            '壓'), ('锂', '鋰'), ('药', '藥'), ('车', '車')];

    private readonly Random _random;
    private long _id;

    public LabelledClaims(int seed) => _random = new Random(seed);

    public List<Matter> Matters { get; } = [];

    /// <summary>Keys of the pairs that are one matter, with how the second was made.</summary>
    public Dictionary<string, string> Same { get; } = [];

    /// <summary>Keys of the pairs that only look alike.</summary>
    public Dictionary<string, string> Different { get; } = [];

    public static LabelledClaims Make(int seed, int pairs)
    {
        var made = new LabelledClaims(seed);
        for (var i = 0; i < pairs; i++)
        {
            if (i % 2 == 0)
            {
                made.Twins();
            }
            else
            {
                made.Alike(i / 2 % 7);
            }
        }
        return made;
    }

    private sealed record Facts(string Name, string? Investor, string? Code, string? Parcel, int Unit, long? Fen, LedgerDate? SignedOn, LedgerDate FirstOn,
        long[] Credit);

    private void Twins()
    {
        var first = Base();
        var how = new List<string>();
        var name = first.Name;
        for (var changes = _random.Next(3); changes >= 0; changes--)
        {
            name = Rename(name, first, how);
        }
        var investor = _random.Next(7) switch
        {
            0 => null,
            1 or 2 => Short(first.Investor!),
            3 => Slip(first.Investor!),
            4 => Script(first.Investor!),
            _ => first.Investor
        };
        how.Add(investor == first.Investor ? "投资方照写" : $"投资方 {investor ?? "未写"}");
        var fen = _random.Next(20) switch { < 12 => first.Fen, < 17 => first.Fen!.Value / 100 * (92 + _random.Next(17)), _ => investor is null ? first.Fen : null };
        var signed = first.SignedOn is null || (_random.Next(4) == 0 && investor is not null) ? null : (LedgerDate?)Later(first.SignedOn.Value, _random.Next(-30, 46));
        Add(Same, first, first with
        {
            Name = name,
            Investor = investor,
            Unit = Other(first.Unit),
            Fen = fen,
            SignedOn = signed,
            FirstOn = Later(first.FirstOn, _random.Next(-40, 41)),
            Code = _random.Next(3) == 0 ? null : first.Code,
            Parcel = _random.Next(2) == 0 ? first.Parcel : null,
        }, string.Join("，", how));
    }

    private void Alike(int kind)
    {
        var first = Base();
        var later = first with { Unit = Other(first.Unit), SignedOn = Later(first.SignedOn ?? first.FirstOn, _random.Next(-400, 400)), Parcel = null };
        switch (kind)
        {
            case 0: // Two phases of one firm.
                var bare = first.Name.EndsWith("项目", StringComparison.Ordinal) ? first.Name[..^2] : first.Name;
                Add(Different, first with { Name = bare + "一期项目" }, later with
                {
                    Name = bare + (_random.Next(2) == 0 ? "二期项目" : "项目（二期）"),
                    Fen = _random.Next(2) == 0 ? first.Fen : Amount()
                }, "分期");
                break;
            case 1: // Sister firms.
                Add(Different, first, later with { Name = Name(first.Investor!), Investor = Sister(first.Investor!), Code = Code(), Fen = Amount() }, "关联企业");
                break;
            case 2: // Sister firms in one line of business.
                Add(Different, first with { Code = Code() }, later with { Investor = Sister(first.Investor!), Code = Code(), Fen = Amount() }, "关联企业同产品");
                break;
            case 3: // One firm with two projects.
                Add(Different, first, later with { Name = Name(first.Investor!), Fen = Amount() }, "同一企业另一项目");
                break;
            case 4: // A common name, another firm.
                Add(Different, first, later with { Investor = Investor(), Code = Code(), Fen = _random.Next(2) == 0 ? first.Fen : Amount() }, "同名不同企业");
                break;
            case 5: // Credit that is shared already.
                var other = Units[later.Unit].Id;
                Add(Different, first with { Credit = [other] }, later with { SignedOn = first.SignedOn }, "已分成");
                break;
            default:
                Add(Different, first, Base() with { Unit = Other(first.Unit) }, "无关");
                break;
        }
    }

    private Facts Base()
    {
        var investor = Investor();
        var on = new LedgerDate(2021 + _random.Next(4), 1 + _random.Next(12), 1 + _random.Next(28));
        return new Facts(Name(investor), investor, _random.Next(3) == 0 ? null : Code(), _random.Next(4) == 0 ? $"{Pick(Homes)}路{_random.Next(1, 400)}号地块{(char)('A' + _random.Next(8))}-{_random.Next(10, 99)}" : null,
            _random.Next(Units.Length), Amount(), _random.Next(4) == 0 ? null : Later(on, _random.Next(30, 200)), on, []);
    }

    private string Name(string investor) => _random.Next(4) switch
    {
        0 => $"年产{_random.Next(1, 60)}万吨{Pick(Products)}项目",
        1 => $"{Short(investor)[..4]}{Pick(Products)}生产基地项目",
        2 => $"{Pick(Products)}及{Pick(Products)}产业园",
        _ => $"{Pick(Products)}研发制造项目",
    };

    private string Rename(string name, Facts first, List<string> how)
    {
        var kind = _random.Next(8);
        how.Add($"名称变化{kind}");
        return kind switch
        {
            0 => Slip(name),
            1 => Script(name),
            2 => string.Concat(name.Select(c => char.IsAsciiDigit(c) ? (char)(c + 0xFEE0) : c)),
            3 => name.Replace("生产", "").Replace("研发", "").Replace("项目", ""),
            4 => name.EndsWith("项目", StringComparison.Ordinal) ? name[..^2] + "建设项目" : name + "项目",
            5 => Short(first.Investor!) + name,
            6 => $"{name}（{Units[first.Unit].Name}）"[..(name.Length)] + " ",
            _ => name,
        };
    }

    /// <summary>Two characters swapped, one doubled, one left out, or one mistaken for another.</summary>
    private string Slip(string text)
    {
        var at = _random.Next(1, text.Length - 2);
        return _random.Next(4) switch
        {
            0 => text[..at] + text[at + 1] + text[at] + text[(at + 2)..],
            1 when !char.IsDigit(text[at]) => text[..at] + text[at] + text[at..],
            2 when !char.IsDigit(text[at]) => text[..at] + text[(at + 1)..],
            _ => Slips.Where(s => text.Contains(s.Item1)).Select(s => text.Replace(s.Item1, s.Item2)).FirstOrDefault(text),
        };
    }

    private static string Script(string text) => string.Concat(text.Select(c => Traditional.FirstOrDefault(t => t.Item1 == c, (c, c)).Item2));

    private string Investor() => $"{Pick(Homes)}{Brand[_random.Next(Brand.Length)]}{Brand[_random.Next(Brand.Length)]}{Pick(Trades)}{Pick(Forms)}";

    private static string Short(string investor) => Forms.Aggregate(investor, (t, f) => t.EndsWith(f, StringComparison.Ordinal) ? t[..^f.Length] : t);

    private string Sister(string investor)
    {
        string other;
        do
        {
            other = Pick(Trades);
        }
        while (investor.Contains(other, StringComparison.Ordinal));
        return investor[..4] + other + Pick(Forms);
    }

    private string Code()
    {
        const string alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        var start = $"9137{_random.Next(1000, 9999)}" + string.Concat(Enumerable.Range(0, 9).Select(_ => alphabet[_random.Next(31)]));
        return alphabet.Select(c => start + c).Single(CreditCode.IsValid);
    }

    private long Amount() => (_random.Next(3) switch
    {
        0 => _random.Next(1, 60) * 10_000L,
        1 => _random.Next(10, 300) * 1_000L,
        _ => _random.Next(1_000,
        90_000)
    }) * Money.FenPerWan;

    private int Other(int unit) => (unit + 1 + _random.Next(Units.Length - 1)) % Units.Length;

    private static LedgerDate Later(LedgerDate on, int days) => DayOf(on.Earliest.AddDays(days));
    private static LedgerDate DayOf(DateOnly day) => new(day);

    private string Pick(string[] from) => from[_random.Next(from.Length)];

    private void Add(Dictionary<string, string> label, Facts first, Facts second, string how)
    {
        var (a, b) = (Matter(first), Matter(second));
        Matters.AddRange([a, b]);
        label.Add(ClaimPair.KeyOf(a.Id, b.Id), how);
    }

    private Matter Matter(Facts f) => Yinfeng.Arbitration.Matter.Of(new(_random.Next(6) == 0 && f.Code is null && f.Parcel is null && f.Credit.Length == 0
        ? MatterKind.Lead : MatterKind.Project, ++_id),
        f.Name, f.Investor, f.Code, f.Parcel, Units[f.Unit].Id, Units[f.Unit].Name, Units[f.Unit].Id, f.Credit, ProjectStage.Negotiating, Confidentiality.Internal, false,
        f.Fen, f.SignedOn, f.FirstOn);
}
