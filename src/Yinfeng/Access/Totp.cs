using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Yinfeng.Access;

/// <summary>Codes that change every 30 seconds (RFC 6238 with SHA-1, six digits: what every authenticator app knows).</summary>
internal static class Totp
{
    public const int SecretBytes = 20; // RFC 4226 section 4, R6: 160 bits.
    private const int StepSeconds = 30;
    private const int Window = 1; // Clocks of phones go wrong by seconds; RFC 6238 section 5.2 allows one step.
    private const string Base32Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    /// <returns>The code of one step, with leading zeros.</returns>
    [SuppressMessage("Security", "CA5350", Justification = "The hash that RFC 6238 and every app use; a forgery of HMAC-SHA-1 is not known.")]
    public static string Code(byte[] secret, long step, int digits = 6)
    {
        Span<byte> counter = stackalloc byte[8], mac = stackalloc byte[20];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        HMACSHA1.HashData(secret, counter, mac);
        var number = BinaryPrimitives.ReadInt32BigEndian(mac[(mac[^1] & 0xF)..]) & 0x7FFFFFFF;
        var modulus = 1;
        for (var i = 0; i < digits; i++)
        {
            modulus *= 10;
        }
        return (number % modulus).ToString("D" + digits, CultureInfo.InvariantCulture);
    }

    public static long StepAt(DateTime utc) => (long)Math.Floor((utc - DateTime.UnixEpoch).TotalSeconds / StepSeconds);

    /// <summary>The step whose code was typed, within one step of now.</summary>
    /// <returns>Null when it is none of them.</returns>
    public static long? StepOf(byte[] secret, string code, DateTime nowUtc)
    {
        long? found = null;
        var (now, typed) = (StepAt(nowUtc), Encoding.UTF8.GetBytes(code));
        for (var step = now - Window; step <= now + Window; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Code(secret, step)), typed))
            {
                found = step; // Goes on: the time taken must not tell which one it was.
            }
        }
        return found;
    }

    /// <summary>What the QR code says to the app.</summary>
    public static string Address(string issuer, string login, byte[] secret) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(login)}?secret={Base32(secret)}&issuer={Uri.EscapeDataString(issuer)}";

    /// <summary>RFC 4648, without padding: 20 bytes are 32 letters.</summary>
    public static string Base32(byte[] bytes)
    {
        var text = new StringBuilder();
        int held = 0, bits = 0;
        foreach (var b in bytes)
        {
            held = (held << 8) | b;
            for (bits += 8; bits >= 5; bits -= 5)
            {
                text.Append(Base32Letters[(held >> (bits - 5)) & 31]);
            }
            held &= (1 << bits) - 1;
        }
        return bits > 0 ? text.Append(Base32Letters[(held << (5 - bits)) & 31]).ToString() : text.ToString();
    }
}
