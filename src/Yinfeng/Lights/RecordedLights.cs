using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Lights;

/// <summary>What the history says so far, in memory: the last colour of each project, and of each unit by indicator and month.</summary>
internal sealed class RecordedLights
{
    private readonly Dictionary<long, (LightColour Colour, DateOnly On)> _projects = [];
    private readonly Dictionary<(long Unit, string Indicator, YearMonth Month), LightColour> _units = [];

    /// <summary>The newest line that is known; 0 for none.</summary>
    public long Newest { get; private set; }

    public static async Task<RecordedLights> ReadAsync(YinfengDb db, CancellationToken ct)
    {
        var recorded = new RecordedLights();
        var changes = db.Set<LightChange>().OrderBy(c => c.Id)
            .Select(c => new LightChange
            {
                Id = c.Id, Subject = c.Subject, SubjectId = c.SubjectId, Indicator = c.Indicator, Month = c.Month, On = c.On, To = c.To, Why = "", Rule = "",
            });
        await foreach (var change in changes.AsAsyncEnumerable().WithCancellation(ct))
        {
            recorded.Add(change);
        }
        return recorded;
    }

    public void Add(LightChange change)
    {
        Newest = Math.Max(Newest, change.Id);
        if (change.Subject == LightSubject.Project)
        {
            _projects[change.SubjectId] = (change.To, change.On);
        }
        else
        {
            _units[(change.SubjectId, change.Indicator, change.Month!.Value)] = change.To;
        }
    }

    public (LightColour Colour, DateOnly On) Project(long id) => _projects.GetValueOrDefault(id);

    /// <summary>Whether a month has a line of its own.</summary>
    public bool HasOwn(long unit, string indicator, YearMonth month) => _units.ContainsKey((unit, indicator, month));

    /// <summary>The colour at a month: of its own line, else of the latest month before it in the year.</summary>
    public LightColour Unit(long unit, string indicator, YearMonth month)
    {
        for (var m = month; m.Year == month.Year; m = m.AddMonths(-1))
        {
            if (_units.TryGetValue((unit, indicator, m), out var colour))
            {
                return colour;
            }
        }
        return LightColour.None;
    }
}
