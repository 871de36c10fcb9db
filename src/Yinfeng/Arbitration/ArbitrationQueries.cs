using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Arbitration;

/// <summary>What a list of cases is narrowed to. Nulls mean no filter.</summary>
/// <param name="Open">Only what is not decided yet.</param>
/// <param name="Unit">Name or code of a unit that is party to the case.</param>
public sealed record ClaimFilter(ClaimState? State = null, bool Open = false, string? Unit = null, int Page = 1, int Size = 50);

/// <summary>One case of a list: names are masked where the person may not see the record.</summary>
/// <param name="Mine">The side the person speaks for; null for whoever stands above or sees both.</param>
/// <param name="Score">Null for whoever does not see both records: it is made of facts of both.</param>
public sealed record ClaimLine(long Id, ClaimState State, string[] Units, string[] Names, ClaimAnswer?[] Answers, int? Mine, int? Score,
    IReadOnlyList<ClaimReason> Reasons,
    DateOnly? Due, DateOnly FoundOn, bool MayRule)
{
    /// <summary>Who rules, and since when the case waits for that; null while it does not.</summary>
    public long ArbiterUnitId { get; init; }
    public DateOnly? RulingSince { get; init; }
}

public sealed record ClaimList(ClaimFilter Filter, IReadOnlyList<ClaimLine> Rows, int Total, IReadOnlyDictionary<ClaimState, int> Counts, DateOnly Today)
{
    public int Pages => Math.Max(1, (Total + Filter.Size - 1) / Filter.Size);
}

/// <summary>A side of a case as one person sees it: everything of a record they may see; of the other one what a case tells.</summary>
/// <param name="Answer">Null while the other side may still answer: whether it has is told when the time is over.</param>
public sealed record SideView(int Side, string UnitName, string Name, bool Seen, string? Href, ClaimAnswer? Answer, string? Statement, string? AnsweredName,
    DateTime? AnsweredAtUtc, IReadOnlyList<ClaimFact> Facts, IReadOnlyList<ClaimFact> Then);

public sealed record StepView(ClaimAct Act, int? Side, DateTime AtUtc, string? Name, string? Text);

/// <summary>A ruling with its terms.</summary>
public sealed record RulingView(int Round, string Number, DateOnly On, string UnitName, string By, ClaimTerms Terms, string Text, string Reason);

/// <summary>A case as one person sees it, and what they may do.</summary>
public sealed record ClaimView(long Id, ClaimState State, int Version, IReadOnlyList<SideView> Sides, IReadOnlyList<ClaimReason> Reasons, int? Score, string ArbiterName,
    DateOnly? ClaimUntil, DateOnly? RulingDue, DateOnly? AppealUntil, IReadOnlyList<StepView> Steps, IReadOnlyList<RulingView> Rulings, string? Proposal,
        int? ProposedSide,
    int? AppealedSide, string? AppealReason, int? Mine, bool IsAbove, bool MayRule, string? Barred, IReadOnlyList<string> Advice, IReadOnlyDictionary<string,
        string> Draft,
    DateTime? DraftAtUtc, Viewer Viewer, DateOnly Today, ArbitrationLimits Limits)
{
    public bool CanAnswer => Mine is not null && State == ClaimState.Claiming && Viewer.May(Rights.Report);
    public bool CanPropose => Mine is not null && State is ClaimState.Claiming or ClaimState.Awaiting && Viewer.May(Rights.Approve) && Mine is not null;
    public bool CanAccept => CanPropose && Proposal is not null && ProposedSide != Mine;
    public bool CanAppeal => Mine is not null && State == ClaimState.Ruled && AppealUntil >= Today && Viewer.May(Rights.Report);
    public bool CanOpen => IsAbove && State == ClaimState.Suspected && Viewer.May(Rights.Approve);
}

/// <summary>A record of another unit that looks like the person's own: its name is masked where it may not be seen.</summary>
public sealed record NearMatter(string UnitName, string Name, IReadOnlyList<ClaimReason> Reasons);

