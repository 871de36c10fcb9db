using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Lights;

/// <summary>One line of a light's history.</summary>
/// <param name="Indicator">Of a unit; empty for its own light.</param>
/// <param name="Month">Of a unit.</param>
public sealed record LightTurn(long SubjectId, string Indicator, YearMonth? Month, DateOnly On, LightColour From, LightColour To, string Why, string Rule, DateTime AtUtc);

/// <summary>Reads the history of lights. Callers have asked <see cref="LightQueries"/> whether the person may see the subject.</summary>
internal sealed class LightHistory(Database database)
{
    private const int Most = 200;

    /// <summary>Newest first, by project; one read for all of them.</summary>
    public async Task<ILookup<long, LightTurn>> ProjectsAsync(IReadOnlyCollection<long> visibleIds, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var turns = visibleIds.Count == 0 ? [] : await db.Set<LightChange>().Where(c => visibleIds.Contains(c.SubjectId) && c.Subject == LightSubject.Project)
            .OrderByDescending(c => c.Id).Select(c => new LightTurn(c.SubjectId, "", null, c.On, c.From, c.To, c.Why, c.Rule, c.AtUtc)).ToListAsync(ct);
        return turns.ToLookup(t => t.SubjectId);
    }

    /// <summary>The latest lines of a unit, newest month first.</summary>
    public async Task<IReadOnlyList<LightTurn>> UnitAsync(long visibleUnit, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        return await db.Set<LightChange>().Where(c => c.SubjectId == visibleUnit && c.Subject == LightSubject.Unit)
            .OrderByDescending(c => c.On).ThenByDescending(c => c.Id).Take(Most)
            .Select(c => new LightTurn(c.SubjectId, c.Indicator, c.Month, c.On, c.From, c.To, c.Why, c.Rule, c.AtUtc)).ToListAsync(ct);
    }
}
