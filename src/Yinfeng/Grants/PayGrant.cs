using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Grants;

/// <summary>A payment as typed.</summary>
/// <param name="Part">Position of the instalment, from 1.</param>
/// <param name="Voucher">Number of the voucher (凭证号): the same one again is the same payment, and changes nothing.</param>
/// <param name="FileId">The receipt, among the grant's files.</param>
public sealed record PaymentFacts(int Part, string? PaidOn, string? Voucher, long? FileId);

/// <summary>Records that an instalment was paid (拨付): once, by somebody who did not approve.</summary>
internal sealed class PayGrant(OpenGrants grants)
{
    private const string Same = "grant.payment-same";
    private const int MostVoucher = 60;

    public async Task<Decision> RunAsync(Viewer viewer, long id, PaymentFacts typed, CancellationToken ct)
    {
        var decision = await grants.ChangeAsync(viewer, Rights.Report, id, [GrantState.Approved, GrantState.Paying, GrantState.Paid], null,
            opened => PayAsync(opened, typed, ct), ct);
        return decision.Unmet is [{ Code: Same }] ? Decision.Allow : decision;
    }

    private static async Task<Decision> PayAsync(OpenedGrant opened, PaymentFacts typed, CancellationToken ct)
    {
        var (grant, parts, unmet) = (opened.Grant, await opened.PlanAsync(ct), new List<Unmet>());
        var (voucher, part) = (typed.Voucher?.Trim() ?? "", parts.Find(p => p.Position == typed.Part));
        if (part is null || voucher.Length is 0 or > MostVoucher)
        {
            return Decision.Refuse(part is null ? "grant.part" : "grant.voucher", part is null ? "part" : "voucher",
                part is null ? $"没有第 {typed.Part} 期。请选一期待拨的。" : $"请填写拨付凭证号，不超过 {MostVoucher} 字：同一个凭证只记一次。");
        }
        if (part.PaidOn is { } day)
        {
            return part.Voucher == voucher ? Decision.Refuse(Same, "", "") : Decision.Refuse("grant.part-paid", "part",
                $"第 {part.Position} 期已于 {GrantTerms.Day(day)} 凭 {part.Voucher} 拨付，不能再拨。");
        }
        if (parts.Find(p => p.Voucher == voucher) is { } used)
        {
            unmet.Add(new("grant.voucher-used", "voucher", $"凭证 {voucher} 已用于第 {used.Position} 期。请核对凭证号。"));
        }
        if (part.Stopped)
        {
            unmet.Add(new("grant.part-stopped", "part", $"第 {part.Position} 期因追回已停拨。"));
        }
        if (grant.ApprovedBy == opened.Actor)
        {
            unmet.Add(new("grant.pay.own", "", "审批的人不能记拨付。请由另一个人办理。"));
        }
        if (await opened.Db.Set<GrantClawback>().AnyAsync(c => c.GrantId == grant.Id && c.ClosedOn == null, ct))
        {
            unmet.Add(new("grant.pay-clawback", "", "这件兑现正在追回，追回办结以前不再拨付。"));
        }
        if (!GrantTerms.TryDay(typed.PaidOn, out var on) || on > opened.Today)
        {
            unmet.Add(new("grant.paid-on", "paidOn", "请填写拨付日期，写成 2026-03-31 这样，不晚于今天。"));
        }
        if (typed.FileId is not { } file || !await opened.Db.Set<GrantFile>().AnyAsync(f => f.GrantId == grant.Id && f.Id == file, ct))
        {
            unmet.Add(new("grant.receipt", "file", "请选拨付凭证的文件（回单、支付令）；还没有就先上传。"));
        }
        if (unmet.Count > 0)
        {
            return Decision.Refuse(unmet);
        }
        (part.PaidOn, part.Voucher, part.FileId, part.PaidBy, part.PaidByName) = (on, voucher, typed.FileId, opened.Actor,
            opened.Viewer.Name);
        grant.PaidFen += part.Fen; // The database refuses a sum above what was approved.
        grant.State = parts.Exists(p => p.IsOpen) ? GrantState.Paying : GrantState.Paid;
        opened.Note(GrantAct.Paid, part.Fen, $"第 {part.Position} 期，凭证 {voucher}", new { part = part.Position, voucher, on, typed.FileId });
        return Decision.Allow;
    }
}
