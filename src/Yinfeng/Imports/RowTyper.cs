using System.Buffers;
using System.Globalization;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Sheets;

namespace Yinfeng.Imports;

/// <summary>Turns the cells of a row into typed values and says what was wrong with them. One for each thread.</summary>
internal sealed class RowTyper(LedgerReadOptions options, UnitNames units, InvestorPlaces places, FieldSynonyms words)
{
    private static readonly SearchValues<char> SignsAndDigits = SearchValues.Create("-+/0123456789., ");
    private static readonly SearchValues<char> Dashes = SearchValues.Create("-—–－/\\_ 　");
    private const int LongestName = 200, LongestText = 10_000;
    private readonly string?[] _texts = new string?[4_096];
    private readonly Dictionary<(string, AmountUnit), AmountValue> _amounts = [];
    private readonly Dictionary<string, DateValue> _dates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RowProblem> _unitProblems = new(StringComparer.Ordinal);

    /// <param name="sectionUnit">Unit of the section the row stands in, used where the table has no unit column.</param>
    public LedgerRow Read(LedgerTable table, SheetRow cells, VerticalMerges merges, long? sectionUnit)
    {
        var row = new LedgerRow { Place = new RowPlace(table.Mapping.Sheet, cells.Number) };
        string? origin = null, unitCode = null;
        foreach (var column in table.Columns)
        {
            var cell = merges.At(cells, column.Index);
            switch (column.Kind)
            {
                case LedgerFieldKind.Amount or LedgerFieldKind.Funds:
                    Amount(row, column, cell);
                    break;
                case LedgerFieldKind.Date:
                    Date(row, column, cell);
                    break;
                case LedgerFieldKind.Tick:
                    row.Stage = cell.Kind == CellKind.Text && ColumnAssigner.IsTick(cell.Text!) ? column.Head.Trim() : row.Stage;
                    break;
                case LedgerFieldKind.Kind:
                    row.Kind = Text(row, column.Field, cell) is { } kind ? KindText.Read(kind, words) : null;
                    break;
                case LedgerFieldKind.Text:
                    var text = Text(row, column.Field, cell);
                    origin = column.Field == "investor_origin" ? text : origin;
                    unitCode = column.Field == "unit_code" ? text : unitCode;
                    Put(row, column.Field, text);
                    break;
            }
            if (column.Field == "unit")
            {
                ResolveUnit(row, unitCode);
            }
        }
        Settle(row, unitCode, origin, sectionUnit);
        return row;
    }

    private void Settle(LedgerRow row, string? unitCode, string? origin, long? sectionUnit)
    {
        if (row.UnitId is null && unitCode is not null && options.Tree.FindByCode(unitCode) is { } coded)
        {
            (row.UnitId, row.Adcode) = (coded.Id, new NamedUnit(coded, false).Adcode);
        }
        if (row.Unit is null && row.UnitId is null)
        {
            row.UnitId = sectionUnit ?? options.UnitId;
        }
        if (row.InvestorPlace is not null || origin is not null)
        {
            (row.InvestorRegionId, row.InvestorOrigin) = places.Find(row.InvestorPlace, origin, row.UnitId ?? options.UnitId);
        }
        row.IsSample = row.Remark is { } remark && (remark.Contains("示例", StringComparison.Ordinal) || remark.Contains("样例", StringComparison.Ordinal));
        DateOrder(row);
    }

    /// <summary>A later step may not lie wholly before an earlier one; planned dates are not held against a row.</summary>
    private static void DateOrder(LedgerRow row)
    {
        if (row is { SignedOn: { } signed, StartedOn: { } started, SignedPlanned: false, StartedPlanned: false } && started.Latest < signed.Earliest)
        {
            row.Problems.Add(new RowProblem("started_on", "date-order",
                $"开工时间 {started} 早于签约时间 {signed}，两个日期必有一个有误，请核对后更正。"));
        }
        if (row is { StartedOn: { } begun, ProducingOn: { } producing, StartedPlanned: false, ProducingPlanned: false } && producing.Latest < begun.Earliest)
        {
            row.Problems.Add(new RowProblem("producing_on", "date-order",
                $"投产时间 {producing} 早于开工时间 {begun}，两个日期必有一个有误，请核对后更正。"));
        }
    }

