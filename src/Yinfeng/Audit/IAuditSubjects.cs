using Yinfeng.Access;
using Yinfeng.Persistence;

namespace Yinfeng.Audit;

/// <summary>What a reader of the log may see of the thing that an entry is about.</summary>
public enum AuditSight
{
    /// <summary>It is of another part of the unit tree, or gone.</summary>
    Elsewhere,

    /// <summary>Of the reader's part, but what it is they may not know.</summary>
    Sealed,
    Open,
}

/// <summary>A room tells which of its things a reader of the log may know of.</summary>
public interface IAuditSubjects
{
    /// <summary>Beginning of its subjects: <c>project:</c>.</summary>
    string Prefix { get; }

    /// <param name="subjects">Subjects of this room, people by login.</param>
    /// <returns>By subject; one that is missing is <see cref="AuditSight.Elsewhere"/>.</returns>
    Task<IReadOnlyDictionary<string, AuditSight>> OfAsync(YinfengDb db, Viewer viewer, IReadOnlyCollection<string> subjects, CancellationToken ct);

    /// <summary>Texts that no detail shown to the reader may hold, whatever the entry is about: names and ids.</summary>
    Task<IReadOnlyList<string>> UnsaidAsync(YinfengDb db, Viewer viewer, CancellationToken ct) => Task.FromResult<IReadOnlyList<string>>([]);
}
