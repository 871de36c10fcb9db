using Yinfeng.Kernel;

namespace Yinfeng.Grants;

/// <summary>已申报, 已核实, 已审批, 兑现中, 已兑现; 已退回 goes back to whoever applied; 不予兑现 and 已撤回 are the ends without money.</summary>
public enum GrantState { Submitted, Verified, Approved, Paying, Paid, Returned, Refused, Withdrawn }

/// <summary>How it came: 企业申报, or 免申即享, found by the office itself.</summary>
public enum GrantOrigin { Applied, Automatic }

/// <summary>Money that a clause of a policy promises to an enterprise (兑现): asked for, verified, approved, paid, and claimed back.</summary>
/// <remarks>Facts, clause and arithmetic are kept as they were told and computed: they open the same when the policy has changed.</remarks>
public sealed class Grant
{
    public long Id { get; init; } = Ids.Next();
    public required string PolicyId { get; init; }
    public required string Article { get; init; }
    public required string BeneficiaryName { get; set; }

    /// <summary>统一社会信用代码 (GB 32100).</summary>
    public required string BeneficiaryCode { get; set; }

    /// <summary>The year that the money is for; 0 where the clause gives once and for all (一次性).</summary>
    public int Year { get; set; }
    public long? ProjectId { get; set; }

    /// <summary>The unit that handles it and whose budget pays.</summary>
    public long OwnerUnitId { get; set; }
    public GrantOrigin Origin { get; init; }
    public GrantState State { get; set; }

    public required string PolicyName { get; set; }
    public required string ClauseName { get; set; }

    /// <summary>Since when the version of the rules holds that computed it; null for the first one.</summary>
    public DateOnly? PolicyVersion { get; set; }

    /// <summary>内容: awards for the same matter are not given twice where the policy says 就高不重复; null where nothing excludes it.</summary>
    public string? Subject { get; set; }

    /// <summary>Facts by Chinese name, as <see cref="Policies.PolicyFactsJson"/> writes them.</summary>
    public required string FactsJson { get; set; }

    /// <summary><see cref="GrantReason"/> as JSON: the answer with every step.</summary>
    public required string ReasonJson { get; set; }

    /// <summary>The most that the clause gives for the facts; null where the text fixes no amount.</summary>
    public long? ComputedFen { get; set; }
    public long AskedFen { get; set; }
    public long? ApprovedFen { get; set; }

    /// <summary>一事一议: why more than computed is asked or approved.</summary>
    public string? CaseReason { get; set; }
    public long PaidFen { get; set; }
    public long ClawbackFen { get; set; }
    public long RepaidFen { get; set; }

    public required string AppliedBy { get; set; }
    public string? VerifiedBy { get; set; }
    public string? ApprovedBy { get; set; }

    /// <summary>Since when it lies where it lies.</summary>
    public DateOnly MovedOn { get; set; }

    /// <summary>Policy, article, code and year while the grant lives; null once refused or withdrawn. Unique: no award is given twice.</summary>
    public string? LiveKey { get; set; }
    public int Version { get; set; }

    public bool IsLive => State is not (GrantState.Refused or GrantState.Withdrawn);
    public bool IsGiven => State is GrantState.Approved or GrantState.Paying or GrantState.Paid;

    /// <summary>What stays with the enterprise.</summary>
    public long NetFen => PaidFen - RepaidFen;

    /// <summary>Claimed back and not yet returned.</summary>
    public long OwedBackFen => ClawbackFen - RepaidFen;

    public static string KeyOf(string policyId, string article, string code, int year) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{policyId}|{article}|{code}|{year}");
}

/// <summary>A fact that the clause asks about, with the file that proved it.</summary>
public sealed class GrantFact
{
    public long GrantId { get; init; }
    public required string Name { get; init; }
    public required string Value { get; init; }
    public required string Source { get; init; }
    public int Position { get; init; }

