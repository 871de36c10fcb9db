using Yinfeng.Kernel;
using Yinfeng.Sheets;

namespace Yinfeng.Imports;

/// <summary>Reads the tables of one sheet from top to bottom.</summary>
internal sealed class SheetReader
{
    private const int LookAhead = 60, LongestGap = 1_000;
    private readonly Sheet _sheet;
    private readonly LedgerReadOptions _options;
    private readonly LedgerReading _reading;
    private readonly ThreadLocal<RowTyper> _typer;
    private readonly UnitNames _units;
    private readonly FieldSynonyms _words;
    private readonly HeaderFinder _finder;
    private readonly List<string> _preface = [];
    private LedgerTable? _table;
    private VerticalMerges? _merges;
    private PrintedTotals? _totals;
    private RowClassifier? _classifier;
    private long? _sectionUnit;
    private EarlyReader? _early;
    private int _lastNumber;

    public SheetReader(Sheet sheet, LedgerReadOptions options, LedgerReading reading, ThreadLocal<RowTyper> typer, UnitNames units,
        FieldSynonyms words)
    {
        (_sheet, _options, _reading, _typer, _units, _words) = (sheet, options, reading, typer, units, words);
        _finder = new HeaderFinder(words.Heads, sheet.MergedKnown ? sheet.Merged : [], words.Stages);
    }

    /// <summary>Heads seen in a sheet that turned out to be no ledger, for the message of a refusal.</summary>
    public IReadOnlyList<string> HeadsSeen { get; private set; } = [];

    /// <summary>The rows of the sheet's ledgers as they come; nothing when it holds none.</summary>
    /// <param name="targets">Called with the rows looked at and the feed when the sheet is no ledger; true when it took the sheet.</param>
    public IEnumerable<LedgerRow> Rows(Func<IReadOnlyList<SheetRow>, RowFeed, bool> targets)
    {
        using var feed = new RowFeed(_sheet);
        var ahead = feed.Peek(LookAhead);
        var given = _options.Mapping?.Where(m => m.Sheet == _sheet.Name).OrderBy(m => m.HeaderFirstRow).ToList() ?? [];
        if (given.Exists(m => m.Role == SheetRole.Ignored) || ahead.Count == 0)
        {
            _reading.Sheets.Add(new SheetMapping { Sheet = _sheet.Name, Role = SheetRole.Ignored });
            yield break;
        }
        if (given.Exists(m => m.Role == SheetRole.Targets))
        {
            targets(ahead, feed);
            yield break;
        }
        if (given.Count == 0 && _finder.Find(ahead, b => IsLedger(b, ahead)) is null)
        {
            if (!targets(ahead, feed))
            {
                HeadsSeen = SeenHeads(ahead);
                _reading.Sheets.Add(new SheetMapping { Sheet = _sheet.Name, Role = SheetRole.Ignored });
            }
            yield break;
        }
        while (feed.Next() is { } row)
        {
            Blanks(row.Number);
            if (feed.Early is { } early && !given.Exists(m => m.HeaderFirstRow <= row.Number && row.Number <= m.HeaderLastRow))
            {
                Take(early);
                yield return early;
                continue;
            }
            if (Starts(row, feed, given))
            {
                feed.Reader = _early;
                continue;
            }
            if (_table is null)
            {
                Before(row);
                continue;
            }
            if (Handle(row, feed) is { } read)
            {
                yield return read;
            }
            feed.Reader = _early;
        }
    }

    /// <summary>Reads rows that surely are projects of the table at hand. Large sheets have no known merges, so any order will do.</summary>
    private sealed class EarlyReader(SheetReader sheet, LedgerTable table, RowClassifier classifier, VerticalMerges merges, long? sectionUnit)
        : IEarlyReader
    {
        public LedgerRow? Read(SheetRow row) => sheet.MayStart(table, row) || !classifier.IsPlainProject(row)
            ? null
            : sheet._typer.Value!.Read(table, row, merges, sectionUnit);
    }

    private bool Starts(SheetRow row, RowFeed feed, List<SheetMapping> given)
    {
        if (given.Find(m => m.HeaderFirstRow <= row.Number && row.Number <= m.HeaderLastRow) is { } mapping)
        {
            if (_table?.Mapping != mapping)
            {
                Begin(mapping);
            }
            Ignore(row.Number, "header");
            return true;
        }
        if (given.Count > 0 || !MayStart(_table, row))
        {
            return false;
        }
        List<SheetRow> rows = [row.Clone(), .. feed.Peek(LookAhead)];
        if (_finder.Find(rows, b => IsLedger(b, rows)) is not { First: 0 } block)
        {
            return false;
        }
        Begin(Understand(rows, block));
        Ignore(row.Number, "header");
        for (var i = 1; i <= block.Last; i++)
        {
            var next = feed.Next()!.Number;
            Blanks(next);
            Ignore(next, "header");
        }
        return true;
    }

