using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Access;

/// <summary>A person takes a second factor into use: nothing is stored until a code from their phone was right.</summary>
public sealed class EnrolSecondFactor(Writer writer, ProveAgain prove, Vault vault, Sessions sessions, TimeProvider clock)
{
    private const string Purpose = "second-factor-offer";
    private static readonly TimeSpan OfferedFor = TimeSpan.FromMinutes(30);

    private sealed record Offer(long UserId, byte[] Secret, DateTime UntilUtc);

    /// <summary>A new secret, sealed for this person: the form carries it until the code is confirmed.</summary>
    public string Begin(LiveSession own) => vault.Seal(Purpose,
        JsonSerializer.SerializeToUtf8Bytes(new Offer(own.UserId, Totp.NewSecret(), clock.GetUtcNow().UtcDateTime + OfferedFor)));

    /// <returns>The secret of an offer, or null when it is not this person's or has run out.</returns>
    public byte[]? SecretOf(LiveSession own, string? offer) => vault.Open(Purpose, offer) is { } plain
        && JsonSerializer.Deserialize<Offer>(plain) is { } open && open.UserId == own.UserId && open.UntilUtc > clock.GetUtcNow().UtcDateTime ? open.Secret : null;

    /// <returns>The recovery codes, to be shown once.</returns>
    public async Task<Decision<IReadOnlyList<string>>> RunAsync(LiveSession own, string? offer, string code, string password, CancellationToken ct)
    {
        var unmet = new List<Unmet>();
        var secret = SecretOf(own, offer);
        var step = secret is null ? null : Totp.StepOf(secret, CodeProof.Plain(code), clock.GetUtcNow().UtcDateTime);
        if (secret is null)
        {
            unmet.Add(new("second.late", "", "这个二维码已过期。请扫描下面新的二维码，再填验证码。"));
        }
        else if (step is null)
        {
            unmet.Add(new("second.code", "Code", "验证码不对。请填手机上当前的 6 位数字；一直不对时请核对手机的时间。"));
        }
        if (await prove.CheckAsync(own, password, ct) is { } wrong)
        {
            unmet.Add(wrong);
        }
        if (unmet.Count > 0)
        {
            return Decision<IReadOnlyList<string>>.Refuse(unmet);
        }
        var decision = await writer.RunAsync(own.Viewer, Rights.None, async work =>
        {
            if (await work.Db.Set<SecondFactor>().AnyAsync(f => f.UserId == own.UserId, ct))
            {
                return Decision<IReadOnlyList<string>>.Refuse("second.there", "", "已经启用两步验证。换手机请先停用，再重新启用。");
            }
            work.Db.Add(new SecondFactor
            {
                UserId = own.UserId, Secret = vault.Seal(CodeProof.Purpose, secret), EnrolledAtUtc = work.NowUtc, LastStep = step!.Value,
            });
            work.Audit("second-factor.enrol", own.Viewer.ActorId, new { });
            return Decision<IReadOnlyList<string>>.Allow(await RecoveryCodes.ReplaceAsync(work, vault, own.UserId, ct));
        }, ct);
        sessions.Forget(s => s.UserId == own.UserId);
        return decision;
    }
}
