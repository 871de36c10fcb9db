using System.Globalization;
using Yinfeng.Kernel;

namespace Yinfeng.Tests.Imports.Reads;

/// <summary>A project as the truth of a made ledger.</summary>
internal sealed record TwinProject(string Name, string? Investor, string Place, long UnitId, string Unit, bool Fixed, string Industry,
    long TotalFen, long FixedFen, DateOnly Signed, DateOnly? Started, DateOnly? Producing, string Stage, Dictionary<int, long> Funds);

/// <summary>Writes the same projects into a sheet in a way drawn from a seed: words, order, depth of the head, units, rows between.</summary>
internal sealed class TwinLayout(int seed)
{
    private readonly Random _random = new(seed);
    private static readonly string[] Stages = ["洽谈", "签约", "开工", "投产"];
    private readonly Dictionary<string, string[]> _words = new()
    {
        ["seq"] = ["序号", "编号", "序 号", "NO."],
        ["name"] = ["项目名称", "项 目 名 称", "招商项目名称", "项目", "*项目名称", "項目名稱", "签约项目名称", "建设项目名称"],
        ["investor"] = ["投资方", "投资企业", "投资主体", "投资商名称", "投资单位", "投資方", "客商名称", "签约企业", "引资单位"],
        ["place"] = ["投资方所在地", "资金来源地", "客商来源地", "投资来源地", "企业注册地", "来源地"],
        ["unit"] = ["县(市、区)", "县区", "责任单位", "所属县市区", "县（市、区）", "区县", "落地县区", "申报单位", "市县区", "属地"],
        ["kind"] = ["项目类别", "固投/非固投", "投资类别", "投资类型"],
        ["industry"] = ["产业类别", "所属行业", "行业", "所属产业"],
        ["total"] = ["总投资", "计划总投资", "投资总额", "协议总投资额", "项目总投资", "合同投资额", "總投資", "总投资额"],
        ["fixed"] = ["固定资产投资", "其中：固定资产投资", "固定资产投资额", "固投"],
        ["signed"] = ["签约时间", "签约日期", "协议签订时间", "簽約時間", "签订日期"],
        ["started"] = ["开工时间", "开工日期", "实际开工时间", "动工时间", "開工時間"],
        ["producing"] = ["投产时间", "投产日期", "竣工投产时间", "建成投产时间"],
        ["stage"] = ["项目进展", "进展情况", "当前阶段", "项目状态", "形象进度"],
        ["remark"] = ["备注", "说明", "备  注"],
    };

    public const int Year = 2022;

    public MadeSheet Write(IReadOnlyList<TwinProject> projects)
    {
        var yearIn = _random.Next(3); // 0 head, 1 title, 2 sheet name
        var sheet = new MadeSheet(yearIn == 2 ? $"{Year}年台账" : "Sheet1");
        var unit = Pick(["元", "万元", "亿元", "百万元", "千元"]);
        var unitIn = _random.Next(2); // 0 note, 1 each head
        var row = 1 + _random.Next(2);
        var offset = _random.Next(3) == 0 ? 1 + _random.Next(2) : 0;
        var columns = Columns(yearIn == 0, unitIn == 1 ? unit : null, offset);
        var width = columns.Max(c => c.Index) + 1;
        if (yearIn == 1 || _random.Next(2) == 0)
        {
            sheet.Put(row, offset, (yearIn == 1 ? $"{Year}年" : "") + "招商引资项目台账");
            sheet.Merge(row, offset, row, width - 1);
            row++;
        }
        if (unitIn == 0)
        {
            sheet.Put(row, offset, "填报单位：市投资促进局");
            sheet.Put(row, width - 1, Pick(["单位：", "金额单位：", "（单位:"]) + unit);
            row++;
        }
        row = Head(sheet, columns, row);
        Body(sheet, columns, projects, unit, row);
        return sheet;
    }

    internal sealed class Column
    {
        public required string Key { get; init; }
        public required string Head { get; init; }
        public string? Group { get; set; }
        public int Month { get; init; }
        public int Index { get; set; }
    }

