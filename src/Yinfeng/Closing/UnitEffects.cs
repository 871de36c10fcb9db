using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Closing;

/// <summary>Finds changes of the unit tree that would take effect in a closed month. They are refused: the tree of a published bulletin stands.</summary>
internal sealed class UnitEffects(Database database)
{
    private readonly record struct Version(long Unit, DateOnly From, string Code, string Name, string? Short, long? Parent, bool Ended, long? Successor);

    public async Task<List<Unmet>> UnmetAsync(WriteWork work, ClosedCoverage coverage, CancellationToken ct)
    {
        await using var committed = database.OpenRead();
        var before = await ReadAsync(committed, ct);
        var after = await ReadAsync(work.Db, ct);
        var changed = before.Except(after).Concat(after.Except(before)).ToList();
        return [.. changed.SelectMany(v => Closings(v, coverage).Select(m => (Version: v, Month: m)))
            .GroupBy(x => x.Month).Select(g => Refusal(g.Key, g.Min(x => x.Version.From)))];
    }

    private static async Task<HashSet<Version>> ReadAsync(YinfengDb db, CancellationToken ct) => [.. await db.Set<UnitVersion>().AsNoTracking()
        .Select(v => new Version(v.UnitId, v.ValidFrom, v.Code, v.Name, v.ShortName, v.ParentId, v.Ended, v.SuccessorId)).ToListAsync(ct)];

    /// <summary>The last closing, per closed unit, that the change would reach back into.</summary>
    private static IEnumerable<ClosedMonth> Closings(Version version, ClosedCoverage coverage)
    {
        long?[] concerned = [version.Unit, version.Parent, version.Successor,
            coverage.History.On(YearMonth.Of(version.From)).Find(version.Unit)?.ParentId];
        return concerned.OfType<long>().SelectMany(coverage.Covering).Where(m => m.Period.LastDay >= version.From)
            .GroupBy(m => m.UnitId).Select(g => g.MaxBy(m => m.Period)!);
    }

    private static Unmet Refusal(ClosedMonth month, DateOnly from) => new("month.closed", "from",
        $"{month.UnitName}已由{month.Number}关账至 {month.Period}，单位变更不能从 {from:yyyy-MM-dd} 起生效：已公布的数字按当时的单位汇总。"
        + $"请改为 {month.Period.LastDay.AddDays(1):yyyy-MM-dd} 或以后生效。");
}
