using Yinfeng.Kernel;
using Yinfeng.Units;

namespace Yinfeng.Imports;

/// <summary>Puts what the clerk typed in place of a row's cells, read by the same rules as cells: "4.86亿", "2023年5月".</summary>
internal sealed class CorrectRow(UnitTree tree, long unitId)
{
    /// <summary>Fields that can be corrected in the preview, with what the form calls them.</summary>
    public static readonly IReadOnlyList<(string Name, string Label)> Fields =
    [
        ("project_name", "项目名称"), ("investor", "投资方"), ("unit", "责任单位"), ("total_investment_wan", "总投资（不写单位时为万元）"),
        ("fixed_investment_wan", "固定资产投资（不写单位时为万元）"), ("signed_on", "签约日期"), ("started_on", "开工日期"),
        ("producing_on", "投产日期"), ("stage", "项目进展"), ("industry", "所属产业"), ("content", "建设内容"), ("remark", "备注"),
    ];

    private readonly Lazy<UnitNames> _units = new(() => new UnitNames(tree, unitId));

    /// <summary>What stands in the field now, as the form shows it.</summary>
    public static string? Text(LedgerRow row, string field) => field switch
    {
        "project_name" => row.ProjectName,
        "investor" => row.Investor,
        "unit" => row.Unit,
        "total_investment_wan" => Amount(row.TotalInvestment, row.Currency),
        "fixed_investment_wan" => Amount(row.FixedInvestmentFen, "CNY"),
        "signed_on" => Date(row.SignedOn, row.SignedPlanned),
        "started_on" => Date(row.StartedOn, row.StartedPlanned),
        "producing_on" => Date(row.ProducingOn, row.ProducingPlanned),
        "stage" => row.Stage,
        "industry" => row.Industry,
        "content" => row.Content,
        "remark" => row.Remark,
        _ => null,
    };

    public void Apply(LedgerRow row, RowCorrection correction)
    {
        foreach (var (field, typed) in correction.Fields)
        {
            var text = string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
            row.Problems.RemoveAll(p => p.Field == field);
            Set(row, field, text);
        }
        row.Problems.RemoveAll(p => p.Reason is "name-missing" or "date-order");
        Check(row);
    }

    private void Set(LedgerRow row, string field, string? text)
    {
        switch (field)
        {
            case "project_name": row.ProjectName = text; break;
            case "investor": row.Investor = text; break;
            case "unit": SetUnit(row, text); break;
            case "total_investment_wan": (row.TotalInvestment, row.Currency) = Amount(row, field, text); break;
            case "fixed_investment_wan": row.FixedInvestmentFen = Amount(row, field, text).Minor; break;
            case "signed_on": (row.SignedOn, row.SignedPlanned) = Date(row, field, text); break;
            case "started_on": (row.StartedOn, row.StartedPlanned) = Date(row, field, text); break;
            case "producing_on": (row.ProducingOn, row.ProducingPlanned) = Date(row, field, text); break;
            case "stage": row.Stage = text; break;
            case "industry": row.Industry = text; break;
            case "content": row.Content = text; break;
            case "remark": row.Remark = text; break;
        }
        if (text is { Length: > 2_000 })
        {
            row.Problems.Add(new RowProblem(field, "text-too-long", $"这一格有 {text.Length} 个字，最多 2000 个，请缩短。"));
        }
    }

    private static void Check(LedgerRow row)
    {
        if (string.IsNullOrWhiteSpace(row.ProjectName))
        {
            row.Problems.Add(new RowProblem("project_name", "name-missing", "项目名称为空，请补填。"));
        }
        else if (row.ProjectName.Length > 200)
        {
            row.Problems.Add(new RowProblem("project_name", "text-too-long", $"项目名称有 {row.ProjectName.Length} 个字，最多 200 个，请缩短。"));
        }
        Order(row, "started_on", row.SignedOn, row.SignedPlanned, row.StartedOn, row.StartedPlanned, "开工", "签约");
        Order(row, "producing_on", row.StartedOn, row.StartedPlanned, row.ProducingOn, row.ProducingPlanned, "投产", "开工");
    }

