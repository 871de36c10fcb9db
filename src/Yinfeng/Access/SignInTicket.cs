using System.Text.Json;

namespace Yinfeng.Access;

/// <summary>Between the two steps of a sign-in: who has shown the first factor, and until when the second may follow.</summary>
/// <remarks>Sealed into a cookie: nothing is kept on the server. A new password makes it worthless.</remarks>
internal sealed record SignInTicket(long UserId, string PasswordStamp, SignInWay Way, DateTime UntilUtc)
{
    private const string Purpose = "sign-in-ticket";
    public static readonly TimeSpan ValidFor = TimeSpan.FromMinutes(5);

    public static string Seal(Vault vault, User user, SignInWay way, DateTime nowUtc) =>
        vault.Seal(Purpose, JsonSerializer.SerializeToUtf8Bytes(new SignInTicket(user.Id, Stamp(user), way, nowUtc + ValidFor)));

    /// <returns>Null when it is none, or has run out.</returns>
    public static SignInTicket? Open(Vault vault, string? text, DateTime nowUtc) =>
        vault.Open(Purpose, text) is { } plain && JsonSerializer.Deserialize<SignInTicket>(plain) is { } ticket && ticket.UntilUtc > nowUtc ? ticket : null;

    public bool Fits(User user) => !user.Disabled && PasswordStamp == Stamp(user);

    private static string Stamp(User user) => Sessions.HashOf(user.PasswordHash)[..16];
}
