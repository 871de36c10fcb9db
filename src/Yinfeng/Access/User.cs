using Yinfeng.Kernel;

namespace Yinfeng.Access;

/// <summary>A local account.</summary>
public sealed class User
{
    public long Id { get; init; } = Ids.Next();

    /// <summary>Sign-in name, lower case.</summary>
    public required string Login { get; init; }
    public required string Name { get; set; }

    /// <summary>Root of what the person sees; null sees all.</summary>
    public long? UnitId { get; set; }
    public bool IsAdministrator { get; set; }
    public required string PasswordHash { get; set; }

    /// <summary>A one-time password lets in once, to choose another.</summary>
    public bool MustChangePassword { get; set; }
    public int FailedSignIns { get; set; }
    public DateTime? LockedUntilUtc { get; set; }
    public bool Disabled { get; set; }
    public DateTime CreatedAtUtc { get; init; }
}
