using Yinfeng.Access;

namespace Yinfeng.Shell;

/// <summary>Where a matter stands for the person at the desk.</summary>
public enum DeskPart
{
    /// <summary>I have to do it.</summary>
    Owed,

    /// <summary>It should have been done.</summary>
    Late,

    /// <summary>I did my part; somebody else has to act.</summary>
    Waiting,
}

/// <summary>One matter on a person's desk (工作台).</summary>
/// <param name="Key">Stable for one matter, so that a reminder goes out once: "month:2023-06:371424".</param>
/// <param name="Detail">Whose, how many, whom to call.</param>
public sealed record DeskItem(string Key, DeskPart Part, DateOnly? Due, string Title, string Detail, string Href);

/// <summary>A room that puts matters on desks. The desk asks every room that registers one; a room knows nothing of the desk.</summary>
public interface IDeskSource
{
    /// <summary>Everything of this room that the person owes, is late with or waits for.</summary>
    Task<IReadOnlyList<DeskItem>> ItemsAsync(Viewer viewer, DateOnly today, CancellationToken ct);

    /// <summary>Everything of this room that waits for somebody, whoever it is, as far as the viewer may see the thing itself.</summary>
    /// <param name="projectId">Only what concerns this project; null for everything.</param>
    Task<IReadOnlyList<PendingMatter>> PendingAsync(Viewer viewer, long? projectId, CancellationToken ct) => Task.FromResult<IReadOnlyList<PendingMatter>>([]);
}
