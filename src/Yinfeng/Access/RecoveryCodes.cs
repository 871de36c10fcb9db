using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Persistence;

namespace Yinfeng.Access;

/// <summary>Ten codes to print and lock away, each good for one sign-in without the phone.</summary>
internal static class RecoveryCodes
{
    public const int Count = 10;
    private const string Letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"; // Nothing that is misread on paper.
    private const int Length = 12; // 31¹² is 59 bits.

    /// <summary>Replaces the person's codes.</summary>
    /// <returns>The new ones as they are shown, once: "7KQM-X3ZP-…".</returns>
    public static async Task<IReadOnlyList<string>> ReplaceAsync(WriteWork work, Vault vault, long userId, CancellationToken ct)
    {
        var codes = Enumerable.Range(0, Count).Select(_ => RandomNumberGenerator.GetString(Letters, Length)).ToList();
        await work.Db.Set<RecoveryCode>().Where(c => c.UserId == userId).ExecuteDeleteAsync(ct);
        work.Db.AddRange(codes.Select(c => new RecoveryCode { UserId = userId, Hash = HashOf(vault, userId, c) }));
        return codes.ConvertAll(c => $"{c[..4]}-{c[4..8]}-{c[8..]}");
    }

    /// <summary>Takes a code for good.</summary>
    /// <returns>False when it is none of the person's, or was taken before.</returns>
    public static async Task<bool> TakeAsync(WriteWork work, Vault vault, long userId, string code, CancellationToken ct)
    {
        var hash = HashOf(vault, userId, code);
        var now = work.NowUtc;
        return await work.Db.Set<RecoveryCode>().Where(c => c.UserId == userId && c.Hash == hash && c.UsedAtUtc == null)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.UsedAtUtc, now), ct) == 1;
    }

    private static string HashOf(Vault vault, long userId, string code) => vault.Mac("recovery-code", $"{userId}:{code}");
}
