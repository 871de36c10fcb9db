using System.Data;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Projects;

public enum MonthAct { Reported, Verified, Accepted, Returned }

/// <summary>One step of a project's month (经过), never changed: who did what, when, from which post and with which words.</summary>
public sealed class MonthStep
{
    public long Id { get; init; } = Ids.Next();
    public long ProjectId { get; init; }
    public YearMonth Month { get; init; }
    public MonthAct Act { get; init; }

    /// <summary>Of the report, after the step.</summary>
    public int Version { get; init; }
    public DateTime AtUtc { get; init; }
    public required string ActorId { get; init; }
    public required string Name { get; init; }

    /// <summary>Unit of the post in which the person acted; null is the whole tree.</summary>
    public long? PostUnitId { get; init; }

    /// <summary>The unit it was typed for (代填); null where the unit typed its own.</summary>
    public long? ForUnitId { get; init; }

    /// <summary>Whose figures they are, as stated.</summary>
    public string? For { get; init; }

    /// <summary>Remark, reason of a return, or what was answered to one.</summary>
    public string? Text { get; init; }

    private static readonly Statement Insert = new(
        """
        INSERT INTO month_step (id, project_id, month, act, version, at_utc, actor_id, name, post_unit_id, for_unit_id, typed_for, text)
        VALUES (@id, @project, @month, @act, @version, @at, @actor, @name, @post, @unit, @for, @text)
        """,
        ("id", DbType.Int64), ("project", DbType.Int64), ("month", DbType.Int32), ("act", DbType.String), ("version", DbType.Int32),
        ("at", DbType.DateTime), ("actor", DbType.String), ("name", DbType.String), ("post", DbType.Int64), ("unit", DbType.Int64),
        ("for", DbType.String), ("text", DbType.String));

    /// <summary>Stores it at once, for the write that many people wait for.</summary>
    internal async Task StoreAsync(PreparedConnection sql, CancellationToken ct) => await sql.RunAsync(Insert, ct, Id, ProjectId,
        Month.Value, Act.ToString(), Version, AtUtc, ActorId, Name, PostUnitId, ForUnitId, For, Text);
}