    private void ResolveUnit(LedgerRow row, string? unitCode)
    {
        if (row.Unit is not { } name)
        {
            return;
        }
        var found = units.Resolve(name);
        if (found.Node is { } node)
        {
            (row.UnitId, row.Adcode) = (node.Id, found.Adcode);
            return;
        }
        if (unitCode is not null && options.Tree.FindByCode(unitCode) is not null)
        {
            return;
        }
        if (!_unitProblems.TryGetValue(name, out var problem))
        {
            problem = found.Ambiguous
                ? new RowProblem("unit", "unit-ambiguous", $"“{name}”在全国不止一处，又不在本次导入的单位范围内。请写明所在的市，或用 --unit 指定范围。")
                : new RowProblem("unit", "unit-unknown", $"没有找到名为“{name}”的单位。请核对名称，或先在“单位”里把它加入（可加简称）。");
            if (_unitProblems.Count < 10_000)
            {
                _unitProblems[name] = problem; // Whoever writes a unit in his own way does so on every row.
            }
        }
        row.Problems.Add(problem);
    }

    private string? Text(LedgerRow row, string field, in Cell cell)
    {
        switch (cell.Kind)
        {
            case CellKind.Number:
                return cell.Number is { Scale: 0 } whole and > int.MinValue and < int.MaxValue
                    ? ((int)whole).ToString(CultureInfo.InvariantCulture)
                    : cell.Number.ToString("0.############", CultureInfo.InvariantCulture);
            case CellKind.Date:
                return cell.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            case CellKind.Bool:
                return cell.Number == 0 ? "否" : "是";
            case CellKind.Error:
                row.Problems.Add(new RowProblem(field, "formula-error", $"单元格的公式出错（{cell.Text}），没有值可取。请改正公式或直接填写。"));
                return null;
            case CellKind.Text:
                return Cleaned(row, field, cell.Text!);
            default:
                return null;
        }
    }

    private string? Cleaned(LedgerRow row, string field, string written)
    {
        var text = written.Trim();
        if (text.Length == 0)
        {
            return null;
        }
        if (HasHidden(text))
        {
            text = string.Concat(text.Where(c => !Folding.IsHidden(c))).Trim();
            if (text.Length == 0)
            {
                return null;
            }
            row.Problems.Add(new RowProblem(field, "text-cleaned", "文字里夹有看不见的方向符或零宽字符，已去掉。"));
        }
        if (text.Length > (field is "project_name" or "investor" or "unit" ? LongestName : LongestText))
        {
            var longest = field is "project_name" or "investor" or "unit" ? LongestName : LongestText;
            row.Problems.Add(new RowProblem(field, "text-too-long",
                $"{LedgerFields.Of(field).Label}有 {text.Length} 个字，最多 {longest} 个。可能把别的内容粘进了这一格，请改短。"));
            text = text[..longest];
        }
        if (text[0] is '=' or '+' or '-' or '@' && text.Length > 1 && !IsSign(text))
        {
            row.Problems.Add(new RowProblem(field, "formula-like", "文字以 = + - @ 开头，像公式。按文字保存，导出时会加引号防止被执行。"));
        }
        return text.Length <= 40 ? Shared(text) : text;
    }

    /// <summary>One object for the many cells that say the same, as far as few texts stand between them.</summary>
    private string Shared(string text)
    {
        ref var known = ref _texts[(text.Length ^ (text[0] << 3) ^ (text[text.Length / 2] << 5) ^ (text[^1] << 7)) & (_texts.Length - 1)];
        if (known is null || !known.Equals(text, StringComparison.Ordinal))
        {
            known = text;
        }
        return known;
    }

    private static bool IsSign(string text) => text.AsSpan().IndexOfAnyExcept(SignsAndDigits) < 0;

    private static bool HasHidden(string text)
    {
        foreach (var c in text)
        {
            if (c is < ' ' or >= '\u007F' and < '\uFF00' && (c < '\u3400' || c > '\u9FFF') && Folding.IsHidden(c) || c == '\uFEFF')
            {
                return c is not ('\t' or '\n' or '\r') || HasHidden(text[(text.IndexOf(c) + 1)..]);
            }
        }
        return false;
    }

    private static bool IsDash(string text) => text.AsSpan().IndexOfAnyExcept(Dashes) < 0;

