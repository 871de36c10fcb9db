using Microsoft.AspNetCore.Http.HttpResults;
using Yinfeng.Kernel;
using Yinfeng.Sheets;

namespace Yinfeng.Grants;

/// <summary>The list and the budgets as workbooks; amounts in 万元.</summary>
internal static class GrantSheet
{
    public static FileContentHttpResult Of(GrantList list) => ExcelFile.Of("政策兑现",
        [
            new("编号", 18), new("企业", 32), new("统一社会信用代码", 22), new("政策", 36), new("条款", 32), new("年度", 10), new("来源", 10), new("受理单位", 16),
                new("状态", 10),
            new("按条款算（万元）"), new("申报（万元）"), new("审批（万元）"), new("已拨付（万元）"), new("决定追回（万元）"), new("已收回（万元）"),
            new("净拨付（万元）"), new("下一期", 12, ColumnFormat.Date), new("停在此步自", 12, ColumnFormat.Date),
        ],
        list.Rows.Select(r => (object?[])[$"{r.Grant.Id}", r.Grant.BeneficiaryName, r.Grant.BeneficiaryCode, r.Grant.PolicyName,
            r.Grant.ClauseName, GrantTerms.Year(r.Grant.Year),
            GrantTerms.Of(r.Grant.Origin), r.UnitName, GrantTerms.Of(r.Grant.State), Wan(r.Grant.ComputedFen), Wan(r.Grant.AskedFen),
                Wan(r.Grant.ApprovedFen),
            Wan(r.Grant.PaidFen), Wan(r.Grant.ClawbackFen), Wan(r.Grant.RepaidFen), Wan(r.Grant.NetFen), r.NextDue, r.Grant.MovedOn]));

    public static FileContentHttpResult Of(BudgetView view) => ExcelFile.Of("兑现预算",
        [
            new("政策", 36), new("单位", 18), new("年度", 8), new("预算（万元）"), new("批复文号", 24), new("版本", 8), new("已批（万元）"), new("其中已拨付净额（万元）", 20),
            new("其中待拨付（万元）", 18), new("申报未批（万元）"), new("预计支出（万元）"), new("结余（万元）"), new("已批超预算月份"), new("预计超预算月份"), new("可能申报估算（万元）", 20),
        ],
        view.Rows.Select(r => (object?[])[r.PolicyName, r.UnitName, r.Year, Wan(r.Budget?.Fen), r.Budget?.Document, r.Budget?.Version,
            Wan(r.ApprovedFen), Wan(r.PaidFen),
            Wan(r.ToPayFen), Wan(r.PendingFen), Wan(r.ForecastFen), Wan(r.LeftFen), Month(r.RunsOut), Month(r.ForecastRunsOut),
                Wan(r.EstimatedFen)]));

    private static string? Month(int? month) => month is { } m ? $"{m} 月" : null;
    private static decimal? Wan(long? fen) => fen is { } f ? Money.ToWan(f) : null;
}
