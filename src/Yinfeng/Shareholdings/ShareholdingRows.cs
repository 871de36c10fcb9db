using System.Globalization;
using Yinfeng.Analytics.Graph;
using Yinfeng.Imports;
using Yinfeng.Kernel;
using Yinfeng.Sheets;

namespace Yinfeng.Shareholdings;

/// <summary>A row of a file: a holding, or why not; both may be missing never, and <see cref="Mark"/> tells what is odd about one that is taken.</summary>
internal readonly record struct ReadHolding(int Row, Shareholding? Holding, string? Refused, string? Mark, string Text);

/// <summary>Reads a list of holders (xlsx, xls, csv) row by row. Columns are found by their heads, in any order.</summary>
internal sealed class ShareholdingRows
{
    public const int LongestName = 200, LongestSource = 200;
    private const int CompanyCode = 0, CompanyName = 1, HolderCode = 2, HolderName = 3, Kind = 4, Share = 5, BasisPoints = 6, Day = 7, From = 8;

    /// <summary>Heads as offices and registers write them, folded; the first that fits a column takes it.</summary>
    private static readonly string[][] Heads =
    [
        ["企业统一社会信用代码", "统一社会信用代码", "企业信用代码", "公司代码", "企业代码", "被投资企业代码", "信用代码", "companycode"],
        ["企业名称", "公司名称", "被投资企业", "被投资企业名称", "company", "companyname"],
        ["股东统一社会信用代码", "股东信用代码", "股东代码", "股东证件号码", "股东证照号码", "投资人代码", "holdercode"],
        ["股东名称", "股东", "股东姓名", "股东名称或姓名", "投资人", "投资方", "出资人", "holder", "holdername"],
        ["股东类型", "股东性质", "投资人类型", "holderkind"],
        ["持股比例", "出资比例", "股权比例", "投资比例", "占比", "percent", "share"],
        ["sharebp", "basispoints"],
        ["截止日期", "公示日期", "日期", "认缴日期", "变更日期", "asof", "date"],
        ["来源", "数据来源", "source"],
    ];

    private readonly Sheet _sheet;
    private readonly string _fileName;
    private readonly LedgerDate _day;
    private readonly long _importId;
    private int[] _columns = [];
    private bool _isFraction;

    /// <param name="day">Of rows that name none.</param>
    /// <exception cref="WorkbookRefusedException">No sheet of the file has the heads of a company, a holder and a share.</exception>
    public ShareholdingRows(Workbook book, string fileName, LedgerDate day, long importId)
    {
        (_fileName, _day, _importId) = (fileName, day, importId);
        _sheet = book.Sheets.FirstOrDefault(s => !s.Hidden && FindHead(s)) ?? throw new WorkbookRefusedException(new("header-not-found", "file",
            $"“{fileName}”里没有找到表头：要有企业（名称或统一社会信用代码）、股东名称、持股比例三列。"));
    }

    /// <summary>Whether the shares are parts of 1 must be known before the first row, so the file is read through once for it.</summary>
    public void LookAtShares()
    {
        var (largest, percent) = (0m, _columns[Share] < 0);
        foreach (var row in Rows())
        {
            var cell = row[Math.Max(0, _columns[Share])];
            percent |= cell.Kind == CellKind.Text && cell.Text!.Contains('%', StringComparison.Ordinal);
            largest = Math.Max(largest, Number(cell) ?? 0);
        }
        _isFraction = !percent && largest is > 0 and <= 1;
    }

    public IEnumerable<ReadHolding> Read() => Rows().Select(Read);

    private IEnumerable<SheetRow> Rows() => _sheet.ReadRows().SkipWhile(r => !IsHead(r)).Skip(1).Where(r => !r.IsBlank);

    private bool FindHead(Sheet sheet) => sheet.ReadRows().Take(10).Any(IsHead);

    private bool IsHead(SheetRow row)
    {
        var columns = new int[Heads.Length];
        Array.Fill(columns, -1);
        for (var at = 0; at < row.Count; at++)
        {
            var head = HeadText.Letters(Folding.Key(HeadText.Of(row[at]))).ToLowerInvariant();
            var field = Array.FindIndex(Heads, h => h.Contains(head));
            if (field >= 0 && columns[field] < 0)
            {
                columns[field] = at;
            }
        }
        if (Math.Max(columns[CompanyCode], columns[CompanyName]) < 0 || columns[HolderName] < 0 || Math.Max(columns[Share], columns[BasisPoints]) < 0)
        {
            return false;
        }
        _columns = columns;
        return true;
    }