    private List<Column> Columns(bool yearInHead, string? unit, int offset)
    {
        var blocks = new List<List<Column>>();
        foreach (var key in (string[])["name", "investor", "place", "unit", "kind", "industry", "remark"])
        {
            blocks.Add([new Column { Key = key, Head = Pick(_words[key]) }]);
        }
        var ticks = _random.Next(3) == 0;
        blocks.Add(ticks
            ? [.. Stages.Select(s => new Column { Key = "tick", Head = s, Group = "项目进展" })]
            : [new Column { Key = "stage", Head = Pick(_words["stage"]) }]);
        string Money(string head) => unit is null ? head : head + Pick([$"（{unit}）", $"({unit})", $"\n（{unit}）"]);
        var total = new List<Column> { new() { Key = "total", Head = Money(Pick(_words["total"])) } };
        if (_random.Next(2) == 0)
        {
            total.Add(new Column { Key = "noise-part", Head = "其中：一期" });
        }
        blocks.Add(total);
        blocks.Add([new Column { Key = "fixed", Head = Money(Pick(_words["fixed"])) }]);
        List<Column> dates = [.. new[] { "signed", "started", "producing" }.Select(k => new Column { Key = k, Head = Pick(_words[k]) })];
        var group = _random.Next(2) == 0;
        dates.ForEach(d => d.Group = group ? "时间节点" : null);
        blocks.Add(dates);
        blocks.Add(Months(yearInHead, unit));
        if (_random.Next(2) == 0)
        {
            blocks.Add([new Column { Key = "noise-phone", Head = "联系电话" }]);
        }
        if (_random.Next(2) == 0)
        {
            blocks.Add([new Column { Key = "noise-sum", Head = Money("截至12月累计到位资金") }]);
        }
        var all = blocks.OrderBy(_ => _random.Next()).SelectMany(b => b).ToList();
        if (_random.Next(4) > 0)
        {
            all.Insert(0, new Column { Key = "seq", Head = Pick(_words["seq"]) });
        }
        for (var i = 0; i < all.Count; i++)
        {
            all[i].Index = i + offset;
        }
        return all;
    }

    private List<Column> Months(bool yearInHead, string? unit)
    {
        var style = _random.Next(4);
        var year = yearInHead ? $"{Year}年" : "";
        var money = unit is null ? "" : $"（{unit}）";
        var columns = new List<Column>();
        for (var m = 1; m <= 12; m++)
        {
            columns.Add(style switch
            {
                0 => new Column { Key = "month", Month = m, Head = $"{m}月", Group = $"{year}到位资金{money}" },
                1 => new Column { Key = "month", Month = m, Head = $"{year}{m}月到位资金{money}" },
                2 => new Column { Key = "month", Month = m, Head = $"{year}{m:00}月份", Group = "到位资金" + money },
                _ => new Column { Key = "month", Month = m, Head = $"{year}{"一,二,三,四,五,六,七,八,九,十,十一,十二".Split(',')[m - 1]}月", Group = "实际到位资金" + money },
            });
        }
        if (_random.Next(2) == 0)
        {
            columns.Insert(_random.Next(2) == 0 ? 0 : 12, new Column { Key = "noise-sum", Head = Pick(["合计", "1-12月累计", "累计"]), Group = columns[0].Group ?? "到位资金" });
        }
        return columns;
    }

