using Yinfeng.Kernel;

namespace Yinfeng.Access;

/// <summary>What a chosen password must meet: long and not guessable; under 等保 of three kinds of characters too.</summary>
internal static class PasswordRules
{
    private const int Longest = 128;
    private const int Kinds = 3;

    private static readonly string[] CommonParts =
    [
        "password", "passw0rd", "p@ssw0rd", "qwertyuiop", "qwerty", "asdfghjkl", "zxcvbnm", "1qaz2wsx", "1q2w3e4r", "admin", "root",
        "administrator", "welcome", "letmein", "iloveyou", "woaini", "woaini1314", "5201314", "1314520", "123456789", "12345678",
        "123456", "987654321", "abcdefg", "abc123", "yinfeng", "zhaoshang", "touzi", "china", "beijing", "nihao", "0123456789",
        "qazwsx", "qweasd", "asdasd", "zxcasd", "1qazxsw2", "qwe123", "asd123", "q1w2e3r4", "aa123456", "a123456", "wang", "zhang", "woaiwojia", "woaini520",
        "baobao", "caonima", "woshishui", "dearbook", "taobao", "alibaba", "tencent", "baidu", "weixin", "qq123456", "shanghai", "guangzhou", "shenzhen",
        "zhongguo", "zhaoshangju", "zhaoshangyinzi", "renmin", "zhengfu", "huanying", "football", "baseball", "monkey", "dragon", "sunshine", "princess",
        "superman", "batman", "trustno1", "master", "shadow", "michael", "jordan", "welcome1", "changeme", "default", "secret", "login", "guest", "test",
        "user", "manager", "system", "server", "oracle", "mysql", "huawei", "h3c", "spring", "summer", "autumn", "winter", "monday", "january", "2024", "2025", "2026",
        "888888", "666666", "168168", "520520", "112233", "123123", "147258369", "7758521", "159357",
    ];

    /// <summary>Every rule the password does not meet; empty when it will do.</summary>
    public static List<Unmet> Unmet(string password, string login, SignInRules rules)
    {
        var unmet = new List<Unmet>();
        if (password.Length < rules.Shortest)
        {
            unmet.Add(new("password.short", "Password", $"新密码只有 {password.Length} 位，至少要 {rules.Shortest} 位。可以用几个不相关的词连起来，好记又难猜。"));
        }
        if (password.Length > Longest)
        {
            unmet.Add(new("password.long", "Password", $"新密码超过 {Longest} 位，请缩短。"));
        }
        if (rules.Profile == PasswordProfile.Dengbao && KindsOf(password) < Kinds)
        {
            unmet.Add(new("password.kinds", "Password", $"新密码只有 {KindsOf(password)} 种字符。等保要求大写字母、小写字母、数字、其他字符中至少有 {Kinds} 种。"));
        }
        if (login.Length >= 3 && password.Contains(login, StringComparison.OrdinalIgnoreCase))
        {
            unmet.Add(new("password.login", "Password", "新密码里含有登录名，容易被猜到，请换一个。"));
        }
        if (password.Length >= rules.Shortest && IsGuessable(password))
        {
            unmet.Add(new("password.common", "Password", "新密码由常见词、连续或重复的字符组成，容易被猜到，请换一个。"));
        }
        return unmet;
    }

    /// <summary>What the page says before anybody types.</summary>
    public static string Hint(SignInRules rules) => rules.Profile == PasswordProfile.Asvs
        ? $"至少 {rules.Shortest} 位。可以用几个不相关的词连起来，好记又难猜。"
        : $"至少 {rules.Shortest} 位，大写字母、小写字母、数字、其他字符中至少 {Kinds} 种；不能与最近 {rules.Reuse} 次用过的相同；{rules.Days} 天后须再换。";

    private static int KindsOf(string password) => new[]
    {
        password.Any(char.IsAsciiLetterUpper), password.Any(char.IsAsciiLetterLower), password.Any(char.IsAsciiDigit), password.Any(c => !char.IsAsciiLetterOrDigit(c)),
    }.Count(there => there);

    /// <summary>Little is left once common parts are taken out, or it is made of few characters.</summary>
    private static bool IsGuessable(string password)
    {
        var rest = password.ToLowerInvariant();
        foreach (var part in CommonParts.OrderByDescending(p => p.Length))
        {
            rest = rest.Replace(part, "", StringComparison.Ordinal);
        }
        var steps = rest.Skip(1).Where((c, i) => Math.Abs(c - rest[i]) <= 1).Count(); // aaa, abc, 321
        return rest.Length - steps < 6 || password.Distinct().Count() < 6;
    }
}
