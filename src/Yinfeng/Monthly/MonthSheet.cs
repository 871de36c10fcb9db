using System.Globalization;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Sheets;
using Yinfeng.Units;

namespace Yinfeng.Monthly;

/// <summary>What a filled sheet holds: rows for the drafts, and rows that could not be placed.</summary>
public sealed record SheetReading(IReadOnlyList<TypedRow> Rows, IReadOnlyList<Unmet> Unmet);

/// <summary>The month as an Excel sheet: goes out with last month beside each empty column, comes back filled.</summary>
internal sealed class MonthSheet(MonthGridQueries grid)
{
    private const int HeaderWithin = 20;
    private static readonly string[] Heads =
        ["项目编号", "项目名称", "本月到位资金", "本月完成固定资产投资", "是否入统", "形象进度", "存在问题", "说明", "报送版本"];

    public async Task WriteAsync(Stream stream, Viewer viewer, YearMonth month, UnitNode unit, CancellationToken ct)
    {
        var rows = await grid.AllAsync(viewer, month, unit, ct);
        WorkbookWriter.Write(stream, [new SheetToWrite("月报",
            [
                new("项目编号", 22), new("责任单位", 14), new("项目名称", 40), new("阶段", 8), new("总投资（万元）", 14, ColumnFormat.Whole),
                new("至上月累计到位（万元）", 14, ColumnFormat.Whole), new("上月到位资金（万元）", 14), new("本月到位资金（万元）", 14),
                new("上月完成固定资产投资（万元）", 14), new("本月完成固定资产投资（万元）", 14), new("是否入统", 10),
                new("形象进度", 36), new("存在问题", 30), new("说明", 30), new("报送版本", 10),
            ],
            rows.Select(r => (object?[])
            [
                r.ProjectId.ToString(CultureInfo.InvariantCulture), r.UnitName, r.Name, Terms.Of(r.Stage), Wan(r.TotalFen), Wan(r.FundsBeforeFen),
                Wan(r.Before[0].FundsFen), Typed(r.Typed.FundsWan), Wan(r.Before[0].FixedInvestmentFen), Typed(r.Typed.FixedInvestmentWan),
                r.Typed.InStatistics switch { "true" => "是", "false" => "否", _ => null }, r.Typed.Progress, r.Typed.Problems, r.Typed.Answer,
                (long)r.Version,
            ]), $"{unit.Name} {month} 月报（只填“本月”各栏和后面的文字栏）")]);
    }

    /// <summary>Reads a filled sheet. Rows are found by number, else by a name that only one of the unit's projects has.</summary>
    /// <exception cref="WorkbookRefusedException">The file is no workbook or cannot be read.</exception>
    public async Task<SheetReading> ReadAsync(string path, Viewer viewer, YearMonth month, UnitNode unit, CancellationToken ct)
    {
        var known = await grid.AllAsync(viewer, month, unit, ct);
        var byId = known.ToDictionary(r => r.ProjectId.ToString(CultureInfo.InvariantCulture));
        var byName = known.ToLookup(r => r.Name.Trim());
        var (rows, unmet) = (new List<TypedRow>(), new List<Unmet>());
        using var workbook = WorkbookReader.Open(path);
        foreach (var sheet in workbook.Sheets)
        {
            var (columns, seen) = ((Dictionary<string, int>?)null, 0);
            foreach (var row in sheet.ReadRows())
            {
                if (columns is null)
                {
                    columns = ++seen > HeaderWithin ? null : Header(row);
                    if (columns is null && seen > HeaderWithin)
                    {
                        break;
                    }
                    continue;
                }
                One(sheet.Name, row, columns, byId, byName, rows, unmet);
            }
            if (columns is not null)
            {
                return new SheetReading(rows, unmet);
            }
        }
        return new SheetReading([], [new("month.sheet.header", "file",
            "这个文件里没有找到月报的表头。请先点“下载填报表”，在下载的表里填好再上传；表头要有“项目编号”或“项目名称”，以及“本月到位资金”“本月完成固定资产投资”“形象进度”中的至少一栏。")]);
    }

    private static Dictionary<string, int>? Header(SheetRow row)
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var column = 0; column < row.Count; column++)
        {
            var text = Text(row[column]).Replace("固投", "固定资产投资", StringComparison.Ordinal);
            if (Array.Find(Heads, h => text.StartsWith(h, StringComparison.Ordinal)) is { } head)
            {
                found.TryAdd(head, column);
            }
        }
        return (found.ContainsKey("项目编号") || found.ContainsKey("项目名称"))
            && (found.ContainsKey("本月到位资金") || found.ContainsKey("本月完成固定资产投资") || found.ContainsKey("形象进度")) ? found : null;
    }

    private static void One(string sheet, SheetRow row, Dictionary<string, int> columns, Dictionary<string, GridRow> byId,
        ILookup<string, GridRow> byName, List<TypedRow> rows, List<Unmet> unmet)
    {
        string Of(string head) => columns.TryGetValue(head, out var column) ? Text(row[column]) : "";
        string Or(string head, string stored) => columns.ContainsKey(head) ? Of(head) : stored;
        var (id, name) = (Of("项目编号"), Of("项目名称"));
        if (id.Length == 0 && name.Length == 0)
        {
            return;
        }
        var match = byId.GetValueOrDefault(id);
        if (match is null && byName[name].ToList() is [var only])
        {
            match = only;
        }
        if (match is null)
        {
            unmet.Add(new("month.sheet.project", "file", byName[name].Skip(1).Any()
                ? $"工作表“{sheet}”第 {row.Number} 行：有几个项目都叫“{name}”，请填写项目编号。"
                : $"工作表“{sheet}”第 {row.Number} 行：“{(name.Length > 0 ? name : id)}”不在本月要填报的项目里。请核对编号和单位，或先在台账登记。"));
            return;
        }
        var inStatistics = Of("是否入统") switch { "是" or "已入统" or "true" or "1" => "true", "否" or "未入统" or "false" or "0" => "false", var other => other };
        var typed = new TypedMonth(Or("本月到位资金", match.Typed.FundsWan), Or("本月完成固定资产投资", match.Typed.FixedInvestmentWan),
            columns.ContainsKey("是否入统") ? inStatistics : match.Typed.InStatistics, Or("形象进度", match.Typed.Progress),
            Or("存在问题", match.Typed.Problems), Of("说明"));
        if (typed.SameAs(TypedMonth.Empty))
        {
            return; // Nobody filled it in.
        }
        rows.Add(new TypedRow(match.ProjectId, typed, int.TryParse(Of("报送版本"), CultureInfo.InvariantCulture, out var version) ? version : match.Version));
    }

    private static string Text(Cell cell) => cell.Kind switch
    {
        CellKind.Text => cell.Text!.Trim(),
        CellKind.Number => (cell.Number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture),
        CellKind.Bool => cell.Number == 1 ? "true" : "false",
        CellKind.Date => $"{cell.Date:yyyy-MM-dd}",
        CellKind.Error => cell.Text ?? "",
        _ => "",
    };

    private static decimal? Wan(long? fen) => fen is { } f ? Money.ToWan(f) : null;

    private static object? Typed(string text) => text.Length == 0 ? null
        : decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : text;
}
