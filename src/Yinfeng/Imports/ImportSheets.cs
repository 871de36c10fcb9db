using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Sheets;
using Yinfeng.Units;

namespace Yinfeng.Imports;

/// <summary>The lists of this room as workbooks: imports, the rows of one, the rows of a file before it is stored.</summary>
internal static class ImportSheets
{
    public static async Task<IResult> ListAsync(HttpContext http, ImportQueries queries, UnitDirectory units, TimeProvider clock, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        return ExcelFile.Of("导入记录",
            [
                new("文件", 40), new("单位", 20), new("新增", 8, ColumnFormat.Whole), new("更新", 8, ColumnFormat.Whole), new("合并", 8, ColumnFormat.Whole),
                new("退回", 8, ColumnFormat.Whole), new("导入人"), new("导入时间", 18), new("状态", 10),
            ],
            (await queries.ListAsync(http.Viewer(), ct)).Select(i => (object?[])
            [
                i.FileName, tree.Find(i.UnitId)?.Name, i.Stored, i.Updated, i.Merged, i.Refused, i.ActorId.Split(':')[^1], BusinessTime.Show(i.AtUtc, clock),
                i.Status == ImportStatus.Stored ? "已保存" : "已撤销",
            ]));
    }

    public static async Task<IResult> RowsAsync(HttpContext http, ImportQueries queries, long id, CancellationToken ct)
    {
        if (await queries.FindAsync(http.Viewer(), id, ct) is not { } import)
        {
            return Results.NotFound();
        }
        var (rows, _) = await queries.RowsAsync(http.Viewer(), id, null, 0, int.MaxValue, ct);
        return ExcelFile.Of(Path.GetFileNameWithoutExtension(import.FileName) + " 各行",
            [new("工作表", 20), new("行", 8, ColumnFormat.Whole), new("结果", 10), new("项目", 40), new("提示", 60)],
            rows.Select(r => (object?[])
            [
                r.Sheet, r.Row, ImportWords.Outcome(r.Outcome), ImportWords.NameOf(r), Notes(ImportWords.ProblemsOf(r)),
            ]));
    }

    /// <summary>What would become of each row, by the filter of the page.</summary>
    public static FileContentHttpResult Preview(StagedImport staged, ImportOutcome preview, string? show)
    {
        var view = ImportPreview.Views.Any(v => v.Code == show) ? show! : "all";
        return ExcelFile.Of(Path.GetFileNameWithoutExtension(staged.FileName) + " 核对",
            [new("工作表", 20), new("行", 8, ColumnFormat.Whole), new("结果", 10), new("项目", 40), new("投资方", 30), new("单位", 20), new("总投资（万元）", 16), new("提示", 60)],
            ImportPreview.RowsOf(preview.Plan, view).Select(r => (object?[])
            [
                r.Row.Place.Sheet, r.Row.Place.Row, ImportWords.Outcome(r.Outcome), r.Row.ProjectName, r.Row.Investor, r.Row.Unit,
                r.Row.Currency is null or "CNY" ? r.Row.TotalInvestment is { } fen ? Money.ToWan(fen) : null : CorrectRow.Text(r.Row, "total_investment_wan"), Notes(r.Problems),
            ]));
    }

    private static string Notes(IEnumerable<RowProblem> problems) => string.Join("；", problems.Select(p => $"{ImportWords.Field(p.Field)}：{p.Message}"));
}