    private static void Order(LedgerRow row, string field, LedgerDate? first, bool firstPlanned, LedgerDate? next, bool nextPlanned, string later, string earlier)
    {
        if (first is { } f && next is { } n && !firstPlanned && !nextPlanned && n.Latest < f.Earliest)
        {
            row.Problems.Add(new RowProblem(field, "date-order", $"{later}日期 {n} 早于{earlier}日期 {f}，请核对后改正其中之一。"));
        }
    }

    private void SetUnit(LedgerRow row, string? text)
    {
        (row.Unit, row.UnitId, row.Adcode) = (text, null, null);
        if (text is null)
        {
            return;
        }
        var named = tree.FindByCode(text) is { } byCode ? new NamedUnit(byCode, false) : _units.Value.Resolve(text);
        (row.UnitId, row.Adcode) = (named.Node?.Id, named.Adcode);
        if (named.Node is null)
        {
            row.Problems.Add(named.Ambiguous
                ? new RowProblem("unit", "unit-ambiguous", $"叫“{text}”的单位不止一个，请写全称或六位区划代码。")
                : new RowProblem("unit", "unit-unknown", $"查不到单位“{text}”，请写区划全称或六位代码。"));
        }
    }

    private static (long? Minor, string? Currency) Amount(LedgerRow row, string field, string? text)
    {
        if (text is null)
        {
            return (null, null);
        }
        var amount = AmountText.Read(text, AmountUnit.Wan);
        if (amount.Marks.HasFlag(AmountMarks.Impossible))
        {
            row.Problems.Add(new RowProblem(field, "amount-impossible", $"金额“{text}”不可能（负数或超过一万亿元），请核对。"));
        }
        else if (amount.Minor is null)
        {
            row.Problems.Add(new RowProblem(field, "amount-unreadable", $"金额“{text}”读不成数，请写成 48600 或 4.86亿元。"));
        }
        if (amount.Marks.HasFlag(AmountMarks.Foreign))
        {
            row.Problems.Add(new RowProblem(field, "amount-foreign-currency", "金额为外币，不折算，也不计入合计。"));
        }
        return (amount.Minor, amount.Currency);
    }

    private static (LedgerDate? On, bool Planned) Date(LedgerRow row, string field, string? text)
    {
        if (text is null)
        {
            return (null, false);
        }
        var date = DateText.Read(text);
        if (date.Marks.HasFlag(DateMarks.Impossible))
        {
            row.Problems.Add(new RowProblem(field, "date-impossible", $"没有“{text}”这一天，请核对。"));
        }
        else if (date.Date is null)
        {
            row.Problems.Add(new RowProblem(field, "date-unreadable", $"日期“{text}”定不了年份，请写成 2023-05-17 或 2023年5月。"));
        }
        else if (date.Marks.HasFlag(DateMarks.Partial))
        {
            row.Problems.Add(new RowProblem(field, "date-partial", "日期只到年或月。"));
        }
        return (date.Date, date.Marks.HasFlag(DateMarks.Planned));
    }

    private static string? Amount(long? minor, string? currency) => minor is not { } m ? null
        : currency is null or "CNY" ? $"{Money.ToWan(m)}万元" : $"{Money.ToWan(m)}万{CurrencyWord(currency)}";

    public static string CurrencyWord(string currency) => currency switch
    {
        "USD" => "美元",
        "HKD" => "港元",
        "EUR" => "欧元",
        "JPY" => "日元",
        "GBP" => "英镑",
        "TWD" => "新台币",
        _ => currency,
    };

    private static string? Date(LedgerDate? date, bool planned) => date is { } d ? (planned ? "拟" : "") + d : null;
}
