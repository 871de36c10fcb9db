using System.Globalization;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Monthly;

/// <summary>Where a row of the grid stands.</summary>
public enum MonthState { Missing, Draft, Reported, Verified, Accepted, Returned }

/// <summary>Texts of a row as they stand in its inputs.</summary>
public sealed record TypedMonth(string FundsWan, string FixedInvestmentWan, string InStatistics, string Progress, string Problems, string Answer)
{
    public static readonly TypedMonth Empty = new("", "", "", "", "", "");

    public static TypedMonth Of(MonthlyReport? report) => report is null ? Empty : new(Wan(report.FundsFen), Wan(report.FixedInvestmentFen),
        report.InStatistics switch { true => "true", false => "false", _ => "" }, report.Progress ?? "", report.Problems ?? "", "");

    public static TypedMonth Of(MonthDraft draft) => new(draft.FundsWan, draft.FixedInvestmentWan, draft.InStatistics, draft.Progress,
        draft.Problems, draft.Answer);

    /// <summary>Whether the figures and words are the same; the answer to a question is not part of the report.</summary>
    public bool SameAs(TypedMonth other) => this with { Answer = "" } == other with { Answer = "" };

    private static string Wan(long? fen) => fen is { } f ? Money.ToWan(f).ToString(CultureInfo.InvariantCulture) : "";
}

/// <summary>One project in the grid of a month.</summary>
/// <param name="Stored">What is reported so far; null for nothing.</param>
/// <param name="Before">Up to three months before, the latest first.</param>
/// <param name="FundsBeforeFen">Funds of all months before this one.</param>
/// <param name="Typed">What stands in the inputs: the draft where there is one, else what is stored.</param>
/// <param name="DraftAtUtc">When the draft was saved; null without one.</param>
/// <param name="IsStale">Somebody else reported after this draft was begun.</param>
public sealed record GridRow(long ProjectId, string Name, string UnitName, ProjectStage Stage, long? TotalFen, MonthlyReport? Stored,
    IReadOnlyList<MonthFigures> Before, string? ProgressBefore, long FundsBeforeFen, TypedMonth Typed, DateTime? DraftAtUtc, bool IsStale,
    string? StoredAnswer)
{
    /// <summary>The last step of the month, with its words; null for what an import brought.</summary>
    public MonthStep? LastStep { get; init; }

    /// <summary>Who reported, verified and accepted, by name; — for nobody.</summary>
    public (string Reported, string Verified, string Accepted) People { get; init; } = ("—", "—", "—");

    public MonthBackground Background => new(TotalFen, Stage, Before, ProgressBefore);
    public int Version => Stored?.Version ?? 0;

    /// <summary>Whether it waits to be verified or accepted.</summary>
    public bool CanBePassedOn => State is MonthState.Reported or MonthState.Verified;

    public MonthState State => DraftAtUtc is not null ? MonthState.Draft : Stored switch
    {
        null => MonthState.Missing,
        { ReturnedBy: not null } => MonthState.Returned,
        { AcceptedBy: not null } => MonthState.Accepted,
        { VerifiedBy: not null } => MonthState.Verified,
        _ => MonthState.Reported,
    };
}

/// <summary>How many projects owe the month and how far they are.</summary>
/// <param name="Returned">Sent back and not reported again.</param>
/// <param name="TypedFor">Reports that somebody of another unit typed.</param>
public sealed record GridCounts(int Owing, int Missing, int Reported, int Verified, int Accepted, int Drafts, int Returned = 0, int TypedFor = 0)
{
    public int Done => Reported + Verified + Accepted;
}

/// <summary>Reports of a month on their way: what this person may verify or accept, and own ones that others have to.</summary>
internal sealed record Waiting(WaitingReports ToVerify, WaitingReports ToAccept, int MineToVerify, int MineToAccept, IReadOnlyList<MonthlyReport> Returned);

/// <param name="SinceUtc">Since when the first of them waits; null for none.</param>
internal readonly record struct WaitingReports(int Count, DateTime? SinceUtc);

/// <param name="Show">Which rows: "", "missing", "draft", "returned", "reported", "verified", "accepted", "typed".</param>
/// <param name="Units">What the unit can be changed to.</param>
/// <param name="Rights">Of the viewer.</param>
public sealed record GridView(YearMonth Month, UnitNode Unit, IReadOnlyList<UnitNode> Units, string Show, int Page, int Pages,
    GridCounts Counts, IReadOnlyList<GridRow> Rows, MonthLimits Limits, DateOnly Today, Rights Rights)
{
    /// <summary>Who verifies or accepts reads what was reported; whoever reported it changes it among all rows.</summary>
    public bool Reads => Show is "reported" or "verified" or "accepted" || !MayReport;
    public bool MayReport => Rights.HasFlag(Rights.Report);
    public bool MayPassOn => Rights.HasFlag(Rights.Verify) || Rights.HasFlag(Rights.Approve);

    /// <summary>The grid's address with other rows shown; null keeps them.</summary>
    public string Address(string? show = null, int page = 1) => $"/monthly?month={Month}&unit={Unit.Code}"
        + ((show ?? Show) is { Length: > 0 } rows ? $"&show={rows}" : "") + (page > 1 ? $"&page={page}" : "");
}
