using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Persistence;

namespace Yinfeng.Projects;

/// <summary>People's names for the actor ids of log lines.</summary>
public sealed class ActorNames(IReadOnlyDictionary<string, string> names)
{
    /// <summary>The person's name; a command run on the machine shows as 命令行.</summary>
    public string Of(string? actorId) => actorId is null ? "—"
        : names.TryGetValue(actorId, out var name) ? name
        : actorId.StartsWith("system:", StringComparison.Ordinal) ? "系统"
        : actorId.StartsWith("operator:", StringComparison.Ordinal) ? $"命令行 {actorId["operator:".Length..]}"
        : actorId;

    public static async Task<ActorNames> ReadAsync(YinfengDb db, IEnumerable<string?> actorIds, CancellationToken ct)
    {
        string[] logins = [.. actorIds.OfType<string>().Where(a => a.StartsWith("user:", StringComparison.Ordinal))
            .Select(a => a["user:".Length..]).Distinct()];
        return new(logins.Length == 0 ? new Dictionary<string, string>()
            : await db.Set<User>().Where(u => logins.Contains(u.Login)).ToDictionaryAsync(u => "user:" + u.Login, u => u.Name, ct));
    }
}
