using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Yinfeng.Tests.Proofs;

/// <summary>Answers with what is packed in them: a workbook or a document is a ZIP, where no text is found. Without the tokens of forms:
/// in millions of random letters every mark turns up some day.</summary>
internal static partial class Unpacked
{
    public static byte[] All(byte[] answer)
    {
        if (answer.AsSpan().StartsWith("<"u8))
        {
            return Encoding.Latin1.GetBytes(Tokens().Replace(Encoding.Latin1.GetString(answer), "")); // Byte for byte.
        }
        if (!answer.AsSpan().StartsWith("PK\x03\x04"u8))
        {
            return answer;
        }
        using var all = new MemoryStream();
        using var zip = new ZipArchive(new MemoryStream(answer));
        foreach (var entry in zip.Entries)
        {
            all.Write(Encoding.UTF8.GetBytes(entry.FullName));
            using var part = entry.Open();
            part.CopyTo(all);
        }
        return all.ToArray();
    }

    /// <summary>Marks of a kind found in an answer, by their number.</summary>
    public static HashSet<int> Marks(byte[] answer, char what)
    {
        var found = new HashSet<int>();
        ReadOnlySpan<byte> start = [(byte)'Z', (byte)what];
        for (var rest = answer.AsSpan(); rest.IndexOf(start) is >= 0 and var at;)
        {
            rest = rest[(at + 2)..];
            if (rest.Length >= 4 && char.IsAsciiDigit((char)rest[0]) && char.IsAsciiDigit((char)rest[1]) && rest[2] == (byte)'X' && rest[3] == (byte)'W')
            {
                found.Add((rest[0] - '0') * 10 + rest[1] - '0');
            }
        }
        return found;
    }

    [GeneratedRegex("""(?<=name="__RequestVerificationToken" value=")[A-Za-z0-9_-]+""")]
    private static partial Regex Tokens();
}
