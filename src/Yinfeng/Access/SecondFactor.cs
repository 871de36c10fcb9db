namespace Yinfeng.Access;

/// <summary>A person's second factor: the secret that their phone holds too. There is a row only once a code was confirmed.</summary>
public sealed class SecondFactor
{
    public long UserId { get; init; }

    /// <summary>The 20 secret bytes, sealed with the key of the data folder.</summary>
    public required string Secret { get; init; }
    public DateTime EnrolledAtUtc { get; init; }

    /// <summary>The 30-second step of the last code taken: neither it nor an earlier one is taken again.</summary>
    public long LastStep { get; set; }
}

/// <summary>A code to get in once without the phone; only its keyed hash is stored.</summary>
public sealed class RecoveryCode
{
    public long UserId { get; init; }
    public required string Hash { get; init; }
    public DateTime? UsedAtUtc { get; set; }
}