    /// <summary>Before the first table any row may start one; later only a row that is not the same head again.</summary>
    private bool MayStart(LedgerTable? table, SheetRow row)
    {
        if (table is null)
        {
            return true;
        }
        var name = false;
        foreach (ref readonly var cell in row.Cells)
        {
            if (cell is { Kind: CellKind.Text, Text: { Length: <= 16 } text })
            {
                name |= text.Contains("名称", StringComparison.Ordinal) || text.Contains("名稱", StringComparison.Ordinal)
                || (text.Length <= 8 && (text.Contains("项目", StringComparison.Ordinal) || text.Contains("項目", StringComparison.Ordinal)));
            }
        }
        return name && !table.RepeatsHead(row) && _finder.LooksLikeHead(row);
    }

    private void Begin(SheetMapping mapping)
    {
        mapping.Role = SheetRole.Ledger;
        mapping.HasKindColumn = mapping.Columns.ContainsValue("kind");
        _table = new LedgerTable(mapping);
        var filled = _table.Columns.Where(c => c.Kind is LedgerFieldKind.Text or LedgerFieldKind.Date or LedgerFieldKind.Kind && c.Field != "project_name")
            .Select(c => c.Index).ToHashSet();
        _merges = new VerticalMerges(_sheet.MergedKnown ? _sheet.Merged : [], filled);
        _totals = new PrintedTotals(_table);
        _classifier = new RowClassifier(_table, _merges);
        _sectionUnit = _table.UnitColumn < 0 && _preface.Count > 0 ? UnitIn(_preface[^1]) : null;
        ReadEarly();
        _preface.Clear();
        _reading.Sheets.Add(mapping);
    }

    private SheetMapping Understand(List<SheetRow> rows, HeaderBlock block)
    {
        var year = YearOf(block);
        var sample = rows.Skip(block.Last + 1).Take(40).ToList();
        var assigner = new ColumnAssigner(_words, t => _units.Resolve(t).Node is not null, _options.CanAsk ? _reading.Unclear : null);
        var mapping = new SheetMapping
        {
            Sheet = _sheet.Name,
            HeaderFirstRow = rows[0].Number,
            HeaderLastRow = rows[block.Last].Number,
            Year = year,
            Columns = assigner.Assign(_sheet.Name, block.Columns, sample, year),
            Headers = block.Columns.ToDictionary(c => c.Letters, c => c.Joined, StringComparer.Ordinal),
        };
        foreach (var column in block.Columns)
        {
            if (column.MoneyUnit is { } unit && AmountUnit.Parse(unit) is not null)
            {
                mapping.Units[column.Letters] = unit;
            }
        }
        var noted = _preface.AsEnumerable().Reverse().Select(HeadText.NotedUnit).FirstOrDefault(u => u is not null)
            ?? _reading.Sheets.LastOrDefault(m => m.Sheet == _sheet.Name && m.Role == SheetRole.Ledger)?.Units.GetValueOrDefault("*");
        if (noted is not null)
        {
            mapping.Units["*"] = noted;
        }
        Warn(mapping, block);
        return mapping;
    }

    private void Warn(SheetMapping mapping, HeaderBlock block)
    {
        if (!mapping.Columns.ContainsValue("kind"))
        {
            _reading.Warnings.Add($"工作表“{_sheet.Name}”没有固投 / 非固投一列，其中的项目按固定资产投资项目统计。");
        }
        if (!mapping.Units.ContainsKey("*") && mapping.Columns.Any(c => LedgerFields.Of(c.Value).Kind is LedgerFieldKind.Amount or LedgerFieldKind.Funds
            && !mapping.Units.ContainsKey(c.Key)))
        {
            _reading.Warnings.Add($"工作表“{_sheet.Name}”没有写明金额单位，没带单位的数按万元读。");
        }
        if (mapping.Year is null && block.Columns.Any(c => HeadText.Month(c.Last).Month > 0 && mapping.Columns[c.Letters].Length == 0))
        {
            _reading.Warnings.Add($"工作表“{_sheet.Name}”的月份列没有年份，到位资金没有取。请在表题、列名或工作表名里写明年份，或用 --year 指定。");
        }
    }

