namespace Yinfeng.Access;

/// <summary>How a person proved who they are.</summary>
public enum SignInWay
{
    /// <summary>Login and password of the local account.</summary>
    Password,

    /// <summary>Single sign-on: another server vouched for the person, and their local password was not asked for.</summary>
    SingleSignOn,
}

/// <summary>A sign-in in force. The cookie carries a random token; only its hash is stored.</summary>
public sealed class Session
{
    public required string TokenHash { get; init; }
    public long UserId { get; init; }
    public SignInWay Way { get; init; }

    /// <summary>Unit of the post chosen (0 for the whole tree); null for the person's first.</summary>
    public long? PostUnitId { get; set; }

    /// <summary>Network address the person came from; null from the machine itself.</summary>
    public string? Address { get; init; }

    /// <summary>Browser and system in words: "Windows 上的 Chrome".</summary>
    public string? Agent { get; init; }
    public DateTime CreatedAtUtc { get; init; }
    public DateTime SeenAtUtc { get; set; }
}