/// <summary>Reads of cases, each as the person may see it.</summary>
internal sealed class ArbitrationQueries(Database database, UnitDirectory units, MatterIndex index, ArbitrationRules rules, OwnFacts facts, DoubleClaims finder,
    TimeProvider clock)
{
    private const int MostAtOnce = 2_000;

    /// <summary>Open ones first, by what is due; then the latest.</summary>
    public async Task<ClaimList> ListAsync(Viewer viewer, ClaimFilter filter, CancellationToken ct)
    {
        var today = BusinessTime.Today(clock);
        var tree = await units.TodayAsync(ct);
        var all = (await SeatsAsync(viewer, tree, ct)).ConvertAll(s => Line(s, today));
        if (!string.IsNullOrWhiteSpace(filter.Unit))
        {
            var name = UnitText.Read("单位", filter.Unit.Trim(), tree, out var unit) is null ? unit!.Name : "";
            all = all.FindAll(l => l.Units.Contains(name));
        }
        var counts = all.GroupBy(l => l.State).ToDictionary(g => g.Key, g => g.Count());
        var narrowed = all.Where(l => (filter.State is null || l.State == filter.State) && (!filter.Open || IsOpen(l.State)))
            .OrderBy(l => IsOpen(l.State) ? 0 : 1).ThenBy(l => IsOpen(l.State) ? l.Due ?? DateOnly.MaxValue
                : DateOnly.MinValue).ThenByDescending(l => l.FoundOn).ThenBy(l => l.Id).ToList();
        filter = filter with { Page = Math.Max(1, filter.Page), Size = Math.Clamp(filter.Size, 1, 100_000) };
        return new ClaimList(filter, [.. narrowed.Skip((filter.Page - 1) * filter.Size).Take(filter.Size)], narrowed.Count, counts, today);
    }

    /// <summary>Open cases in which a unit of the person's part of the tree is a side: what a desk may have to show.</summary>
    public async Task<IReadOnlyList<ClaimLine>> OpenAsync(Viewer viewer, CancellationToken ct)
    {
        var (tree, today) = (await units.TodayAsync(ct), BusinessTime.Today(clock));
        var within = viewer.UnitId is { } root ? tree.IdsWithin(root) : null;
        var seats = await SeatsAsync(viewer, tree, ct, db =>
        {
            var open = db.Set<ClaimCase>().Where(c => c.State == ClaimState.Suspected || c.State == ClaimState.Claiming || c.State == ClaimState.Awaiting
                || c.State == ClaimState.Appealed);
            return within is null ? open : open.Where(c => db.Set<ClaimSide>().Any(s => s.CaseId == c.Id && within.Contains(s.UnitId)));
        });
        return [.. seats.Select(s => Line(s, today)).OrderBy(l => l.Due ?? DateOnly.MaxValue).ThenBy(l => l.Id)];
    }

    /// <summary>Cases of one record that the person is told of, the latest first.</summary>
    public async Task<IReadOnlyList<ClaimLine>> OfAsync(Viewer viewer, MatterId id, CancellationToken ct)
    {
        var today = BusinessTime.Today(clock);
        await using var db = database.OpenRead();
        var ids = await db.Set<ClaimSide>().Where(s => s.Kind == id.Kind && s.MatterId == id.Id).Select(s => s.CaseId).ToListAsync(ct);
        return ids.Count == 0 ? [] : [.. (await SeatsAsync(viewer, await units.TodayAsync(ct), ct,
            d => d.Set<ClaimCase>().Where(c => ids.Contains(c.Id)))).Where(s => s.Case.State != ClaimState.Cleared)
            .Select(s => Line(s, today)).OrderByDescending(l => l.FoundOn).ThenBy(l => l.Id)];
    }

    /// <summary>What a record just entered looks like, before the job has made a case of it: strong likeness only, and of others only what a case tells.</summary>
    /// <remarks>The caller has checked that the person may see the record.</remarks>
    public async Task<IReadOnlyList<NearMatter>> NearAsync(Viewer viewer, MatterId id, DateTime enteredAtUtc, CancellationToken ct)
    {
        if (clock.GetUtcNow().UtcDateTime - enteredAtUtc > TimeSpan.FromHours(1))
        {
            return [];
        }
        var (tree, limits) = (await units.TodayAsync(ct), rules.On(BusinessTime.Today(clock)));
        var pairs = (await finder.OfAsync([id], ct)).Where(p => p.Likeness.Score >= limits.CaseScore).ToList();
        if (pairs.Count == 0)
        {
            return [];
        }
        await using var db = database.OpenRead();
        var keys = pairs.ConvertAll(p => p.Key);
        var known = await db.Set<ClaimCase>().Where(c => keys.Contains(c.PairKey)).Select(c => c.PairKey).ToListAsync(ct);
        var policy = new ProjectPolicy(viewer, tree);
        return [.. pairs.Where(p => !known.Contains(p.Key)).Select(p => (Other: p.One.Id == id ? p.Two : p.One, p.Likeness.Reasons))
            .Select(p => (p.Other, p.Reasons, Seen: p.Other.IsSeenBy(policy)))
            .Select(p => new NearMatter(UnitText.Name(p.Other.OwnerUnitId, tree), p.Seen ? p.Other.Name : Masked.Name(p.Other.Name),
                [.. p.Reasons.Where(r => p.Seen || ArbitrationTerms.IsOpen(r))]))];
    }

    /// <summary>The same in sentences, for whoever has just entered the record.</summary>
    public async Task<IReadOnlyList<string>> WarningsAsync(Viewer viewer, MatterId id, CancellationToken ct) =>
        [.. (await NearAsync(viewer, id, clock.GetUtcNow().UtcDateTime, ct)).Select(n =>
            $"可能与{n.UnitName}的“{n.Name}”重复申报（{string.Join("、", n.Reasons.Select(ArbitrationTerms.Of))}），请先与其联系。")];

    /// <summary>How many projects of an import look like those of other units; of very large imports those that are cases already.</summary>
    public async Task<int> OfImportAsync(Viewer viewer, long import, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var seen = db.Set<Project>().Where(new ProjectPolicy(viewer, await units.TodayAsync(ct)).Filter(db)).Where(p => p.SourceImportId == import);
        var ids = await seen.OrderBy(p => p.Id).Select(p => p.Id).Take(MostAtOnce + 1).ToListAsync(ct);
        if (ids.Count > MostAtOnce)
        {
            return await seen.CountAsync(p => db.Set<ClaimSide>().Any(s => s.Kind == MatterKind.Project && s.MatterId == p.Id
                && db.Set<ClaimCase>().Any(c => c.Id == s.CaseId && c.ClaimUntil != null)), ct);
        }
        var limits = rules.On(BusinessTime.Today(clock));
        var own = ids.Select(id => new MatterId(MatterKind.Project, id)).ToHashSet();
        return (await finder.OfAsync(own, ct)).Where(p => p.Likeness.Score >= limits.CaseScore).SelectMany(p => new[] { p.One.Id,
            p.Two.Id }).Where(own.Contains).Distinct().Count();
    }

    /// <summary>One case; null for whoever is not told of it.</summary>
    public async Task<ClaimView?> GetAsync(Viewer viewer, long id, CancellationToken ct)
    {
        var (tree, today) = (await units.TodayAsync(ct), BusinessTime.Today(clock));
        if (await SeatsAsync(viewer, tree, ct, d => d.Set<ClaimCase>().Where(c => c.Id == id)) is not [var seat])
        {
            return null;
        }
        await using var db = database.OpenRead();
        var claim = seat.Case;
        var limits = rules.On(claim.FoundDay());
        var round = claim.State == ClaimState.Appealed ? 2 : 1;
        var barred = viewer.May(Rights.Approve) && seat.IsAbove ? (await Arbiters.BarAsync(db, seat, round, today, ct))?.Message : null;
        var steps = await db.Set<ClaimStep>().Where(s => s.CaseId == id).OrderBy(s => s.AtUtc).ThenBy(s => s.Id).ToListAsync(ct);
        var rulings = await db.Set<ClaimRuling>().Where(r => r.CaseId == id).OrderBy(r => r.Round).ToListAsync(ct);
        var draft = await db.Set<ClaimDraft>().FirstOrDefaultAsync(d => d.CaseId == id && d.ActorId == viewer.ActorId, ct);
        var sides = new List<SideView>();
        foreach (var side in seat.Sides)
        {
            sides.Add(await SideAsync(db, seat, side, ct));
        }
        var over = IsOver(claim, today);
        return new ClaimView(id, claim.State, claim.Version, sides, Told(seat), seat.SeesBoth ? claim.Score : null, UnitText.Name(claim.ArbiterUnitId, tree),
            claim.ClaimUntil,
            claim.AwaitingSince?.AddDays(limits.RulingDays), claim.State == ClaimState.Ruled ? rulings[0].On.AddDays(limits.AppealDays) : null,
            [.. steps.Select(s => Step(seat, s, over)).OfType<StepView>()],
            [.. rulings.Select(r => Ruling(seat, r))], claim.ProposedTerms is { } terms && claim.IsOpen ? ClaimTerms.FromJson(terms).Show(seat.UnitName)
                : null, claim.ProposedSide,
            claim.AppealedSide, claim.AppealedSide is { } side2 && seat.Hears(side2) ? claim.AppealReason : null,
            seat.ActsFor, seat.IsAbove, seat.IsAbove && barred is null && viewer.May(Rights.Approve)
                && claim.State is ClaimState.Suspected or ClaimState.Awaiting or ClaimState.Appealed, barred,
            seat.SeesBoth ? Advised.Of(sides, limits) : [], draft is null ? new Dictionary<string, string>() : JsonSerializer.Deserialize<Dictionary<string,
                string>>(draft.Fields)!,
            draft?.SavedAtUtc, viewer, today, limits);
    }

    internal static RulingView Ruling(CaseSeat seat, ClaimRuling r)
    {
        var terms = ClaimTerms.FromJson(r.Terms);
        return new RulingView(r.Round, $"归裁〔{r.NumberYear}〕{r.Number}号", r.On, UnitText.Name(r.UnitId, seat.Tree), r.RuledName, terms, terms.Show(seat.UnitName), r.Reason);
    }

    /// <summary>The cases that the person is told of.</summary>
    internal async Task<List<CaseSeat>> SeatsAsync(Viewer viewer, UnitTree tree, CancellationToken ct, Func<YinfengDb, IQueryable<ClaimCase>>? narrow = null)
    {
        if (!viewer.May(Rights.See))
        {
            return [];
        }
        await using var db = database.OpenRead();
        var cases = narrow is null ? db.Set<ClaimCase>() : narrow(db);
        var found = await cases.ToListAsync(ct);
        if (found.Count == 0)
        {
            return [];
        }
        var set = await index.SetAsync(ct);
        var sides = (await db.Set<ClaimSide>().Where(s => cases.Any(c => c.Id == s.CaseId)).OrderBy(s => s.Side).ToListAsync(ct)).ToLookup(s => s.CaseId);
        return [.. found.Select(c =>
        {
            ClaimSide[] own = [.. sides[c.Id]];
            return new CaseSeat(c, own, [.. own.Select(s => set.Find(s.Matter))], viewer, tree);
        }).Where(s => s.IsTold)];
    }

    private static bool IsOpen(ClaimState state) => state is ClaimState.Suspected or ClaimState.Claiming or ClaimState.Awaiting or ClaimState.Appealed;

    private static bool IsOver(ClaimCase claim, DateOnly today) => claim.State != ClaimState.Claiming || claim.ClaimUntil < today;

    private ClaimLine Line(CaseSeat seat, DateOnly today)
    {
        var claim = seat.Case;
        var limits = rules.On(claim.FoundDay());
        var over = IsOver(claim, today);
        return new ClaimLine(claim.Id, claim.State, [seat.UnitName(1), seat.UnitName(2)], [seat.MatterName(1), seat.MatterName(2)],
            [Answer(seat, 1, over), Answer(seat, 2, over)], seat.ActsFor, seat.SeesBoth ? claim.Score : null, Told(seat),
            claim.State switch
            {
                ClaimState.Claiming => claim.ClaimUntil,
                ClaimState.Awaiting => claim.AwaitingSince?.AddDays(limits.RulingDays),
                ClaimState.Appealed => claim.AppealedOn?.AddDays(limits.RulingDays),
                _ => null,
            }, claim.FoundDay(), seat.IsAbove && seat.Viewer.May(Rights.Approve))
        {
            ArbiterUnitId = claim.ArbiterUnitId,
            RulingSince = claim.State switch { ClaimState.Awaiting => claim.AwaitingSince, ClaimState.Appealed => claim.AppealedOn, _ => null },
        };
    }

    private static ClaimAnswer? Answer(CaseSeat seat, int side, bool over) => seat.Hears(side) || over ? seat.Side(side).Answer : null;

    /// <summary>Amounts and dates of the other side are no reason that may be told.</summary>
    private static List<ClaimReason> Told(CaseSeat seat) => [.. seat.Case.ReasonList.Where(r => seat.SeesBoth || ArbitrationTerms.IsOpen(r))];

    private async Task<SideView> SideAsync(YinfengDb db, CaseSeat seat, ClaimSide side, CancellationToken ct)
    {
        var (seen, heard) = (seat.Sees(side.Side), seat.Hears(side.Side));
        return new SideView(side.Side, seat.UnitName(side.Side), seat.MatterName(side.Side), seen, seen ? side.Matter.Href : null,
            Answer(seat, side.Side, IsOver(seat.Case, BusinessTime.Today(clock))), heard ? side.Statement : null, heard ? side.AnsweredName : null,
            heard ? side.AnsweredAtUtc : null, seen ? await facts.OfAsync(db, side.Matter, ct) : [],
            heard && side.Facts is { } then ? JsonSerializer.Deserialize<List<ClaimFact>>(then)! : []);
    }

    /// <summary>A step as the person may read it: of the other side's doing during the claim nothing is told until the time is over, and never its words.</summary>
    private static StepView? Step(CaseSeat seat, ClaimStep step, bool over)
    {
        var own = step.Side is not { } side || seat.Hears(side);
        return own ? new StepView(step.Act, step.Side, step.AtUtc, step.Name, step.Text)
            : step.Act is ClaimAct.Claimed or ClaimAct.GivenUp && !over ? null
            : new StepView(step.Act, step.Side, step.AtUtc, null, step.Own ? null : step.Text);
    }
}