    /// <summary>From the titles above, else the sheet's name, else what was asked for.</summary>
    private int? YearOf(HeaderBlock block)
    {
        foreach (var text in _preface.AsEnumerable().Reverse().Append(_sheet.Name).Concat(block.Columns.Select(c => c.Levels[0])))
        {
            var years = HeadText.Years(text);
            if (years is [var only])
            {
                return only;
            }
            if (years.Count > 1 && _options.Year is { } asked && years.Contains(asked))
            {
                return asked;
            }
        }
        return _options.Year;
    }

    private bool IsLedger(HeaderBlock block, IReadOnlyList<SheetRow> rows)
    {
        var fields = new HashSet<string>(StringComparer.Ordinal);
        var nameColumn = -1;
        foreach (var column in block.Columns)
        {
            var bare = HeadText.Bare(column.Last);
            var found = _words.Heads.Find(bare, column.Context);
            if (found.Count == 0)
            {
                found = _words.Heads.Find(column.Context, column.Context);
            }
            if (found.Count > 0 && fields.Add(found[0].Rule.Field) && found[0].Rule.Field == "project_name")
            {
                nameColumn = column.Index;
            }
        }
        fields.Remove("sequence");
        if (nameColumn < 0 || fields.Count < 2)
        {
            return false;
        }
        var below = rows.Skip(block.Last + 1).Where(r => !RowFeed.IsBlank(r[nameColumn])).ToList();
        return below.Count == 0 || below.Count(r => r[nameColumn].Kind == CellKind.Text) * 2 >= below.Count;
    }

    private void Before(SheetRow row)
    {
        var note = false;
        foreach (ref readonly var cell in row.Cells)
        {
            if (cell.Kind == CellKind.Text && !RowFeed.IsBlank(cell))
            {
                _preface.Add(cell.Text!);
                note |= HeadText.NotedUnit(cell.Text!) is not null || RowKinds.IsLabelled(cell.Text!);
            }
        }
        Ignore(row.Number, note ? "unit-note" : "title");
    }

    private LedgerRow? Handle(SheetRow row, RowFeed feed)
    {
        var kind = _classifier!.Classify(row, () => feed.Peek(1) is [var next] ? next : null);
        if (kind is not null)
        {
            if (kind is "total" or "subtotal")
            {
                _totals!.Check(row, kind, _reading.TotalMismatches);
            }
            Remember(row, kind);
            Ignore(row.Number, kind);
            return null;
        }
        var read = _typer.Value!.Read(_table!, row, _merges!, _sectionUnit);
        Take(read);
        return read;
    }

    private void Take(LedgerRow read)
    {
        _preface.Clear();
        _totals!.Add(read);
    }

    private void ReadEarly() => _early = new EarlyReader(this, _table!, _classifier!, _merges!, _sectionUnit);

    private void Remember(SheetRow row, string kind)
    {
        foreach (ref readonly var cell in row.Cells)
        {
            if (cell.Kind == CellKind.Text && cell.Text is { Length: > 0 and < 200 } text && kind is "section" or "note" or "title" or "unit-note")
            {
                _preface.Add(cell.Text!);
                if (kind == "section" && _table!.UnitColumn < 0)
                {
                    _sectionUnit = UnitIn(cell.Text!) ?? _sectionUnit;
                    ReadEarly();
                }
            }
        }
    }

    /// <summary>The unit a section head names: "一、盐湖区（12个）".</summary>
    private long? UnitIn(string text)
    {
        var bare = UnitNames.WithoutBrackets(Folding.Key(text));
        var at = bare.IndexOf('、');
        return _units.Resolve(at is >= 0 and < 4 ? bare[(at + 1)..] : bare).Node?.Id;
    }

    private void Blanks(int number)
    {
        if (number - _lastNumber - 1 <= LongestGap)
        {
            for (var blank = _lastNumber + 1; blank < number; blank++)
            {
                Ignore(blank, "blank");
            }
        }
        _lastNumber = number;
    }

    private void Ignore(int number, string kind) => _reading.IgnoredRows.Add(new IgnoredRow(_sheet.Name, number, kind));

    private static List<string> SeenHeads(IReadOnlyList<SheetRow> rows)
    {
        var best = rows.Take(10).MaxBy(r => RowKinds.Count(r).Texts);
        var seen = new List<string>();
        for (var c = 0; best is not null && c < best.Count && seen.Count < 12; c++)
        {
            if (!RowFeed.IsBlank(best[c]))
            {
                var text = HeadText.Of(best[c]);
                seen.Add(text.Length > 20 ? text[..20] + "…" : text);
            }
        }
        return seen;
    }
}
