using Yinfeng.Kernel;
using Yinfeng.Sheets;

namespace Yinfeng.Imports;

/// <summary>Reads a sheet of targets with indicators down; see <see cref="TurnedTargetHead"/> for what may stand across.</summary>
internal sealed class TurnedTargetReader
{
    private readonly Sheet _sheet;
    private readonly LedgerReadOptions _options;
    private readonly UnitNames _units;
    private readonly LedgerReading _reading;
    private readonly TurnedTargetHead _head;
    private readonly SheetMapping _mapping;
    private readonly PlanColumns _plans;
    private readonly Dictionary<int, long> _unitOf = [];
    private readonly string?[] _above;
    private readonly SortedSet<string> _strange = new(StringComparer.Ordinal);
    private readonly List<string> _unknown = [];

    private TurnedTargetReader(Sheet sheet, LedgerReadOptions options, UnitNames units, LedgerReading reading, TurnedTargetHead head, SheetMapping mapping,
        PlanColumns plans)
    {
        _plans = plans;
        (_sheet, _options, _units, _reading, _head, _mapping) = (sheet, options, units, reading, head, mapping);
        _above = new string?[head.LabelColumns];
    }

    private static IndicatorNames Words => IndicatorNames.Default;

    /// <summary>Takes the sheet when it is such a one and speaks of targets; false leaves it to others.</summary>
    public static bool TryRead(Sheet sheet, IReadOnlyList<SheetRow> ahead, RowFeed feed, LedgerReadOptions options, UnitNames units, LedgerReading reading)
    {
        var merged = sheet.MergedKnown ? sheet.Merged : [];
        if (TurnedTargetHead.Find(ahead, merged, Words, t => IsWhole(t) || units.Resolve(t).Node is not null) is not { } head)
        {
            return false;
        }
        List<string> titles = [.. ahead.Take(head.First).SelectMany(TargetSheetReader.Texts).Reverse()];
        List<string> heads = [.. ahead.Skip(head.First).Take(head.Last - head.First + 1).SelectMany(TargetSheetReader.Texts)];
        if (!TargetSheetReader.SpeaksOfTargets([.. titles, sheet.Name, .. heads], Words))
        {
            return false;
        }
        var year = titles.Append(sheet.Name).Concat(heads).Select(HeadText.Years).FirstOrDefault(y => y.Count == 1)?[0] ?? options.Year;
        var reader = new TurnedTargetReader(sheet, options, units, reading, head, Mapping(sheet, ahead, head, year, titles),
            new PlanColumns(reading, sheet.Name, titles.Append(sheet.Name)));
        reading.Sheets.Add(reader._mapping);
        if (year is null)
        {
            reading.Warnings.Add(TargetSheetReader.NoYear(sheet.Name));
            return true;
        }
        reader.NameColumns();
        reader.Rows(feed, ahead[head.Last].Number, year.Value);
        reader._plans.Settle();
        return true;
    }

    private static bool IsWhole(string text) => Words.Whole.Contains(HeadText.Letters(Folding.Key(text)));

    private void NameColumns()
    {
        var whole = new List<TurnedColumn>();
        foreach (var column in _head.Columns)
        {
            if (column.Unit.Length == 0 || IsWhole(column.Unit))
            {
                whole.Add(column);
            }
            else if (_units.Resolve(column.Unit).Node is { } node)
            {
                _unitOf[column.Index] = node.Id;
            }
            else
            {
                _unknown.Add(column.Unit);
            }
        }
        var top = _options.UnitId ?? TargetSheetReader.CommonParent([.. _unitOf.Values], _options) ?? _units.Resolve(_sheet.Name).Node?.Id;
        var named = _unitOf.Values.ToHashSet();
        foreach (var column in whole)
        {
            if (top is not { } id)
            {
                _unknown.Add(column.Unit.Length == 0 ? _sheet.Name : column.Unit);
            }
            else if (!named.Contains(id))
            {
                _unitOf[column.Index] = id;
            }
        }
        foreach (var column in _head.Columns.Where(c => _unitOf.ContainsKey(c.Index)))
        {
            _mapping.Columns[ColumnHead.LettersOf(column.Index)] =
                $"{_options.Tree.Find(_unitOf[column.Index])?.Code}{(column.Which.Length > 0 ? " " + column.Which : "")}";
        }
    }

