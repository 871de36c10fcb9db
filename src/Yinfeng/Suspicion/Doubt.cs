using Yinfeng.Kernel;

namespace Yinfeng.Suspicion;

/// <summary>Where a doubt stands: 待说明, 已说明待审, 说明成立, 仍需检查, 已消除.</summary>
public enum DoubtState { Open, Answered, Explained, Remains, Gone }

/// <summary>One look at the figures of a unit (疑点检验).</summary>
public sealed class SuspicionRun
{
    public long Id { get; init; } = Ids.Next();

    /// <summary>The unit whose figures, with those of all units below, were looked at; its people judge what was found.</summary>
    public long UnitId { get; init; }

    /// <summary>Last month looked at.</summary>
    public YearMonth Period { get; init; }
    public DateTime AtUtc { get; init; }
    public required string ActorId { get; init; }
    public required string Name { get; init; }
    public int Projects { get; init; }

    /// <summary>How many hypotheses the soft tests made.</summary>
    public int Family { get; init; }

    /// <summary>Soft alarms are all p-values up to this; 0 where there was none.</summary>
    public double Cut { get; init; }

    /// <summary>q of Benjamini and Hochberg.</summary>
    public double Rate { get; init; }
    public int Hard { get; init; }
    public int Soft { get; init; }

    /// <summary>First day of the rules that were used.</summary>
    public DateOnly RulesFrom { get; init; }
}

/// <summary>A figure under suspicion (疑点): what does not fit, with the arithmetic. Never a proof and never a penalty.</summary>
public sealed class Doubt
{
    public long Id { get; init; } = Ids.Next();

    /// <summary>The unit that looked, whose people judge it.</summary>
    public long OrganiserId { get; init; }

    /// <summary>Of the hard rules (<c>funds.above-total</c>) or of the soft tests (<c>soft.bunching</c>).</summary>
    public required string Code { get; init; }

    /// <summary>The unit whose figure it is.</summary>
    public long UnitId { get; init; }

    /// <summary>Null where the figures of a whole unit are doubted.</summary>
    public long? ProjectId { get; init; }

    /// <summary>The other project that claims the firm or the parcel, or has the same figures.</summary>
    public long? OtherId { get; init; }
    public string? Indicator { get; init; }
    public long FirstRunId { get; init; }
    public long LastRunId { get; set; }

    /// <summary>Month of the latest run that found it.</summary>
    public YearMonth Period { get; set; }

    /// <summary>What does not fit and how it was worked out, in plain Chinese.</summary>
    public required string Reason { get; set; }

    /// <summary>Of the soft tests; null for a hard rule, which leaves nothing to chance.</summary>
    public double? P { get; set; }

    /// <summary>The line rank × q ÷ family that <see cref="P"/> was held against.</summary>
    public double? Line { get; set; }

    /// <summary>Rows behind it as JSON, see <see cref="DoubtRow"/>.</summary>
    public required string Rows { get; set; }
    public DoubtState State { get; set; }
    public DateTime FoundAtUtc { get; init; }
    public DateTime? ClosedAtUtc { get; set; }
    public int Version { get; set; }

    public bool IsHard => !Code.StartsWith("soft.", StringComparison.Ordinal);

    /// <summary>Whether it weighs in a draw.</summary>
    public bool Weighs => State is DoubtState.Open or DoubtState.Answered or DoubtState.Remains;
}

/// <summary>What was said about a doubt, by whom and when; written once.</summary>
public sealed class DoubtNote
{
    public long Id { get; init; } = Ids.Next();
    public long DoubtId { get; init; }

    /// <summary>The state that the doubt entered with it.</summary>
    public DoubtState State { get; init; }
    public required string Text { get; init; }
    public string? FileName { get; init; }
    public string? Sha256 { get; init; }
    public long? Bytes { get; init; }
    public required string ActorId { get; init; }
    public required string Name { get; init; }
    public DateTime AtUtc { get; init; }
}

/// <summary>One figure behind a doubt.</summary>
/// <param name="ProjectId">Null for a figure of a whole unit.</param>
/// <param name="Fen">The amount; null where the figure is something else, told by <paramref name="Note"/>.</param>
/// <param name="Month">As yyyymm.</param>
public sealed record DoubtRow(long? ProjectId, int? Month, long? Fen, string Note);

/// <summary>A firm that the register no longer has (注销、吊销), from a list an office took in.</summary>
public sealed class StruckOffFirm
{
    public required string CreditCode { get; init; }
    public string? Name { get; set; }
    public DateOnly On { get; set; }

    /// <summary>Where the list came from.</summary>
    public required string Source { get; set; }
    public required string ActorId { get; set; }
    public DateTime AtUtc { get; set; }
}

/// <summary>Something that should grow with reported funds (佐证指标): power, invoices, tax, jobs of a unit in a month.</summary>
public sealed class ProxyFigure
{
    public long UnitId { get; init; }
    public YearMonth Month { get; init; }

    /// <summary>Of the list in data/rules/suspicion.yaml.</summary>
    public required string Kind { get; init; }

    /// <summary>In ten-thousandths of whatever unit the office counts in.</summary>
    public long Value { get; set; }
    public required string Source { get; set; }
    public required string ActorId { get; set; }
    public DateTime AtUtc { get; set; }
}
