namespace Yinfeng.Access;

/// <summary>What a person is told after signing in: when they last did, from where, and how often it was tried in vain since.</summary>
public sealed class SignInTrace
{
    public long UserId { get; init; }

    /// <summary>The latest sign-in; null before the first.</summary>
    public DateTime? LastAtUtc { get; set; }

    /// <summary>Address and browser of the latest sign-in in words.</summary>
    public string? LastFrom { get; set; }

    /// <summary>Refused tries since the latest sign-in.</summary>
    public int FailedSince { get; set; }

    /// <summary>The one before the latest: what is shown after signing in.</summary>
    public DateTime? BeforeAtUtc { get; set; }
    public string? BeforeFrom { get; set; }

    /// <summary>Refused tries between the one before and the latest.</summary>
    public int FailedBefore { get; set; }

    public void Failed() => FailedSince++;

    public void SignedIn(DateTime nowUtc, Origin? from)
    {
        (BeforeAtUtc, BeforeFrom, FailedBefore) = (LastAtUtc, LastFrom, FailedSince);
        (LastAtUtc, LastFrom, FailedSince) = (nowUtc, Words(from), 0);
    }

    private static string? Words(Origin? from) => from is null ? null : string.Join("，", new[] { from.Address, from.Agent }.OfType<string>());
}