    private void Rows(RowFeed feed, int start, int year)
    {
        while (feed.Next() is { } row)
        {
            if (row.Number > start && !HeaderFinder.IsColumnNumbers(row))
            {
                Take(row, year);
            }
        }
        if (_unknown.Count > 0)
        {
            _reading.Warnings.Add(TargetSheetReader.NotFound(_sheet.Name, _unknown.Distinct()));
        }
        if (_strange.Count > 0)
        {
            _reading.Warnings.Add($"目标表“{_sheet.Name}”中没有认出这些指标，其目标没有读：{string.Join("、", _strange.Take(20))}。");
        }
    }

    private void Take(SheetRow row, int year)
    {
        var (labels, measure) = Labels(row);
        var unit = AmountUnit.Parse(labels.AsEnumerable().Reverse().Select(HeadText.MoneyUnit).FirstOrDefault(u => u is not null) ?? measure)
            ?? AmountUnit.Parse(_mapping.Units.GetValueOrDefault("*")) ?? AmountUnit.Wan;
        foreach (var column in _head.Columns)
        {
            if (!_unitOf.TryGetValue(column.Index, out var unitId) || RowFeed.IsBlank(row[column.Index]) || labels.Count == 0)
            {
                continue;
            }
            var heading = new ColumnHead(column.Index, column.Which.Length == 0 ? labels : [.. labels, column.Which]);
            if (TargetHead.Read(heading, Words) is not { } head)
            {
                if (row[column.Index].Kind == CellKind.Number && !Words.Done.Exists(w => Folding.Key(heading.Joined).Contains(w, StringComparison.Ordinal)))
                {
                    _strange.Add(string.Join('/', labels));
                }
                continue;
            }
            if (TargetValue.Read(head.Indicator, unit, row[column.Index]) is { } value)
            {
                YearMonth? month = head.PlanMonth > 0 ? new YearMonth(year, head.PlanMonth) : null;
                _plans.Add(new TargetCell(new RowPlace(_sheet.Name, row.Number), heading.Letters, unitId, year, month,
                    head.Indicator.Code, head.Stretch, value), head);
            }
        }
    }

    /// <summary>What a row is called, from left to right, and its unit of measure. An indicator that stands once over its several
    /// targets (年度目标, 一季度计划 …) counts for each of them.</summary>
    private (List<string> Labels, string? Measure) Labels(SheetRow row)
    {
        var own = new string?[_head.LabelColumns];
        string? measure = null;
        for (var c = 0; c < own.Length; c++)
        {
            var text = row[c].Kind == CellKind.Text ? row[c].Text!.Trim() : "";
            if (IsMeasure(text))
            {
                measure = text;
            }
            else if (text.Length > 0 && !text.All(char.IsDigit))
            {
                own[c] = text;
            }
        }
        var last = Array.FindLastIndex(own, t => t is not null);
        if (last < 0)
        {
            return ([], measure);
        }
        var goesOn = TurnedTargetHead.IsWhich(own[last]!, Words) && TargetHead.Read(new ColumnHead(last, [own[last]!]), Words) is null;
        for (var c = 0; c < own.Length; c++)
        {
            if (own[c] is not null)
            {
                Array.Fill(_above, null, c + 1, own.Length - c - 1);
                _above[c] = own[c];
            }
            else if (goesOn && c < last)
            {
                own[c] = _above[c];
            }
        }
        return ([.. own.OfType<string>()], measure);
    }

    private static bool IsMeasure(string text) =>
        Folding.Key(text).Trim('(', ')') is "个" or "项" or "家" or "%" or "百分点" or "个/亿元" || (text.Length > 0 && HeadText.MoneyUnit(text) == HeadText.Bare(text))
            || AmountUnit.Parse(Folding.Key(text).Trim('(', ')')) is not null;

    private static SheetMapping Mapping(Sheet sheet, IReadOnlyList<SheetRow> rows, TurnedTargetHead head, int? year, List<string> titles)
    {
        var (top, bottom) = (rows[head.First], rows[head.Last]);
        var mapping = new SheetMapping { Sheet = sheet.Name, Role = SheetRole.Targets, HeaderFirstRow = top.Number, HeaderLastRow = bottom.Number, Year = year };
        for (var c = 0; c < Math.Max(top.Count, bottom.Count); c++)
        {
            var column = head.Columns.FirstOrDefault(x => x.Index == c);
            var text = column is null ? HeadText.Of(top[c]) : string.Join('/', new[] { column.Unit, column.Which }.Where(t => t.Length > 0));
            if (text.Length > 0)
            {
                mapping.Headers[ColumnHead.LettersOf(c)] = text;
                mapping.Columns[ColumnHead.LettersOf(c)] = "";
            }
        }
        if (titles.Select(HeadText.NotedUnit).FirstOrDefault(u => u is not null) is { } noted)
        {
            mapping.Units["*"] = noted;
        }
        return mapping;
    }
}
