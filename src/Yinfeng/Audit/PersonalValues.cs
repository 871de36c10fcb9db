using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Yinfeng.Audit;

/// <summary>Takes personal values out of an entry's detail: what stays is H(salt ‖ value).</summary>
/// <remarks>Personal are people's names, contacts and login names, known by the name of their property; and any text that holds a mobile
/// number or an identity number, wherever somebody typed it.</remarks>
internal static class PersonalValues
{
    /// <summary>What stands in a detail in place of a personal value, before 64 hex digits.</summary>
    public const string Mark = "personal:";

    private const int SaltBytes = 16;

    private static readonly FrozenSet<string> Names = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "firstReporter", "leader", "serviceOfficer", "investorContact", "decidedBy", "contact", "contactPhone", "phone", "mobile", "telephone", "email",
        "idNumber", "login", "personName", "officer", "inspector", "inspectors", "host", "attendees", "reporter", "handler", "speaker",
        "首报人", "联系人", "联系电话", "包保领导", "首席服务官", "姓名", "电话", "手机", "身份证号");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ByName = Names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="action">In entries about accounts (<c>user.…</c>), the property <c>name</c> is a person's.</param>
    /// <param name="taken">Receives salts and values in the order in which they stand.</param>
    /// <returns>The detail to be stored: <paramref name="json"/> itself where nothing in it is personal.</returns>
    public static byte[] Take(string action, byte[] json, AuditHash hash, List<(byte[] Salt, string Value)> taken)
    {
        var aboutPeople = action.StartsWith("user.", StringComparison.Ordinal);
        if (!Suspects(json, aboutPeople))
        {
            return json;
        }
        var root = JsonNode.Parse(json);
        root = Walk(root, personal: false);
        return taken.Count == 0 ? json : Encoding.UTF8.GetBytes(root!.ToJsonString(AuditJson.Options));

        JsonNode? Walk(JsonNode? node, bool personal)
        {
            switch (node)
            {
                case JsonObject o:
                    // {"field": "leader", "before": …, "after": …} says by its field whose values these are.
                    var ofField = o["field"] is JsonValue named && named.TryGetValue<string>(out var field) && Names.Contains(field);
                    foreach (var (name, value) in o.ToList())
                    {
                        var isOwn = personal || IsName(name, aboutPeople) || (ofField && name is "before" or "after");
                        Replace(value, Walk(value, isOwn), changed => o[name] = changed);
                    }
                    return o;
                case JsonArray a:
                    for (var i = 0; i < a.Count; i++)
                    {
                        var at = i;
                        Replace(a[i], Walk(a[i], personal), changed => a[at] = changed);
                    }
                    return a;
                case JsonValue v when v.TryGetValue<string>(out var text) && text.Length > 0 && (personal || HoldsNumber(text) || IsActor(text)):
                    var salt = RandomNumberGenerator.GetBytes(SaltBytes);
                    taken.Add((salt, text));
                    return JsonValue.Create(Mark + hash.Salted(salt, text));
                default:
                    return node;
            }
        }
    }

    /// <summary>Puts values back where their hashes stand; what was erased says so.</summary>
    /// <param name="values">Value by <see cref="Mark"/> and hash.</param>
    public static string PutBack(string detail, IReadOnlyDictionary<string, string> values, string erased)
    {
        if (!detail.Contains(Mark, StringComparison.Ordinal))
        {
            return detail;
        }
        return Walk(JsonNode.Parse(detail))!.ToJsonString(AuditJson.Options);

        JsonNode? Walk(JsonNode? node)
        {
            switch (node)
            {
                case JsonObject o:
                    foreach (var (name, value) in o.ToList())
                    {
                        Replace(value, Walk(value), changed => o[name] = changed);
                    }
                    return o;
                case JsonArray a:
                    for (var i = 0; i < a.Count; i++)
                    {
                        var at = i;
                        Replace(a[i], Walk(a[i]), changed => a[at] = changed);
                    }
                    return a;
                case JsonValue v when v.TryGetValue<string>(out var text) && IsMark(text):
                    return JsonValue.Create(values.GetValueOrDefault(text, erased));
                default:
                    return node;
            }
        }
    }

    public static bool IsMark(string text) => text.Length == Mark.Length + 2 * AuditHash.Bytes && text.StartsWith(Mark, StringComparison.Ordinal);

    private static void Replace(JsonNode? before, JsonNode? after, Action<JsonNode?> put)
    {
        if (!ReferenceEquals(before, after))
        {
            put(after);
        }
    }

    /// <summary>A quick look that allocates nothing: most details hold nothing personal, and many people wait for these writes.</summary>
    private static bool Suspects(byte[] json, bool aboutPeople)
    {
        var reader = new Utf8JsonReader(json);
        Span<char> chars = stackalloc char[40];
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String)
            {
                // A value is looked up too: it may name the field that before and after belong to.
                if (reader.ValueSpan.Length <= chars.Length && !reader.ValueIsEscaped)
                {
                    var text = chars[..Encoding.UTF8.GetChars(reader.ValueSpan, chars)];
                    if (IsName(text, aboutPeople) || (text.StartsWith("user:") && IsActor(text)))
                    {
                        return true;
                    }
                }
                if (reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length >= 11 && HoldsDigits(reader.ValueSpan))
                {
                    return true;
                }
            }
        }
        return false;
    }

    private static bool IsName(ReadOnlySpan<char> name, bool aboutPeople) =>
        ByName.Contains(name) || (aboutPeople && name.Equals("name", StringComparison.OrdinalIgnoreCase));

    private static bool IsActor(ReadOnlySpan<char> text) => text.StartsWith("user:") && text.Length is > 5 and <= 45 && !text.ContainsAny(' ', '/');

    private static bool HoldsDigits(ReadOnlySpan<byte> text)
    {
        var run = 0;
        foreach (var b in text)
        {
            run = b is >= (byte)'0' and <= (byte)'9' ? run + 1 : 0;
            if (run == 11)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether a mobile number or an identity number stands in the text.</summary>
    internal static bool HoldsNumber(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsAsciiDigit(text[i]))
            {
                i++;
                continue;
            }
            var end = i;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }
            var run = text[i..end];
            if (run.Length == 17 && end < text.Length && text[end] is 'X' or 'x')
            {
                run = text[i..++end];
            }
            var apart = i == 0 || !char.IsAsciiLetter(text[i - 1]);
            if (apart && ((run.Length == 11 && run[0] == '1' && run[1] >= '3') || (run.Length == 18 && IsIdentity(run))))
            {
                return true;
            }
            i = end;
        }
        return false;
    }

    /// <summary>GB 11643: a day of birth and a check character.</summary>
    private static bool IsIdentity(ReadOnlySpan<char> text)
    {
        if (!DateOnly.TryParseExact(text[6..14], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born) || born.Year is < 1900 or > 2100)
        {
            return false;
        }
        var sum = 0;
        for (var i = 0; i < 17; i++)
        {
            sum += (text[i] - '0') * ((1 << (17 - i)) % 11);
        }
        return "10X98765432"[sum % 11] == char.ToUpperInvariant(text[17]);
    }
}
