using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Assessment;

/// <summary>Points or a veto as typed.</summary>
/// <param name="Organiser">The unit that assesses.</param>
/// <param name="Unit">The unit scored, or the leader's unit.</param>
/// <param name="Person">A leader; null for a unit.</param>
/// <param name="Item">Code of the extra item or veto.</param>
/// <param name="Period">From which month on, to the end of its year.</param>
public sealed record EntryFacts(string? Organiser, string? Scheme, string? Unit, string? Person, string? Item, string? Period, string? Points, string? Reason,
    string? Document);

/// <summary>Enters points added or deducted by hand, or a veto, with reason and document. They count once somebody else confirmed them.</summary>
internal sealed class EnterPoints(Writer writer, SchemeBook book, AssessmentScope scope, UnitDirectory units)
{
    private const decimal Most = 100;

    public async Task<Decision<long>> RunAsync(Viewer viewer, EntryFacts facts, CancellationToken ct)
    {
        var unmet = new List<Unmet>();
        var (reason, document) = (AssessmentScope.Needed(facts.Reason, "reason", "理由", unmet), AssessmentScope.Needed(facts.Document, "document", "依据的文件", unmet));
        if (!YearMonth.TryParse(facts.Period, out var period))
        {
            unmet.Add(new("assess.period", "period", $"月份“{facts.Period}”写法不对，请写成 2023-06 这样的年月。"));
        }
        var organiser = await scope.OrganiserAsync(viewer, facts.Organiser, ct);
        unmet.AddRange(organiser.Unmet.Select(u => u with { Field = "organiser" }));
        if (unmet.Count > 0)
        {
            return Decision<long>.Refuse(unmet);
        }
        var tree = (await units.HistoryAsync(ct)).On(period);
        var scheme = tree.Find(organiser.Value!.Id) is { } at
            ? (await book.InForceAsync(tree, at, period.LastDay, ct)).FirstOrDefault(s => facts.Scheme is null or "" || s.Code == facts.Scheme) : null;
        if (scheme is null)
        {
            return Decision<long>.Refuse("assess.scheme", "scheme", $"{organiser.Value.Name} {period} 没有可用的考核方案{facts.Scheme}。");
        }
        var subject = Subject(scheme, organiser.Value, facts, tree, unmet);
        var points = Points(scheme, facts, unmet);
        if (unmet.Count > 0)
        {
            return Decision<long>.Refuse(unmet);
        }
        return await writer.RunAsync(viewer, Rights.Verify, work =>
        {
            var entry = new ScoreEntry
            {
                OrganiserId = organiser.Value.Id, Scheme = scheme.Code, Subject = subject!.Value.Key, UnitId = subject.Value.UnitId, Item = facts.Item!.Trim(), From = period,
                Points = (long)(points * 10_000), Reason = reason, Document = document, EnteredBy = viewer.ActorId, EnteredByName = viewer.Name, EnteredAtUtc = work.NowUtc,
            };
            work.Db.Add(entry);
            work.Audit("score-entry.add", $"score-entry:{entry.Id}", new
            {
                organiser = organiser.Value.Code, scheme = scheme.Code, unit = entry.UnitId, personName = FileSubject.PersonOf(entry.Subject),
                entry.Item, from = period.ToString(), points, reason, document,
            });
            return Task.FromResult(Decision<long>.Allow(entry.Id));
        }, ct);
    }

    private static (string Key, long UnitId)? Subject(ScoreScheme scheme, UnitNode organiser, EntryFacts facts, UnitTree tree, List<Unmet> unmet)
    {
        if (scheme.Assessed == AssessedKind.Leader)
        {
            var person = (facts.Person ?? "").Trim();
            if (person.Length is 0 or > SetLeaderTarget.LongestName)
            {
                unmet.Add(new("assess.person", "person", "请填写领导姓名，和项目上的包保领导写法一致。"));
            }
            return (FileSubject.LeaderKey(organiser.Id, person), organiser.Id);
        }
        var members = scheme.Groups.SelectMany(g => SchemeBook.Members(g, tree, organiser)).ToList();
        if (UnitNames.Find(tree, facts.Unit ?? "", organiser.Id) is [var one] && members.Exists(m => m.Id == one.Id))
        {
            return (FileSubject.UnitKey(one.Id), one.Id);
        }
        unmet.Add(new("assess.subject", "unit", $"“{facts.Unit}”不在“{scheme.Name}”的分组里。可填：{string.Join("、", members.Take(20).Select(m => m.Name))}。"));
        return null;
    }