    private int Head(MadeSheet sheet, List<Column> columns, int row)
    {
        var deep = columns.Exists(c => c.Group is not null);
        var merge = _random.Next(4) > 0; // CSV and careless clerks merge nothing.
        for (var i = 0; i < columns.Count; i++)
        {
            var c = columns[i];
            if (c.Group is null)
            {
                sheet.Put(row, c.Index, c.Head);
                if (deep && merge)
                {
                    sheet.Merge(row, c.Index, row + 1, c.Index);
                }
                continue;
            }
            sheet.Put(row + 1, c.Index, c.Head);
            if (i == 0 || columns[i - 1].Group != c.Group)
            {
                sheet.Put(row, c.Index, c.Group);
                var last = i;
                while (last + 1 < columns.Count && columns[last + 1].Group == c.Group)
                {
                    last++;
                }
                if (merge && last > i)
                {
                    sheet.Merge(row, c.Index, row, columns[last].Index);
                }
            }
        }
        row += deep ? 2 : 1;
        if (_random.Next(5) == 0)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                sheet.Put(row, columns[i].Index, i + 1);
            }
            row++;
        }
        return row;
    }

    private void Body(MadeSheet sheet, List<Column> columns, IReadOnlyList<TwinProject> projects, string unit, int row)
    {
        var sectioned = _random.Next(3) == 0;
        var subtotals = _random.Next(2) == 0;
        var merged = _random.Next(2) == 0;
        var hidden = columns.Find(c => c.Key == "noise-phone");
        if (hidden is not null && hidden.Index < columns[^1].Index)
        {
            sheet.Hide(hidden.Index);
        }
        var first = columns[0].Index;
        var labelAt = columns.Find(c => c.Key == "unit")!.Index;
        var number = 1;
        foreach (var group in projects.GroupBy(p => p.Unit))
        {
            if (sectioned)
            {
                sheet.Put(row++, first, $"{"一二三四五六七八九十"[number % 10]}、{group.Key}（{group.Count()}个）");
            }
            var top = row;
            foreach (var project in group)
            {
                foreach (var column in columns)
                {
                    sheet.Put(row, column.Index, column.Key == "unit" && merged && row > top ? null : Value(project, column, unit, number));
                }
                (row, number) = (row + 1, number + 1);
            }
            if (merged && row - 1 > top)
            {
                sheet.Merge(top, labelAt, row - 1, labelAt);
            }
            if (subtotals)
            {
                sheet.Put(row, labelAt, Pick(["小计", "小  计", "小　计：", group.Key + "小计"]));
                sheet.Put(row, columns.Find(c => c.Key == "total")!.Index, Number(group.Sum(p => p.TotalFen), unit));
                row++;
            }
            row += _random.Next(4) == 0 ? 1 : 0;
        }
        sheet.Put(row, labelAt, Pick(["合计", "合  计", "总计", "共计：", "全市合计"]));
        sheet.Put(row, columns.Find(c => c.Key == "total")!.Index, Number(projects.Sum(p => p.TotalFen), unit));
        sheet.Put(row + 1 + _random.Next(2), first, Pick(["注：以协议为准。", "备注：外资按原币填列", "填表人：张三    审核人：李四", "说明：1.以上为当年项目"]));
    }

    private object? Value(TwinProject p, Column column, string unit, int number) => column.Key switch
    {
        "seq" => number,
        "name" => Pick([p.Name, p.Name + " ", "　" + p.Name]),
        "investor" => p.Investor,
        "place" => p.Place,
        "unit" => Pick([p.Unit, p.Unit + " ", string.Join(' ', p.Unit.ToCharArray())]),
        "kind" => p.Fixed ? Pick(["固定资产投资", "固投"]) : Pick(["非固定资产投资", "非固投"]),
        "industry" => p.Industry,
        "total" => Amount(p.TotalFen, unit),
        "fixed" => Number(p.FixedFen, unit),
        "signed" => Day(p.Signed),
        "started" => p.Started is { } d ? Day(d) : Pick([null, "—", "/"]),
        "producing" => p.Producing is { } d ? Day(d) : null,
        "stage" => p.Stage,
        "tick" => p.Stage == column.Head ? "√" : null,
        "month" => p.Funds.TryGetValue(column.Month, out var fen) ? Number(fen, unit) : null,
        "noise-part" => Number(p.TotalFen / 3, unit),
        "noise-sum" => Number(p.Funds.Values.Sum(), unit),
        "noise-phone" => "0359-1234567",
        _ => null,
    };

    private object Amount(long fen, string unit)
    {
        var yi = Money.ToYi(fen);
        return _random.Next(6) switch
        {
            0 => yi.ToString(CultureInfo.InvariantCulture) + Pick(["亿元", "亿", " 亿元"]),
            1 => Money.ToWan(fen).ToString("#,##0.####", CultureInfo.InvariantCulture) + "万元",
            2 => Wide(Number(fen, unit).ToString(CultureInfo.InvariantCulture)),
            _ => Number(fen, unit),
        };
    }

    private static decimal Number(long fen, string unit) => fen / (unit switch
    {
        "元" => 100m,
        "千元" => 100_000m,
        "万元" => 1_000_000m,
        "百万元" => 100_000_000m,
        _ => 10_000_000_000m,
    });

    private object Day(DateOnly day) => _random.Next(8) switch
    {
        0 => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        1 => day.ToString("yyyy.M.d", CultureInfo.InvariantCulture),
        2 => day.ToString("yyyy/M/d", CultureInfo.InvariantCulture),
        3 => day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture),
        4 => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
        5 => Wide(day.ToString("yyyy.M.d", CultureInfo.InvariantCulture)),
        6 => (decimal)day.ToDateTime(default).ToOADate(),
        _ => day,
    };

    private static string Wide(string text) => string.Concat(text.Select(c => c is > ' ' and <= '~' ? (char)(c + 0xFEE0) : c));

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];
}
