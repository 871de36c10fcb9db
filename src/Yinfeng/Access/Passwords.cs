using System.Globalization;
using System.Security.Cryptography;

namespace Yinfeng.Access;

/// <summary>Turns passwords into what is stored, and checks them; slow on purpose, so only ever at sign-in.</summary>
/// <remarks>PBKDF2 with HMAC-SHA-256, 600,000 rounds (OWASP 2023). Stored as "pbkdf2-sha256$rounds$salt$hash", so the count can rise later.</remarks>
public static class Passwords
{
    private const string Scheme = "pbkdf2-sha256";
    private const int Rounds = 600_000;
    private const string Letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"; // Nothing that is misread on a console.
    private static readonly SemaphoreSlim Gate = new(2, 2); // A flood of sign-ins must not take every core.
    private static readonly string Decoy = Hash("decoy", RandomNumberGenerator.GetBytes(16));

    public static async Task<string> HashAsync(string password, CancellationToken ct)
    {
        await Gate.WaitAsync(ct);
        try
        {
            return await Task.Run(() => Hash(password, RandomNumberGenerator.GetBytes(16)), ct);
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>Whether the password is the stored one. A null hash takes the same time and is never right,
    /// so an unknown login cannot be told from a wrong password.</summary>
    public static async Task<bool> VerifyAsync(string password, string? stored, CancellationToken ct)
    {
        await Gate.WaitAsync(ct);
        try
        {
            return await Task.Run(() => Matches(password, stored ?? Decoy) && stored is not null, ct);
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>Sixteen random letters in four groups, about 79 bits: "7KQM-X3ZP-…".</summary>
    public static string OneTime()
    {
        var letters = RandomNumberGenerator.GetString(Letters, 16);
        return string.Join('-', Enumerable.Range(0, 4).Select(i => letters.Substring(i * 4, 4)));
    }

    private static string Hash(string password, byte[] salt, int rounds = Rounds) => string.Create(CultureInfo.InvariantCulture,
        $"{Scheme}${rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(Derive(password, salt, rounds))}");

    private static bool Matches(string password, string stored)
    {
        var parts = stored.Split('$');
        var rounds = int.Parse(parts[1], CultureInfo.InvariantCulture);
        var derived = Derive(password, Convert.FromBase64String(parts[2]), rounds);
        return CryptographicOperations.FixedTimeEquals(derived, Convert.FromBase64String(parts[3]));
    }

    /// <summary>Typed full-width or composed differently, a password stays the same password.</summary>
    private static byte[] Derive(string password, byte[] salt, int rounds) => Rfc2898DeriveBytes.Pbkdf2(
        password.Normalize(System.Text.NormalizationForm.FormKC), salt, rounds, HashAlgorithmName.SHA256, 32);
}
