using Yinfeng.Kernel;
using Yinfeng.Projects;

namespace Yinfeng.Imports;

/// <summary>How the cells of a column are read.</summary>
public enum LedgerFieldKind { Text, Amount, Date, Kind, Funds, Tick, Skip }

/// <summary>One field that a column can feed.</summary>
/// <param name="Name">As in <see cref="SheetMapping.Columns"/> and in the JSON of a row.</param>
/// <param name="Label">What the wizard calls it.</param>
public sealed record LedgerField(string Name, string Label, LedgerFieldKind Kind);

/// <summary>The fields of a ledger row, in the order in which problems are listed, and the row as JSON.</summary>
public static class LedgerFields
{
    public const string FundsPrefix = "funds:";

    public static readonly IReadOnlyList<LedgerField> All =
    [
        new("project_name", "项目名称", LedgerFieldKind.Text),
        new("investor", "投资方", LedgerFieldKind.Text),
        new("investor_place", "投资方所在地", LedgerFieldKind.Text),
        new("investor_origin", "省内 / 省外 / 境外", LedgerFieldKind.Text),
        new("unit_code", "行政区划代码", LedgerFieldKind.Text),
        new("unit", "责任单位", LedgerFieldKind.Text),
        new("total_investment_wan", "总投资", LedgerFieldKind.Amount),
        new("fixed_investment_wan", "固定资产投资", LedgerFieldKind.Amount),
        new("signed_on", "签约时间", LedgerFieldKind.Date),
        new("started_on", "开工时间", LedgerFieldKind.Date),
        new("producing_on", "投产时间", LedgerFieldKind.Date),
        new("at_capacity_on", "达产时间", LedgerFieldKind.Date),
        new("planned_signed_on", "计划签约时间", LedgerFieldKind.Date),
        new("planned_started_on", "计划开工时间", LedgerFieldKind.Date),
        new("planned_producing_on", "计划投产时间", LedgerFieldKind.Date),
        new("planned_at_capacity_on", "计划达产时间", LedgerFieldKind.Date),
        new("stage", "项目进展", LedgerFieldKind.Text),
        new("stage_tick", "打√表示进展的列", LedgerFieldKind.Tick),
        new("kind", "固投 / 非固投", LedgerFieldKind.Kind),
        new("category", "其他分类", LedgerFieldKind.Text),
        new("industry", "产业", LedgerFieldKind.Text),
        new("industry_code", "行业代码", LedgerFieldKind.Text),
        new("chain", "产业链", LedgerFieldKind.Text),
        new("chain_node", "产业链环节", LedgerFieldKind.Text),
        new("content", "建设内容", LedgerFieldKind.Text),
        new("park", "园区", LedgerFieldKind.Text),
        new("parcel", "地块", LedgerFieldKind.Text),
        new("leader", "包保领导", LedgerFieldKind.Text),
        new("service_officer", "首席服务官", LedgerFieldKind.Text),
        new("task_force", "专班", LedgerFieldKind.Text),
        new("investor_credit_code", "统一社会信用代码", LedgerFieldKind.Text),
        new("filing_code", "项目代码", LedgerFieldKind.Text),
        new("investor_contact", "联系人", LedgerFieldKind.Text),
        new("expected_jobs", "预计就业", LedgerFieldKind.Text),
        new("expected_output", "预计产值", LedgerFieldKind.Text),
        new("expected_tax", "预计税收", LedgerFieldKind.Text),
        new("registered_capital", "注册资本", LedgerFieldKind.Text),
        new("paid_in_capital", "实缴资本", LedgerFieldKind.Text),
        new("signing_mode", "签约方式", LedgerFieldKind.Text),
        new("online_signed", "是否在线签约", LedgerFieldKind.Text),
        new("remark", "备注", LedgerFieldKind.Text),
        new("funds", "每月到位资金", LedgerFieldKind.Funds),
        new("funds_to_date", "累计到位资金（不取，只按月取）", LedgerFieldKind.Skip),
        new("sequence", "序号（不取）", LedgerFieldKind.Skip),
        new("", "不取", LedgerFieldKind.Skip),
    ];

    private static readonly Dictionary<string, (int Order, LedgerField Field)> ByName =
        All.Select((f, i) => (f, i)).ToDictionary(p => p.f.Name, p => (p.i, p.f), StringComparer.Ordinal);

    /// <summary>The field by name; a month column "funds:2021-03" gives funds, an unknown name the field that is not taken.</summary>
    public static LedgerField Of(string name) => Find(name).Field;

    internal static int Order(string name) => Find(name).Order;

    private static (int Order, LedgerField Field) Find(string name) =>
        ByName.GetValueOrDefault(name.StartsWith(FundsPrefix, StringComparison.Ordinal) ? "funds" : name, ByName[""]);

    /// <summary>The row as the JSON object <c>fields</c> of CONTRACTS.md; amounts in 万 of the currency's unit.</summary>
    public static Dictionary<string, object?> ToFields(LedgerRow row)
    {
        var fields = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["project_name"] = row.ProjectName,
            ["investor"] = row.Investor,
            ["unit"] = row.Unit,
            ["adcode"] = row.Adcode,
            ["total_investment_wan"] = Wan(row.TotalInvestment),
            ["currency"] = row.Currency,
            ["signed_on"] = row.SignedOn?.ToString(),
            ["started_on"] = row.StartedOn?.ToString(),
            ["producing_on"] = row.ProducingOn?.ToString(),
            ["stage"] = row.Stage,
            ["investor_place"] = row.InvestorPlace,
            ["fixed_investment_wan"] = Wan(row.FixedInvestmentFen),
            ["kind"] = row.Kind switch { InvestmentKind.FixedAsset => "fixed", InvestmentKind.NonFixedAsset => "non-fixed", _ => null },
            ["industry"] = row.Industry,
        };
        if (row.InvestorOrigin != InvestorOrigin.Unknown)
        {
            fields["investor_origin"] = row.InvestorOrigin.ToString();
        }
        if (row.HasMonths)
        {
            fields["funds_wan"] = row.Months.ToDictionary(m => m.Month.ToString(), m => Money.ToWan(m.FundsFen), StringComparer.Ordinal);
        }
        if (row.HasMore)
        {
            foreach (var (name, text) in row.More)
            {
                fields.TryAdd(name, text);
            }
        }
        return fields;
    }

    private static decimal? Wan(long? minor) => minor is { } m ? Money.ToWan(m) : null;
}
