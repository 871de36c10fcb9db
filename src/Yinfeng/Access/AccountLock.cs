namespace Yinfeng.Access;

/// <summary>Locks an account after too many wrong tries in a row, whichever factor they were at.</summary>
internal static class AccountLock
{
    /// <returns>What to tell the person while the account is locked; null when it is not.</returns>
    public static string? Says(User user, DateTime nowUtc) => user.LockedUntilUtc is { } until && until > nowUtc
        ? $"连续输错次数过多，账号已锁定。请 {(int)Math.Ceiling((until - nowUtc).TotalMinutes)} 分钟后再试，或找管理员解锁。" : null;

    public static void Failed(User user, SignInRules rules, DateTime nowUtc)
    {
        user.FailedSignIns++;
        if (user.FailedSignIns >= rules.Tries)
        {
            user.FailedSignIns = 0;
            user.LockedUntilUtc = nowUtc + rules.LockedFor;
        }
    }

    public static void Lift(User user) => (user.FailedSignIns, user.LockedUntilUtc) = (0, null);
}
