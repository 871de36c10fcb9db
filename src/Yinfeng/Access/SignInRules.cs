using System.Globalization;
using Yinfeng.Shell;

namespace Yinfeng.Access;

/// <summary>Which book of rules passwords follow.</summary>
public enum PasswordProfile
{
    /// <summary>OWASP ASVS 5.0: long and not guessable; no kinds of letters, no rotation (6.2.5, 6.2.10).</summary>
    Asvs,

    /// <summary>等保三级 (GB/T 22239-2019, 8.1.4.1): kinds of letters, changed regularly, old ones not used again.</summary>
    Dengbao,
}

/// <summary>Who must sign in with a second factor; everybody may.</summary>
public enum SecondFactorFor
{
    Nobody,
    Administrators,
    Everyone,
}

/// <summary>What the office set for getting in and staying in.</summary>
/// <param name="Shortest">Characters a password must have.</param>
/// <param name="Days">A password older than this must be replaced; null under ASVS.</param>
/// <param name="Reuse">The last so many passwords may not come back; 0 under ASVS.</param>
/// <param name="Tries">Wrong tries in a row that lock an account.</param>
/// <param name="LockedFor">How long it stays locked.</param>
/// <param name="Idle">A sign-in ends after so long without use.</param>
/// <param name="Longest">A sign-in ends after so long in any case.</param>
public sealed record SignInRules(PasswordProfile Profile, int Shortest, int? Days, int Reuse, int Tries, TimeSpan LockedFor, TimeSpan Idle, TimeSpan Longest,
    SecondFactorFor SecondFor)
{
    private const string Group = "登录与密码", ProfileKey = "password.profile", LengthKey = "password.length", DaysKey = "password.days", ReuseKey = "password.reuse",
        TriesKey = "signin.tries", MinutesKey = "signin.minutes", IdleKey = "signin.idle", LongestKey = "signin.longest", SecondKey = "signin.second";
    private const int AsvsLength = 12, DengbaoLength = 8;

    public static readonly KnownSetting[] All =
    [
        new(ProfileKey, Group, "密码规则", "ASVS 要求长而不易猜，不强求字符种类，也不定期更换（OWASP ASVS 5.0 第 6.2 节）；等保三级要求字符种类和定期更换（GB/T 22239—2019 第 8.1.4.1 条）。",
            Default: "asvs", Choices: [("asvs", "ASVS：长而不易猜"), ("dengbao", "等保三级：复杂且定期更换")]),
        new(LengthKey, Group, "密码最短位数", $"留空：ASVS 为 {AsvsLength} 位，等保三级为 {DengbaoLength} 位。ASVS 5.0 第 6.2.1 条要求不少于 8 位，建议 15 位。", Wrong: t => Number(t, 8, 64)),
        new(DaysKey, Group, "密码有效天数", "只在等保三级下起作用。标准只写“定期更换”，测评通常要求不超过 90 天。", Default: "90", Wrong: t => Number(t, 7, 365)),
        new(ReuseKey, Group, "不得重复最近几次的密码", "只在等保三级下起作用；测评通常要求 5 次。", Default: "5", Wrong: t => Number(t, 1, 24)),
        new(TriesKey, Group, "连续输错几次锁定账号", "GB/T 22239—2019 第 8.1.4.1 条要求限制非法登录次数；测评通常要求不多于 5 次。", Default: "5", Wrong: t => Number(t, 3, 10)),
        new(MinutesKey, Group, "锁定多少分钟", "安全管理员可以提前解锁。", Default: "15", Wrong: t => Number(t, 1, 1440)),
        new(IdleKey, Group, "多少分钟不操作自动退出", "NIST SP 800-63B（第 3 版）AAL2 为 30 分钟。", Default: "30", Wrong: t => Number(t, 5, 240)),
        new(LongestKey, Group, "一次登录最长多少小时", "NIST SP 800-63B（第 3 版）AAL2 为 12 小时。", Default: "12", Wrong: t => Number(t, 1, 24)),
        new(SecondKey, Group, "必须两步验证的人", "没有启用的人，登录后先启用才能办理业务。等保三级要求两种鉴别方式（GB/T 22239—2019 第 8.1.4.1 条 d 项）。",
            Default: "nobody", Choices: [("nobody", "不强制，自愿启用"), ("administrators", "管理员"), ("everyone", "所有人")]),
    ];

    /// <summary>What holds while nothing is set.</summary>
    public static readonly SignInRules Default = Read(new Dictionary<string, string>());

    public static SignInRules Read(IReadOnlyDictionary<string, string> set)
    {
        string Text(string key) => set.GetValueOrDefault(key) is { Length: > 0 } text ? text : All.Single(s => s.Key == key).Default;
        int Whole(string key) => int.Parse(Text(key), CultureInfo.InvariantCulture);
        var dengbao = Text(ProfileKey) == "dengbao";
        return new(dengbao ? PasswordProfile.Dengbao : PasswordProfile.Asvs,
            Text(LengthKey).Length > 0 ? Whole(LengthKey) : dengbao ? DengbaoLength : AsvsLength, dengbao ? Whole(DaysKey) : null, dengbao ? Whole(ReuseKey) : 0,
            Whole(TriesKey), TimeSpan.FromMinutes(Whole(MinutesKey)), TimeSpan.FromMinutes(Whole(IdleKey)), TimeSpan.FromHours(Whole(LongestKey)),
            Text(SecondKey) switch
            {
                "everyone" => SecondFactorFor.Everyone,
                "administrators" => SecondFactorFor.Administrators,
                _ => SecondFactorFor.Nobody,
            });
    }

    /// <summary>Whether a person may not work without a second factor.</summary>
    /// <param name="posts">All posts of the person.</param>
    public bool RequiresSecondFactor(IEnumerable<Post> posts) =>
        SecondFor == SecondFactorFor.Everyone || (SecondFor == SecondFactorFor.Administrators && posts.Any(p => p.Roles.Any(Roles.IsAdministrator)));

    private static string? Number(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= least && n <= most ? null : $"“{text}”不行，应是 {least} 到 {most} 之间的整数。";
}