    private ReadHolding Read(SheetRow row)
    {
        var (companyName, companyCode) = (Text(row, CompanyName), Text(row, CompanyCode));
        var (holderName, holderCode, kind, source) = (Text(row, HolderName), Text(row, HolderCode), Text(row, Kind), Text(row, From));
        if (companyName.Length == 0 && HolderKeys.Code(companyCode).Length == 0)
        {
            return Refuse("company-missing", companyCode);
        }
        if (holderName.Length == 0 && HolderKeys.Code(holderCode).Length == 0)
        {
            return Refuse("holder-missing", companyName);
        }
        if (Math.Max(Math.Max(companyName.Length, holderName.Length), source.Length) > LongestName)
        {
            return Refuse("text-too-long", companyName.Length > LongestName ? "企业名称" : holderName.Length > LongestName ? "股东名称" : "来源");
        }
        var isPerson = HolderKeys.IsPerson(holderName, holderCode, kind);
        if (!TryShare(row, out var points, out var shown))
        {
            return Refuse("percent-impossible", shown);
        }
        if (!TryDay(row, out var day, out shown))
        {
            return Refuse("date-impossible", shown);
        }
        var company = HolderKeys.Company(companyCode, companyName);
        var holder = isPerson ? HolderKeys.Person(holderName, company) : HolderKeys.Company(holderCode, holderName);
        return new(row.Number, new Shareholding
        {
            Id = HolderKeys.Row(company, holder, day.Ymd), CompanyKey = company, CompanyName = companyName, HolderKey = holder, HolderName = holderName,
            HolderIsPerson = isPerson, BasisPoints = points ?? 0, AsOf = day, Source = source.Length > 0 ? source : _fileName[..Math.Min(_fileName.Length, LongestSource)],
            ImportId = _importId, SourceRow = row.Number,
        }, null, HolderKeys.IsIdentityNumber(holderCode) ? "identity-number-dropped" : points is null ? "percent-missing" : null, "");

        ReadHolding Refuse(string reason, string text) => new(row.Number, null, reason, null, text[..Math.Min(text.Length, 60)]);
    }

    /// <param name="points">Null where the cell is empty.</param>
    private bool TryShare(SheetRow row, out int? points, out string shown)
    {
        var (cell, scale) = _columns[BasisPoints] is var at and >= 0 ? (row[at], 1m) : (row[_columns[Share]], _isFraction ? 10_000m : 100m);
        shown = cell.Kind == CellKind.Text ? cell.Text! : cell.Number.ToString(CultureInfo.InvariantCulture);
        points = null;
        if (cell.IsEmpty || (cell.Kind == CellKind.Text && cell.Text!.Trim() is "" or "-" or "—" or "--"))
        {
            return true;
        }
        if (Number(cell) is not { } number || number < 0 || number * scale > OwnershipGraph.Whole)
        {
            return false;
        }
        points = number > 0 ? Math.Max(1, (int)decimal.Round(number * scale, 0, MidpointRounding.AwayFromZero)) : 0;
        return true;
    }

    private bool TryDay(SheetRow row, out LedgerDate day, out string shown)
    {
        var cell = _columns[Day] >= 0 ? row[_columns[Day]] : default;
        shown = cell.Kind == CellKind.Text ? cell.Text! : cell.Number.ToString(CultureInfo.InvariantCulture);
        var read = cell.Kind switch
        {
            CellKind.Empty => new DateValue(_day, DateMarks.None),
            CellKind.Date => DateText.Read(cell.Date),
            CellKind.Number => DateText.Read(cell.Number),
            CellKind.Text when cell.Text!.Trim().Length > 0 => DateText.Read(cell.Text),
            _ => new DateValue(_day, DateMarks.None),
        };
        day = read.Date ?? default;
        return read.Date is not null;
    }

    private static decimal? Number(in Cell cell) => cell.Kind switch
    {
        CellKind.Number => cell.Number,
        CellKind.Text when decimal.TryParse(cell.Text!.Trim().TrimEnd('%', '％'), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private string Text(SheetRow row, int field)
    {
        var cell = _columns[field] >= 0 ? row[_columns[field]] : default;
        return cell.Kind switch
        {
            CellKind.Text => cell.Text!.Trim(),
            CellKind.Number => cell.Number.ToString(CultureInfo.InvariantCulture),
            _ => "",
        };
    }
}
