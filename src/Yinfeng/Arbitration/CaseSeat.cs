using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Leads;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Arbitration;

/// <summary>A case as one person stands to it: which side they are of, what they see, whether they may decide.</summary>
/// <remarks>What of a record somebody sees is the ledger's policy and nothing else: being party to a case opens no record.</remarks>
internal sealed class CaseSeat
{
    private readonly bool[] _sees;
    private readonly bool[] _of;

    /// <param name="sides">In order.</param>
    /// <param name="matters">Of each side; null where the record is gone.</param>
    public CaseSeat(ClaimCase claim, IReadOnlyList<ClaimSide> sides, IReadOnlyList<Matter?> matters, Viewer viewer, UnitTree tree)
    {
        (Case, Sides, Viewer, Tree) = (claim, sides, viewer, tree);
        var policy = new ProjectPolicy(viewer, tree);
        _of = [.. sides.Select(s => policy.Sees(s.UnitId))];
        // A record that is gone is seen by whoever could have seen it at its most secret.
        _sees = [.. sides.Select((s, i) => matters[i]?.IsSeenBy(policy) ?? (_of[i] && viewer.May(Rights.SeeSecrets)))];
    }

    public ClaimCase Case { get; }
    public IReadOnlyList<ClaimSide> Sides { get; }
    public Viewer Viewer { get; }
    public UnitTree Tree { get; }

    /// <summary>Whether the record of a side may be shown.</summary>
    public bool Sees(int side) => _sees[side - 1];

    /// <summary>Whether the words of a side may be read: by its own line and those above it. A share of the credit opens the record, not what was said.</summary>
    public bool Hears(int side) => _sees[side - 1] && _of[side - 1];
    public bool SeesBoth => _sees[0] && _sees[1];

    /// <summary>A case is told to those who see one of its records; one that is only suspected to those who see both.</summary>
    public bool IsTold => Case.State is ClaimState.Suspected or ClaimState.Cleared ? SeesBoth : _sees[0] || _sees[1];

    /// <summary>The side for which the person may speak: that of their own unit, else the one whose line they are of and not of the other's.</summary>
    public int? ActsFor => Own() is { } own ? own : _of[0] == _of[1] ? null : _of[0] && _sees[0] ? 1 : _of[1] && _sees[1] ? 2 : null;

    /// <summary>Whether the person's unit stands above both and sees both; whether they may decide in person is <see cref="Arbiters"/>.</summary>
    public bool IsAbove => SeesBoth && _of[0] && _of[1] && Tree.IsWithin(Case.ArbiterUnitId, Viewer.UnitId);

    /// <summary>Whether the person's unit stands above the one that ruled first.</summary>
    public bool IsHigher => IsAbove && (Viewer.UnitId is null || Tree.Find(Viewer.UnitId.Value)?.Id != Tree.Find(Case.ArbiterUnitId)?.Id);

    private int? Own() => Viewer.UnitId is { } unit && Tree.Find(unit)?.Id is { } id && Sides.FirstOrDefault(s => Tree.Find(s.UnitId)?.Id == id) is { } side
        && _sees[side.Side - 1]
        ? side.Side : null;

    public ClaimSide Side(int side) => Sides[side - 1];
    public string UnitName(int side) => UnitText.Name(Side(side).UnitId, Tree);

    /// <summary>The record's name, masked for whoever may not see it.</summary>
    public string MatterName(int side) => Sees(side) ? Side(side).Name : Masked.Name(Side(side).Name);
}

/// <summary>Who may decide a case in person.</summary>
internal static class Arbiters
{
    /// <summary>What keeps this person from deciding; null when nothing does.</summary>
    /// <param name="round">1 a ruling, 2 the decision on an appeal.</param>
    public static async Task<Unmet?> BarAsync(YinfengDb db, CaseSeat seat, int round, DateOnly today, CancellationToken ct)
    {
        var (claim, viewer) = (seat.Case, seat.Viewer);
        if (!seat.IsAbove || (round == 2 && !seat.IsHigher))
        {
            return new("claim.not-arbiter", "", round == 2 ? $"复议由{UnitText.Name(claim.ArbiterUnitId, seat.Tree)}的上级决定。" : $"裁决由{UnitText.Name(claim.ArbiterUnitId, seat.Tree)}或其上级作出。");
        }
        if (new[] { claim.RaisedBy, claim.AppealedBy, claim.ProposedBy }.Concat(seat.Sides.Select(s => s.AnsweredBy)).Contains(viewer.ActorId))
        {
            return new("claim.own-case", "", "您提出过或代表一方回应过这个争议，应当回避，请由别人裁决。");
        }
        if (round == 2 && await db.Set<ClaimRuling>().AnyAsync(r => r.CaseId == claim.Id && r.Round == 1 && r.RuledBy == viewer.ActorId, ct))
        {
            return new("claim.own-ruling", "", "原裁定是您作出的，复议要由别人决定。");
        }
        return await IsMemberAsync(db, seat, today, ct) ? new("claim.member", "", "您在当事单位任职，应当回避，请由别人裁决。") : null;
    }

    /// <summary>Whether the person works in one of the two units, in whatever post they act now.</summary>
    private static async Task<bool> IsMemberAsync(YinfengDb db, CaseSeat seat, DateOnly today, CancellationToken ct)
    {
        if (!seat.Viewer.ActorId.StartsWith("user:", StringComparison.Ordinal))
        {
            return false;
        }
        var login = seat.Viewer.ActorId[5..];
        if (await db.Set<User>().AsNoTracking().FirstOrDefaultAsync(u => u.Login == login, ct) is not { } user)
        {
            return false;
        }
        var places = await db.Set<Appointment>().AsNoTracking().Where(a => a.UserId == user.Id && a.From <= today && (a.Until == null || a.Until >= today))
            .Select(a => a.UnitId).ToListAsync(ct);
        return places.Append(user.UnitId).OfType<long>().Any(place => seat.Sides.Any(s => seat.Tree.IsWithin(place, s.UnitId)));
    }
}