    /// <summary>The <see cref="GrantFile"/> it was checked against; null until it is verified.</summary>
    public long? FileId { get; set; }
}

/// <summary>Evidence of a grant (佐证), in the evidence folder under its SHA-256.</summary>
public sealed class GrantFile
{
    public long Id { get; init; } = Ids.Next();
    public long GrantId { get; init; }
    public required string FileName { get; init; }
    public required string Sha256 { get; init; }
    public long Bytes { get; init; }
    public required string UploadedBy { get; init; }
    public required string UploadedByName { get; init; }
    public DateTime UploadedAtUtc { get; init; }
}

/// <summary>A part of the money (分期): planned with the application, fixed with the approval, then paid once.</summary>
public sealed class GrantInstalment
{
    public long Id { get; init; } = Ids.Next();
    public long GrantId { get; init; }
    public int Position { get; init; }
    public DateOnly Due { get; set; }
    public long Fen { get; set; }

    /// <summary>Copied from the grant, so that the database too refuses a payment by whoever approved.</summary>
    public string? ApprovedBy { get; set; }
    public DateOnly? PaidOn { get; set; }
    public string? Voucher { get; set; }
    public long? FileId { get; set; }
    public string? PaidBy { get; set; }
    public string? PaidByName { get; set; }

    /// <summary>Not to be paid any more since a clawback stopped the rest.</summary>
    public bool Stopped { get; set; }

    public bool IsOpen => PaidOn is null && !Stopped;

    /// <summary>The day on which it burdens a budget.</summary>
    public DateOnly On => PaidOn ?? Due;
}

/// <summary>A decision that paid money goes back (追回).</summary>
public sealed class GrantClawback
{
    public long Id { get; init; } = Ids.Next();
    public long GrantId { get; init; }
    public long Fen { get; init; }
    public required string Clause { get; init; }
    public required string Reason { get; init; }
    public DateOnly Due { get; init; }
    public required string DecidedBy { get; init; }
    public required string DecidedByName { get; init; }
    public DateOnly DecidedOn { get; init; }
    public long RepaidFen { get; set; }
    public DateOnly? ClosedOn { get; set; }

    /// <summary>Why it was closed before all was returned.</summary>
    public string? CloseReason { get; set; }
}

public sealed class GrantRepayment
{
    public long Id { get; init; } = Ids.Next();
    public long ClawbackId { get; init; }
    public long GrantId { get; init; }
    public long Fen { get; init; }
    public DateOnly PaidOn { get; init; }
    public required string Voucher { get; init; }
    public required string RecordedBy { get; init; }
    public required string RecordedByName { get; init; }
}

public enum GrantAct
{
    Applied, Corrected, Verified, Returned, Approved, Refused, Withdrawn, Planned, Paid, ClaimedBack, Repaid, ClawbackClosed,
}

/// <summary>One step of a grant (经过), never changed: who did what, when, from which post, with how much and why.</summary>
public sealed class GrantStep
{
    public long Id { get; init; } = Ids.Next();
    public long GrantId { get; init; }
    public GrantAct Act { get; init; }
    public DateTime AtUtc { get; init; }
    public required string ActorId { get; init; }
    public required string Name { get; init; }

    /// <summary>Unit of the post in which the person acted; null is the whole tree.</summary>
    public long? PostUnitId { get; init; }
    public long? Fen { get; init; }
    public string? Text { get; init; }
}

/// <summary>A version of what a unit may spend on a policy in a year; the last one counts, the others stay.</summary>
public sealed class GrantBudget
{
    public long Id { get; init; } = Ids.Next();
    public long UnitId { get; init; }
    public required string PolicyId { get; init; }
    public int Year { get; init; }
    public int Version { get; init; }
    public long Fen { get; init; }

    /// <summary>Number of the document that grants it (预算批复文号).</summary>
    public required string Document { get; init; }
    public required string SetBy { get; init; }
    public required string SetByName { get; init; }
    public DateTime SetAtUtc { get; init; }
}
