using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Inspections;

/// <summary>A source named at publication: 福彩3D of a day to come.</summary>
public sealed record NamedSource(string Name, DateOnly On);

/// <summary>An office with the hash of its nonce.</summary>
public sealed record Commitment(string Office, string Hash);

/// <summary>Publishes a frozen draw (公布): gives it the next number and binds it to sources and offices that nobody controls
/// alone.</summary>
internal sealed class PublishDraw(InspectionDesk desk, InspectionRules rules)
{
    private const int HashDigits = 64;

    /// <returns>The number of the draw, or every unmet condition; a refusal gives no number away.</returns>
    public Task<Decision<string>> RunAsync(Viewer viewer, string draw, IReadOnlyList<NamedSource> sources,
        IReadOnlyList<Commitment> offices, CancellationToken ct) =>
        desk.ChangeAsync<string>(viewer, draw, async opened =>
        {
            var limits = rules.On(BusinessTime.DayOf(opened.Now));
            var named = sources.Select(s => (Asked: s, Known: limits.Sources.FirstOrDefault(k => k.Name == s.Name.Trim()))).ToList();
            Commitment[] bound = [.. offices.Select(o => new Commitment(InspectionTerms.Plain(o.Office),
                o.Hash.Trim().ToLowerInvariant())).Where(o => o.Office.Length > 0 || o.Hash.Length > 0)];
            var unmet = new List<Unmet>([.. State(opened), .. Sources(opened, limits, named), .. Offices(bound, limits)]);
            foreach (var used in await UsedAsync(opened, bound, ct))
            {
                unmet.Add(used);
            }
            if (unmet.Count > 0)
            {
                return Decision<string>.Refuse(unmet);
            }
            var unit = opened.Tree.Find(opened.Draw.UnitId)!;
            var year = BusinessTime.DayOf(opened.Now).Year;
            var sequence = await NextAsync(opened.Work, unit.Id, year, ct);
            var number = $"{unit.ShortName ?? unit.Name}督抽〔{year}〕{sequence}号";
            var file = opened.File with
            {
                DrawNo = number,
                PublishedAt = opened.Now,
                Sources = [.. named.Select(s => new PublicSource(s.Known!.Name, InspectionTerms.Utc(s.Asked.On, s.Known.At), s.Known.Count,
                    s.Known.Smallest, s.Known.Largest, null, null, null))],
                Offices = [.. bound.Select(o => new RevealingOffice(o.Office, o.Hash, null, null))],
            };
            var stored = opened.Draw;
            (stored.Status, stored.Number, stored.NumberYear, stored.Sequence, stored.PublishedAtUtc) = (DrawStatus.Published, number, year,
                sequence, opened.Now);
            stored.SourceAtUtc = file.Sources.Max(s => s.At);
            stored.RevealUntilUtc = stored.SourceAtUtc.Value.AddHours(file.Rules.RevealHours);
            stored.Write(file);
            opened.Work.Audit("draw.publish", $"draw:{stored.Id}", new
            {
                number, stored.ProjectPoolHash, stored.InspectorPoolHash, sources = file.Sources.Select(s => new { s.Name, s.At }),
                offices = bound,
            });
            return Decision<string>.Allow(number);
        }, ct);

    private static IEnumerable<Unmet> State(OpenedDraw opened)
    {
        if (opened.Draw.Status != DrawStatus.Frozen)
        {
            yield return new("draw.not-frozen", "", $"这次抽取{InspectionTerms.Of(opened.Draw.Status)}，不能再公布。要重新抽取，请另行冻结一个池。");
        }
        foreach (var fault in PoolGuard.Faults(opened.Draw, opened.File))
        {
            yield return fault;
        }
    }

    private static IEnumerable<Unmet> Sources(OpenedDraw opened, InspectionLimits limits,
        List<(NamedSource Asked, KnownSource? Known)> named)
    {
        if (named.Count == 0)
        {
            yield return new("draw.source-missing", "source", $"请写明公共随机源和开奖日期，例如 {limits.Sources[0].Name}。");
        }
        var earliest = opened.Now.AddHours(opened.File.Rules.HoursAhead);
        foreach (var (asked, known) in named)
        {
            if (known is null)
            {
                yield return new("draw.source-unknown", "source",
                    $"“{asked.Name}”不在公共随机源名单里。可用：{string.Join("、", limits.Sources.Select(s => s.Name))}。");
            }
            else if (InspectionTerms.Utc(asked.On, known.At) is var at && at < earliest)
            {
                yield return new("draw.source-soon", "sourceOn",
                    $"{known.Name} {asked.On:yyyy-MM-dd} 在 {InspectionTerms.Moment(at)} 开奖，距现在不足 {opened.File.Rules.HoursAhead} 小时。"
                    + $"请选 {InspectionTerms.Moment(earliest)} 以后开奖的日期。");
            }
        }
    }

    private static IEnumerable<Unmet> Offices(Commitment[] offices, InspectionLimits limits)
    {
        if (offices.Length < limits.Offices)
        {
            yield return new("draw.offices-few", "office1", $"公布前要有 {limits.Offices} 家单位交来随机数的摘要，现在有 {offices.Length} 家。");
        }
        for (var i = 0; i < offices.Length; i++)
        {
            var (name, hash) = (offices[i].Office, offices[i].Hash);
            if (name.Length == 0 || offices.Take(i).Any(o => o.Office == name))
            {
                yield return new("draw.office-name", $"office{i + 1}", $"第 {i + 1} 家单位没有名称，或与前面的重复：三个随机数要出自三家单位。");
            }
            if (hash.Length != HashDigits || !hash.All(char.IsAsciiHexDigitLower))
            {
                yield return new("draw.commitment", $"commitment{i + 1}", $"{name}的摘要应是 {HashDigits} 位十六进制数（随机数的 SHA-256 或 SM3）。");
            }
            else if (offices.Take(i).Any(o => o.Hash == hash))
            {
                yield return new("draw.commitment-same", $"commitment{i + 1}", $"{name}的摘要与前面单位的相同：像是同一个随机数，请各自另取。");
            }
        }
    }

    /// <summary>A nonce of an earlier draw may be known by now: its reveal was published.</summary>
    private static async Task<List<Unmet>> UsedAsync(OpenedDraw opened, Commitment[] offices, CancellationToken ct)
    {
        var unmet = new List<Unmet>();
        for (var i = 0; i < offices.Length; i++)
        {
            var hash = offices[i].Hash;
            if (hash.Length == HashDigits && await opened.Work.Db.Set<Draw>().AnyAsync(d => d.Document.Contains(hash), ct))
            {
                unmet.Add(new("draw.commitment-used", $"commitment{i + 1}",
                    $"{offices[i].Office}的摘要在以前的抽取里用过，那个随机数可能已经公开。请另取一个随机数。"));
            }
        }
        return unmet;
    }

    private static async Task<int> NextAsync(WriteWork work, long unitId, int year, CancellationToken ct)
    {
        var counter = await work.Db.Set<DrawCounter>().FirstOrDefaultAsync(c => c.UnitId == unitId && c.Year == year, ct);
        if (counter is null)
        {
            counter = new DrawCounter { UnitId = unitId, Year = year };
            work.Db.Add(counter);
        }
        return ++counter.Last;
    }
}