    private static void Put(LedgerRow row, string field, string? text)
    {
        if (text is not null && IsDash(text))
        {
            text = null;
        }
        switch (field)
        {
            case "project_name":
                row.ProjectName = text;
                if (text is null)
                {
                    row.Problems.Add(new RowProblem("project_name", "name-missing", "项目名称为空。请补上名称，或删去这一行。"));
                }
                break;
            case "investor":
                row.Investor = text is "无" or "暂无" ? null : text;
                break;
            case "investor_place":
                row.InvestorPlace = text is "无" or "暂无" ? null : text;
                break;
            case "unit":
                row.Unit = text;
                break;
            case "stage":
                row.Stage = text ?? row.Stage;
                break;
            case "industry":
                row.Industry = text;
                break;
            case "content":
                row.Content = text;
                break;
            case "remark":
                row.Remark = text;
                break;
            case "signing_mode" or "online_signed":
                row.SignedOnline |= text is not null && (text.Contains("在线", StringComparison.Ordinal) || text.Contains("线上", StringComparison.Ordinal)
                    || text.Contains("网上", StringComparison.Ordinal) || text.Contains('云', StringComparison.Ordinal)
                    || (field == "online_signed" && (text == "是" || ColumnAssigner.IsTick(text))));
                break;
            case "unit_code" or "investor_origin":
                break;
            default:
                if (text is not null)
                {
                    row.More[field] = text;
                }
                break;
        }
    }

    private void Amount(LedgerRow row, TableColumn column, in Cell cell)
    {
        AmountValue value;
        switch (cell.Kind)
        {
            case CellKind.Empty:
                return;
            case CellKind.Number:
                value = column.Unit.Of(cell.Number);
                break;
            case CellKind.Text:
                var text = cell.Text!;
                if (!_amounts.TryGetValue((text, column.Unit), out value))
                {
                    value = string.IsNullOrWhiteSpace(text) ? AmountValue.Empty : AmountText.Read(text, column.Unit);
                    if (_amounts.Count < 100_000)
                    {
                        _amounts[(text, column.Unit)] = value;
                    }
                }
                break;
            case CellKind.Error:
                row.Problems.Add(new RowProblem(column.Field, "formula-error", $"单元格的公式出错（{cell.Text}），没有金额可取。请改正公式或直接填数。"));
                return;
            default:
                value = AmountValue.Unreadable;
                break;
        }
        if (value.Marks != AmountMarks.None)
        {
            AmountProblems.Add(row, column, value, cell);
        }
        if (value.Minor is not { } minor)
        {
            return;
        }
        if (column.Field == "total_investment_wan")
        {
            (row.TotalInvestment, row.Currency) = (minor, value.Currency);
        }
        else if (value.Currency == "CNY" && column.Field == "fixed_investment_wan")
        {
            row.FixedInvestmentFen = minor;
        }
        else if (value.Currency == "CNY" && column.Kind == LedgerFieldKind.Funds)
        {
            row.Months.Add(new MonthAmount(column.Month, minor, column.Letters));
        }
    }

    private void Date(LedgerRow row, TableColumn column, in Cell cell)
    {
        DateValue value;
        switch (cell.Kind)
        {
            case CellKind.Empty:
                return;
            case CellKind.Date:
                value = DateText.Read(cell.Date);
                break;
            case CellKind.Number:
                value = DateText.Read(cell.Number);
                break;
            case CellKind.Text:
                var text = cell.Text!;
                if (!_dates.TryGetValue(text, out value))
                {
                    value = string.IsNullOrWhiteSpace(text) ? DateValue.Empty : DateText.Read(text);
                    if (_dates.Count < 100_000)
                    {
                        _dates[text] = value;
                    }
                }
                break;
            case CellKind.Error:
                row.Problems.Add(new RowProblem(column.Field, "formula-error", $"单元格的公式出错（{cell.Text}），没有日期可取。请改正公式或直接填写。"));
                return;
            default:
                value = DateValue.Unreadable;
                break;
        }
        if (column.PlansFor is not null && value.Date is not null)
        {
            value = value with { Marks = value.Marks | DateMarks.Planned };
        }
        DateProblems.Put(row, column.PlansFor ?? column.Field, value, cell);
    }
}
