using Yinfeng.Imports;
using Yinfeng.Kernel;
using Yinfeng.Projects;

namespace Yinfeng.Arbitration;

public enum MatterKind { Project, Lead }

/// <summary>A project or a lead (事项), named in every list and case.</summary>
public readonly record struct MatterId(MatterKind Kind, long Id)
{
    /// <summary>Whether this one is named first of the two: projects before leads, then the older.</summary>
    public bool IsBefore(MatterId other) => Kind != other.Kind ? Kind < other.Kind : Id < other.Id;

    /// <summary>"project:12", as the audit log names it.</summary>
    public override string ToString() => $"{(Kind == MatterKind.Project ? "project" : "lead")}:{Id}";

    public string Href => $"/{(Kind == MatterKind.Project ? "projects" : "leads")}/{Id}";
}

/// <summary>What of a project or lead tells whether another unit claims the same, held in memory.</summary>
/// <param name="CreditCode">Only a valid one.</param>
/// <param name="AmountFen">Renminbi; null when not stated or in another currency.</param>
/// <param name="FirstOn">The earliest day of which the record says anything: first report, first contact.</param>
/// <param name="CreditUnits">Units besides owner and landing unit that ever had a share of its credit.</param>
internal sealed record Matter(MatterId Id, string Name, string? Investor, string? CreditCode, string? Parcel, long OwnerUnitId, long LandingUnitId,
    IReadOnlyList<long> CreditUnits, ProjectStage Stage, Confidentiality Confidentiality, bool Closed, long? AmountFen, LedgerDate? SignedOn, LedgerDate? FirstOn)
{
    /// <summary>Without the unit: two units are compared.</summary>
    public required ProjectKey Key { get; init; }

    /// <summary>What the name speaks of, without the investor in front of it.</summary>
    public string Product { get; init; } = "";

    /// <summary>The parcel in comparable form; empty for one that says too little.</summary>
    public string ParcelKey { get; init; } = "";

    /// <summary>Whether the person may see the record itself: the ledger's own policy, and for a lead its unit's line.</summary>
    public bool IsSeenBy(ProjectPolicy policy) => Id.Kind == MatterKind.Lead ? policy.Sees(OwnerUnitId)
        : policy.Can(Id.Id, OwnerUnitId, LandingUnitId, CreditUnits, Stage, Confidentiality);

    public static Matter Of(MatterId id, string name, string? investor, string? code, string? parcel, long owner, string? ownerName, long landing,
        IReadOnlyList<long> creditUnits, ProjectStage stage, Confidentiality grade, bool closed, long? fen, LedgerDate? signedOn, LedgerDate? firstOn,
        long? company = null)
    {
        var plainCode = code is null ? null : Folding.Key(code);
        var parcelKey = parcel is null ? "" : HeadText.Letters(Folding.Key(parcel));
        var key = ProjectKey.Of(name, investor, owner, ownerName, fen, "CNY", signedOn, company).OfNoUnit();
        return new Matter(id, name, investor, plainCode is not null && Projects.CreditCode.IsValid(plainCode) ? plainCode : null, parcel, owner, landing,
            creditUnits, stage,
            grade, closed, fen, signedOn, firstOn)
        {
            Key = key, Product = NameWording.Without(key.Core, key.Investor), ParcelKey = parcelKey.Length >= 5 ? parcelKey : "",
        };
    }
}
