using Yinfeng.Kernel;

namespace Yinfeng.Access;

/// <summary>A local account.</summary>
public sealed class User
{
    public long Id { get; init; } = Ids.Next();

    /// <summary>Sign-in name, lower case.</summary>
    public required string Login { get; init; }
    public required string Name { get; set; }

    /// <summary>Where the person works, and whose security administrator looks after the account; null is the top. What the person
    /// may see and do comes from <see cref="Appointment"/>s.</summary>
    public long? UnitId { get; set; }
    public required string PasswordHash { get; set; }

    /// <summary>A one-time password lets in once, to choose another.</summary>
    public bool MustChangePassword { get; set; }
    public int FailedSignIns { get; set; }
    public DateTime? LockedUntilUtc { get; set; }
    public bool Disabled { get; set; }
    public DateTime CreatedAtUtc { get; init; }
}