    private static decimal Points(ScoreScheme scheme, EntryFacts facts, List<Unmet> unmet)
    {
        var item = (facts.Item ?? "").Trim();
        if (scheme.Vetoes.Any(v => v.Code == item))
        {
            return 0;
        }
        if (!scheme.Extras.Any(e => e.Code == item && e.Basis == ExtraBasis.ByHand))
        {
            unmet.Add(new("assess.item", "item", $"“{facts.Item}”不是可以手工登记的事项。可用的：{string.Join("、", ByHand(scheme).Select(i => $"{i.Name}（{i.Code}）"))}。"));
            return 0;
        }
        if (!decimal.TryParse(facts.Points, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var points)
            || points is <= 0 or > Most || decimal.Round(points, 4) != points)
        {
            unmet.Add(new("assess.points", "points", $"分数“{facts.Points}”应是大于 0、不超过 {Most} 的数，最多四位小数；扣分也写正数。"));
        }
        return points;
    }

    /// <summary>What of a scheme is entered by hand.</summary>
    public static IEnumerable<(string Code, string Name)> ByHand(ScoreScheme scheme) =>
        scheme.Extras.Where(e => e.Basis == ExtraBasis.ByHand).Select(e => (e.Code, e.Name)).Concat(scheme.Vetoes.Select(v => (v.Code, "一票否决：" + v.Name)));
}

/// <summary>Confirms an entry, or takes it back with a reason. Whoever entered it does not confirm it.</summary>
internal sealed class DecideEntry(Writer writer, AssessmentScope scope)
{
    public Task<Decision> RunAsync(Viewer viewer, long id, bool confirm, string? reason, CancellationToken ct) =>
        writer.RunAsync(viewer, Rights.Approve, async work =>
        {
            await Writer.TakeTurnAsync(work, ct);
            var entry = await work.Db.Set<ScoreEntry>().FirstOrDefaultAsync(e => e.Id == id, ct);
            if (entry is null || !await scope.OverseesAsync(viewer, entry.OrganiserId, ct))
            {
                return Decision.Refuse([AssessmentScope.NotFound]);
            }
            var unmet = new List<Unmet>();
            if (entry.Status == EntryStatus.Withdrawn || (confirm && entry.Status == EntryStatus.Confirmed))
            {
                unmet.Add(new("assess.decided", "", $"这一条已由{entry.DecidedByName}处理（{AssessmentTerms.Of(entry.Status)}）。"));
            }
            if (confirm && entry.EnteredBy == viewer.ActorId)
            {
                unmet.Add(new("assess.same-person", "", "这一条是您登记的，要由别人确认。"));
            }
            var why = confirm ? null : AssessmentScope.Needed(reason, "reason", "撤回的原因", unmet);
            if (unmet.Count > 0)
            {
                return Decision.Refuse(unmet);
            }
            (entry.Status, entry.DecidedBy, entry.DecidedByName, entry.DecidedAtUtc, entry.DecisionReason) =
                (confirm ? EntryStatus.Confirmed : EntryStatus.Withdrawn, viewer.ActorId, viewer.Name, work.NowUtc, why);
            entry.Version++;
            work.Audit(confirm ? "score-entry.confirm" : "score-entry.withdraw", $"score-entry:{id}", new { unit = entry.UnitId, personName = FileSubject.PersonOf(entry.Subject), entry.Item, reason = why });
            return Decision.Allow;
        }, ct);
}
