using Yinfeng.Kernel;
using Yinfeng.Projects;

namespace Yinfeng.Imports;

/// <summary>Something about a row that the clerk should see.</summary>
/// <param name="Field">As in <see cref="LedgerRow.Fields"/>: project_name, total_investment_wan, signed_on …</param>
/// <param name="Reason">Stable code: name-missing, date-partial, amount-foreign-currency …</param>
/// <param name="Message">What is wrong and what to do, in Chinese.</param>
public sealed record RowProblem(string Field, string Reason, string Message)
{
    /// <summary>What is kept of the message with the import, where it names what later readers may not see.</summary>
    public string? Kept { get; init; }

    /// <summary>Reasons that keep a row out of the ledger until it is corrected.</summary>
    public static readonly IReadOnlySet<string> Refusing = new HashSet<string>(StringComparer.Ordinal)
    {
        "name-missing", "date-impossible", "date-order", "amount-impossible", "text-too-long",
    };

    public bool Refuses => Refusing.Contains(Reason);
}

/// <summary>Where something stood in the workbook.</summary>
public readonly record struct RowPlace(string Sheet, int Row);

/// <summary>Funds in place of one month, from a month column.</summary>
/// <param name="Column">Letters of the column, "R".</param>
public sealed record MonthAmount(YearMonth Month, long FundsFen, string Column);

/// <summary>One ledger row after reading: typed values, what was wrong, and whom it repeats.</summary>
/// <remarks>Lists and further facts are made when first asked for; a million rows mostly have none.</remarks>
public sealed class LedgerRow
{
    private MoreFacts? _more;
    private List<MonthAmount>? _months;
    private List<RowProblem>? _problems;

    public required RowPlace Place { get; init; }
    public string? ProjectName { get; set; }
    public string? Investor { get; set; }
    public string? InvestorPlace { get; set; }
    public long? InvestorRegionId { get; set; }
    public InvestorOrigin InvestorOrigin { get; set; }

    /// <summary>The unit as written (filled down over merged cells), and the unit it names.</summary>
    public string? Unit { get; set; }
    public long? UnitId { get; set; }
    public string? Adcode { get; set; }

    /// <summary>In fen when <see cref="Currency"/> is CNY; otherwise hundredths of the foreign unit.</summary>
    public long? TotalInvestment { get; set; }
    public string? Currency { get; set; }
    public long? FixedInvestmentFen { get; set; }
    public LedgerDate? SignedOn { get; set; }
    public LedgerDate? StartedOn { get; set; }
    public LedgerDate? ProducingOn { get; set; }

    /// <summary>拟, 预计: the date is a plan, not a fact.</summary>
    public bool SignedPlanned { get; set; }
    public bool StartedPlanned { get; set; }
    public bool ProducingPlanned { get; set; }

    /// <summary>As written in the cell, or the head of the ticked column.</summary>
    public string? Stage { get; set; }
    public InvestmentKind? Kind { get; set; }
    public string? Industry { get; set; }
    public string? Content { get; set; }
    public string? Remark { get; set; }
    public bool SignedOnline { get; set; }
    public bool IsSample { get; set; }

    /// <summary>Further facts by English field name (park, leader, service_officer, investor_credit_code, filing_code, expected_jobs …), as text.</summary>
    public MoreFacts More => _more ??= new();
    public List<MonthAmount> Months => _months ??= [];
    public List<RowProblem> Problems => _problems ??= new(1);
    public bool HasMore => _more is { Count: > 0 };
    public bool HasMonths => _months is { Count: > 0 };
    public bool HasProblems => _problems is { Count: > 0 };

    /// <summary>An earlier row of the same workbook that is the same project.</summary>
    public RowPlace? DuplicateOf { get; set; }
    public bool IsRefused => _problems is not null && _problems.Exists(p => p.Refuses);
}

/// <summary>kind: title, unit-note, header, section, blank, subtotal, total, note.</summary>
public sealed record IgnoredRow(string Sheet, int Row, string Kind);

/// <summary>A printed total that its rows do not add up to.</summary>
public sealed record TotalMismatch(string Sheet, int Row, string Field, decimal PrintedWan, decimal ComputedWan);

/// <summary>One target or plan cell.</summary>
/// <param name="PlanMonth">Set for a cumulative plan to the end of that month; null for the annual target.</param>
/// <param name="Value">Scaled as <see cref="Targets.Target.Value"/>.</param>
public sealed record TargetCell(RowPlace Place, string Column, long UnitId, int Year, YearMonth? PlanMonth, string Indicator,
    bool Stretch, long Value);

/// <summary>Columns with the same head for a field that only one of them can feed; a person must say which.</summary>
/// <param name="Head">As written.</param>
/// <param name="Columns">Letters, in order; rows were read with the first.</param>
public sealed record UnclearHead(string Sheet, string Field, string Head, IReadOnlyList<string> Columns)
{
    public Unmet Unmet => new("header-ambiguous", Field, $"工作表“{Sheet}”中“{Head}”出现了 {Columns.Count} 次（{string.Join("、", Columns.Select(c => c + " 列"))}），"
        + $"不知道以哪一列为准。请在核对列的表里把其中一列读成“{LedgerFields.Of(Field).Label}”。");
}

public enum SheetRole { Ledger, Targets, Ignored }

/// <summary>How a sheet was understood; shown in the wizard and editable there.</summary>
public sealed class SheetMapping
{
    public required string Sheet { get; init; }
    public SheetRole Role { get; set; }

    /// <summary>First and last header row, from 1.</summary>
    public int HeaderFirstRow { get; set; }
    public int HeaderLastRow { get; set; }

    /// <summary>Year of the month columns (from the title, the header or the sheet's name).</summary>
    public int? Year { get; set; }

    /// <summary>Column letters → field name ("" = not taken). Month columns are "funds:2021-03".</summary>
    public Dictionary<string, string> Columns { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Column letters → header text as written, levels joined by "/".</summary>
    public Dictionary<string, string> Headers { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Unit of amounts where the cell says none: 元, 万元, 亿元; by column letters, "*" for the sheet.</summary>
    public Dictionary<string, string> Units { get; init; } = new(StringComparer.Ordinal);
    public bool HasKindColumn { get; set; }
}

/// <summary>What a workbook says, before anything is stored.</summary>
public sealed class LedgerReading
{
    public List<SheetMapping> Sheets { get; } = [];
    public List<LedgerRow> Rows { get; } = [];
    public List<IgnoredRow> IgnoredRows { get; } = [];
    public List<TargetCell> Targets { get; } = [];
    public List<TotalMismatch> TotalMismatches { get; } = [];
    public List<string> Warnings { get; } = [];

    /// <summary>What must be answered before anything is stored.</summary>
    public List<UnclearHead> Unclear { get; } = [];
}
