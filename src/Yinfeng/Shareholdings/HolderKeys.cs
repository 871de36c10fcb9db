using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Yinfeng.Access;
using Yinfeng.Imports;
using Yinfeng.Projects;

namespace Yinfeng.Shareholdings;

/// <summary>By what a company or a person is known, and how a person's name is shown.</summary>
public static class HolderKeys
{
    /// <summary>Words of which an organisation's name holds one.</summary>
    private static readonly string[] Organisations =
    [
        "公司", "企业", "集团", "中心", "合伙", "基金", "银行", "信托", "局", "委", "厅", "政府", "办公室", "研究", "学院", "大学", "协会", "商会", "工会", "合作社", "联社",
        "厂", "所", "院", "社", "部", "会", "计划", "Ltd", "LTD", "Limited", "LIMITED", "Inc", "INC", "GmbH", "Co.", "Corp", "CORP", "Holdings", "L.P.", "LLC", "Fund", "B.V.", "S.A.",
    ];

    /// <param name="code">As typed; an identity number is no code of a company and is not kept.</param>
    public static string Company(string code, string name) => Code(code) is { Length: > 0 } known ? known : "=" + Folding.Key(name);

    public static string Person(string name, string companyKey) => $"~{Folding.Key(name)}@{companyKey}";

    /// <summary>Credit code or registration number in capitals; empty when there is none.</summary>
    public static string Code(string typed)
    {
        var code = Folding.Key(typed).ToUpperInvariant();
        return code.Length is >= 6 and <= 20 && code.All(char.IsAsciiLetterOrDigit) && !IsIdentityNumber(code) ? code : "";
    }

    /// <summary>The code that others know it by; null for a person or a company known by name only.</summary>
    public static string? CodeOf(string key) => key[0] is '=' or '~' ? null : key;

    /// <summary>Eighteen characters with a day of birth that are not a credit code.</summary>
    public static bool IsIdentityNumber(string text) => text.Length == 18 && text.AsSpan(0, 17).IndexOfAnyExceptInRange('0', '9') < 0
        && text[17] is (>= '0' and <= '9') or 'X' or 'x' && !CreditCode.IsValid(text)
        && DateOnly.TryParseExact(text.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born) && born.Year is >= 1900 and <= 2100;

    /// <param name="kind">What the file says about the kind of holder; may be empty.</param>
    public static bool IsPerson(string name, string code, string kind)
    {
        if (kind.Contains("自然人", StringComparison.Ordinal) || kind.Contains("个人", StringComparison.Ordinal))
        {
            return true;
        }
        return kind.Length == 0 && Code(code).Length == 0 && name.Length <= 30 && !Organisations.Any(o => name.Contains(o, StringComparison.Ordinal));
    }

    /// <summary>The one place where a person's name is shown in full or not: in full to whoever may see what is secret.</summary>
    public static string Shown(string name, bool isPerson, Viewer viewer) =>
        !isPerson || viewer.May(Rights.SeeSecrets) ? name : name.Length == 0 ? "" : name[0] + "＊＊";

    /// <summary>The same line has the same number in every file.</summary>
    public static long Row(string companyKey, string holderKey, int day)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{companyKey}\n{holderKey}\n{day}"), hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash) & long.MaxValue;
    }
}
