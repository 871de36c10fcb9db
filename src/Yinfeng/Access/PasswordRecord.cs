namespace Yinfeng.Access;

/// <summary>A password that a person chose, as a hash: the newest tells its age, older ones may not come back.</summary>
public sealed class PasswordRecord
{
    public long UserId { get; init; }
    public DateTime SetAtUtc { get; init; }
    public required string Hash { get; init; }
}
