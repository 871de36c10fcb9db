using System.Text;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Persistence;

namespace Yinfeng.Access;

/// <summary>Takes the code that a person typed: of the phone, or from the recovery sheet. Each is taken once.</summary>
internal static class CodeProof
{
    public const string Purpose = "second-factor";

    /// <returns>"totp" or "recovery", or null when it is neither.</returns>
    public static async Task<string?> TakeAsync(WriteWork work, Vault vault, SecondFactor factor, string code, CancellationToken ct)
    {
        code = Plain(code);
        if (code.Length != 6 || !code.All(char.IsAsciiDigit))
        {
            return await RecoveryCodes.TakeAsync(work, vault, factor.UserId, code, ct) ? "recovery" : null;
        }
        var secret = vault.Open(Purpose, factor.Secret)
            ?? throw new InvalidDataException("两步验证的密钥打不开：keys/vault.key 不是当时的那一个。请从备份恢复它，或请管理员取消该账号的两步验证。");
        // One statement: of two sign-ins with the same code at the same moment only one raises the step.
        return Totp.StepOf(secret, code, work.NowUtc) is { } step
            && await work.Db.Set<SecondFactor>().Where(f => f.UserId == factor.UserId && f.LastStep < step)
                .ExecuteUpdateAsync(set => set.SetProperty(f => f.LastStep, step), ct) == 1 ? "totp" : null;
    }

    /// <summary>As meant: full-width digits, spaces, dashes and small letters are the same code.</summary>
    public static string Plain(string code) =>
        new([.. code.Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant)]);
}
