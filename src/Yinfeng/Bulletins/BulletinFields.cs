using Yinfeng.Kernel;
using Yinfeng.Reports;
using Yinfeng.Rules;
using Yinfeng.Units;

namespace Yinfeng.Bulletins;

/// <summary>The fields a template may name, and what they say for one board.</summary>
/// <remarks>A field without a figure gives null, and the words around it are left out: a bulletin never says 0 for what nobody knows.</remarks>
internal sealed class BulletinFields(BoardView board)
{
    /// <summary>Fields that are words, with what they mean to the person who writes a template.</summary>
    public static readonly (string Name, string Meaning)[] Words =
    [
        ("unit", "单位全称，如 运城市"), ("unit.short", "单位简称，如 运城"), ("unit.char", "单位名称的第一个字，用于机关代字"),
        ("span", "时段，如 2021年、2023年一季度、2023年1—5月"), ("year", "年份"), ("month", "月份"), ("asOf", "截至日期"),
        ("scope", "全省、全市、全县、全区"), ("children", "下级的统称，如 各县（市、区）"), ("recipients", "主送机关"),
        ("copies", "抄送机关"), ("timeProgress", "序时进度，如 25.00%"),
    ];

    /// <summary>What can stand after an indicator's code.</summary>
    public static readonly (string Name, string Meaning)[] Measures =
    [
        ("", "本期数，连同单位；为 0 且不是任务指标时不写"), ("some", "本期数；为 0 时不写"), ("part", "本期数；为 0 时，或与合计相同而没有目标时不写"), ("lastYear", "上年同期"),
        ("yoy", "同比，如 增长4.1%、下降5.0%、持平"), ("target", "全年目标"), ("stretch", "奋斗目标"), ("completion", "完成率"),
        ("gap", "较序时进度；比率为较目标"), ("plan", "序时计划"), ("planCompletion", "完成序时计划的百分比"),
        ("first", "完成率前三位的单位"), ("last", "完成率后三位的单位"),
    ];

    public static IEnumerable<string> All(IndicatorCatalog catalog) => Words.Select(w => w.Name)
        .Concat(catalog.Codes.SelectMany(c => Measures.Select(m => m.Name.Length == 0 ? c : $"{c}.{m.Name}")));

    public static bool IsKnown(string name, IndicatorCatalog catalog) =>
        Words.Any(w => w.Name == name) || Split(name, catalog.Codes) is not null;

    /// <summary>What the field says; null when there is no figure.</summary>
    public string? Say(string name)
    {
        if (Word(name) is { } word)
        {
            return word;
        }
        var codes = board.Indicators.Select(i => i.Code).ToList();
        return Split(name, codes) is var (code, measure) && board.Cell(0, code) is { } cell ? Measure(cell, measure) : null;
    }

    /// <summary>Whether the field is the indicator's own figure and that figure is 0: nothing happened, so nothing is said.</summary>
    public bool IsNothing(string name) => Split(name, [.. board.Indicators.Select(i => i.Code)]) is (var code, "" or "some" or "part")
        && board.Cell(0, code) is { Value: 0 };

    /// <summary>The field in the words of the office: "到位资金同比", "全市"; the code of an indicator that this board does not carry.</summary>
    public string Name(string field)
    {
        if (Words.FirstOrDefault(w => w.Name == field) is { Meaning: { } meaning })
        {
            return Brief(meaning);
        }
        var measure = Measures.FirstOrDefault(m => m.Name.Length > 0 && field.EndsWith("." + m.Name, StringComparison.Ordinal));
        var code = measure.Name is null ? field : field[..^(measure.Name.Length + 1)];
        return (board.Indicators.FirstOrDefault(i => i.Code == code)?.Name ?? code) + (measure.Name is null or "some" or "part" ? "" : Brief(measure.Meaning));
    }

    private static string Brief(string meaning) => meaning.Split('，', '；')[0];

    private static (string Code, string Measure)? Split(string name, IReadOnlyList<string> codes) =>
        codes.Contains(name) ? (name, "")
            : name.LastIndexOf('.') is > 0 and var dot && codes.Contains(name[..dot]) && Measures.Any(m => m.Name == name[(dot + 1)..])
            ? (name[..dot], name[(dot + 1)..]) : null;

    private string? Measure(BoardCell cell, string measure)
    {
        var unit = cell.Indicator.Unit;
        return measure switch
        {
            // Nothing this year, nothing last year, no target: the ledger does not carry this figure.
            "" => cell.Value is { } v && (v != 0 || cell.Target is not null) ? BulletinFigures.Value(v, unit) : null,
            "some" => cell.Value is { } v and not 0 ? BulletinFigures.Value(v, unit) : null,
            "part" => cell.Value is { } v and not 0 && (cell.Target is not null || v != Total(cell)) ? BulletinFigures.Value(v, unit) : null,
            "lastYear" => cell.LastYear is { } v ? BulletinFigures.Value(v, unit) : null,
            "yoy" => cell.Yoy is { } v ? BulletinFigures.Change(v, unit) : null,
            "target" => cell.Target is { } v ? BulletinFigures.Goal(v, unit) : null,
            "stretch" => cell.Stretch is { } v ? BulletinFigures.Goal(v, unit) : null,
            "completion" => cell.Completion is { } v ? BulletinFigures.Percent(v) : null,
            "gap" => cell.Gap is { } v ? BulletinFigures.Gap(v, unit) : null,
            "plan" => cell.Plan is { } v ? BulletinFigures.Goal(v, unit) : null,
            "planCompletion" => cell.PlanCompletion is { } v ? BulletinFigures.Percent(v) : null,
            "first" => Names(cell.Indicator.Code, last: false),
            "last" => Names(cell.Indicator.Code, last: true),
            _ => null,
        };
    }

    /// <summary>The whole that the indicator is a part of: funds.total for funds.fixed.</summary>
    private decimal? Total(BoardCell cell) =>
        board.Cell(0, cell.Indicator.Code[..(cell.Indicator.Code.LastIndexOf('.') + 1)] + "total")?.Value;

    private string? Names(string code, bool last)
    {
        var ranked = UnitRanking.Of(board, code);
        var names = (last ? ranked.TakeLast(3) : ranked.Take(3)).Select(c => c.Unit.Name).ToList();
        return ranked.Count > 3 ? string.Join("、", names) : null;
    }

    private string? Word(string name)
    {
        var unit = board.Unit;
        return name switch
        {
            "unit" => unit.Name,
            "unit.short" => unit.ShortName ?? unit.Name,
            "unit.char" => unit.Name[..1],
            "span" => Span(board.Period),
            "year" => $"{board.Period.Year}年",
            "month" => $"{board.Period.Month}月",
            "asOf" => $"{board.Period.Year}年{board.Period.Month}月{board.Period.LastDay.Day}日",
            "scope" => UnitWords.Scope(unit),
            "children" => UnitWords.Children(unit),
            "recipients" => UnitWords.Recipients(unit),
            "copies" => UnitWords.Copies(unit),
            "timeProgress" => BulletinFigures.Percent(board.Rows[0] is [var first, ..] ? first.TimeProgress : 0),
            _ => null,
        };
    }

    /// <summary>From January to the end of the month, as offices say it.</summary>
    public static string Span(YearMonth period) => period.Month switch
    {
        1 => $"{period.Year}年1月",
        3 => $"{period.Year}年一季度",
        6 => $"{period.Year}年上半年",
        9 => $"{period.Year}年前三季度",
        12 => $"{period.Year}年",
        var month => $"{period.Year}年1—{month}月",
    };
}
