using Yinfeng.Kernel;

namespace Yinfeng.Access;

/// <summary>What a chosen password must meet: long and not guessable. No rule of letter kinds and no rotation (OWASP ASVS 5.0, 6.2).</summary>
internal static class PasswordRules
{
    public const int Shortest = 12;
    private const int Longest = 128;

    private static readonly string[] CommonParts =
    [
        "password", "passw0rd", "p@ssw0rd", "qwertyuiop", "qwerty", "asdfghjkl", "zxcvbnm", "1qaz2wsx", "1q2w3e4r", "admin", "root",
        "administrator", "welcome", "letmein", "iloveyou", "woaini", "woaini1314", "5201314", "1314520", "123456789", "12345678",
        "123456", "987654321", "abcdefg", "abc123", "yinfeng", "zhaoshang", "touzi", "china", "beijing", "nihao", "0123456789",
    ];

    /// <summary>Every rule the password does not meet; empty when it will do.</summary>
    public static List<Unmet> Unmet(string password, string login)
    {
        var unmet = new List<Unmet>();
        if (password.Length < Shortest)
        {
            unmet.Add(new("password.short", "Password", $"新密码只有 {password.Length} 位，至少要 {Shortest} 位。可以用几个不相关的词连起来，好记又难猜。"));
        }
        if (password.Length > Longest)
        {
            unmet.Add(new("password.long", "Password", $"新密码超过 {Longest} 位，请缩短。"));
        }
        if (login.Length >= 3 && password.Contains(login, StringComparison.OrdinalIgnoreCase))
        {
            unmet.Add(new("password.login", "Password", "新密码里含有登录名，容易被猜到，请换一个。"));
        }
        if (password.Length >= Shortest && IsGuessable(password))
        {
            unmet.Add(new("password.common", "Password", "新密码由常见词、连续或重复的字符组成，容易被猜到，请换一个。"));
        }
        return unmet;
    }

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
