using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Grants;

/// <summary>A decision to claim back, as typed.</summary>
/// <param name="Wan">In 万元; empty claims back all that was paid.</param>
/// <param name="Stop">Whether the instalments that are still open are not paid any more.</param>
public sealed record ClawbackFacts(string? Wan, string? Clause, string? Reason, string? Due, bool Stop = true);

/// <summary>Claims paid money back (追回) and records what comes in, until all is returned or somebody ends it with a reason.</summary>
internal sealed class ClaimBack(OpenGrants grants)
{
    private static readonly GrantState[] Given = [GrantState.Paying, GrantState.Paid];
    private static readonly Unmet None = new("clawback.none", "", "这件兑现没有正在办的追回。");

    public Task<Decision> DecideAsync(Viewer viewer, long id, ClawbackFacts typed, CancellationToken ct) =>
        grants.ChangeAsync(viewer, Rights.Approve, id, Given, null, async opened =>
        {
            var (grant, unmet, parts) = (opened.Grant, new List<Unmet>(), await opened.PlanAsync(ct));
            var left = grant.PaidFen - grant.ClawbackFen;
            var fen = string.IsNullOrWhiteSpace(typed.Wan) ? left : GrantTerms.Wan("追回金额", "wan", typed.Wan, unmet);
            if (fen > left || left == 0)
            {
                unmet.Add(new("clawback.above", "wan", $"已拨付、还没有决定追回的只有 {Money.Show(left)}，不能追回更多。"));
            }
            if (parts.Exists(p => p.PaidBy == opened.Actor))
            {
                unmet.Add(new("clawback.own", "", "经手拨付的人不能决定追回。请由另一个人决定。"));
            }
            if (await OpenAsync(opened, ct) is not null)
            {
                unmet.Add(new("clawback.open", "", "上一次追回还没有办结。请先办结。"));
            }
            var clause = GrantTerms.Reason("追回所依据的条款或决定", "clause", typed.Clause, unmet);
            var why = GrantTerms.Reason("追回的原因（没有履约、迁出、误拨）", "reason", typed.Reason, unmet);
            if (!GrantTerms.TryDay(typed.Due, out var due) || due < opened.Today)
            {
                unmet.Add(new("clawback.due", "due", "请填写退回的期限，写成 2026-08-31 这样，不早于今天。"));
            }
            if (unmet.Count > 0)
            {
                return Decision.Refuse(unmet);
            }
            opened.Db.Add(new GrantClawback
            {
                GrantId = id, Fen = fen!.Value, Clause = clause!, Reason = why!, Due = due, DecidedBy = opened.Actor,
                DecidedByName = opened.Viewer.Name,
                DecidedOn = opened.Today,
            });
            grant.ClawbackFen += fen.Value;
            if (typed.Stop)
            {
                parts.FindAll(p => p.IsOpen).ForEach(p => p.Stopped = true);
                grant.State = GrantState.Paid;
            }
            opened.Note(GrantAct.ClaimedBack, fen, $"{clause}：{why}", new { due, typed.Stop });
            return Decision.Allow;
        }, ct);

    /// <summary>Records money that came back. The same voucher again is the same money, and changes nothing.</summary>
    public async Task<Decision> RepayAsync(Viewer viewer, long id, string? wan, string? paidOn, string? voucher, CancellationToken ct)
    {
        var decision = await grants.ChangeAsync(viewer, Rights.Report, id, Given, null, async opened =>
        {
            var (unmet, number) = (new List<Unmet>(), voucher?.Trim() ?? "");
            var fen = GrantTerms.Wan("收回金额", "wan", wan, unmet);
            var used = await opened.Db.Set<GrantRepayment>().FirstOrDefaultAsync(r => r.GrantId == id && r.Voucher == number, ct);
            if (used is not null && used.Fen == fen)
            {
                return Decision.Refuse(Same, "", "");
            }
            if (await OpenAsync(opened, ct) is not { } clawback)
            {
                return Decision.Refuse([None]);
            }
            if (fen > clawback.Fen - clawback.RepaidFen)
            {
                unmet.Add(new("clawback.too-much", "wan", $"还要收回 {Money.Show(clawback.Fen - clawback.RepaidFen)}，填的更多。请核对。"));
            }
            if (number.Length is 0 or > 60 || used is not null)
            {
                unmet.Add(new("grant.voucher", "voucher", used is null ? "请填写收款凭证号，不超过 60 字：同一个凭证只记一次。" : $"凭证 {number} 已记过另一笔收回。请核对凭证号。"));
            }
            if (!GrantTerms.TryDay(paidOn, out var on) || on > opened.Today)
            {
                unmet.Add(new("grant.paid-on", "paidOn", "请填写收回日期，写成 2026-03-31 这样，不晚于今天。"));
            }
            if (clawback.DecidedBy == opened.Actor)
            {
                unmet.Add(new("clawback.repay-own", "", "决定追回的人不能记收回。请由另一个人办理。"));
            }
            if (unmet.Count > 0)
            {
                return Decision.Refuse(unmet);
            }
            opened.Db.Add(new GrantRepayment
            {
                ClawbackId = clawback.Id, GrantId = id, Fen = fen!.Value, PaidOn = on, Voucher = number, RecordedBy = opened.Actor,
                RecordedByName = opened.Viewer.Name,
            });
            clawback.RepaidFen += fen.Value;
            opened.Grant.RepaidFen += fen.Value;
            clawback.ClosedOn = clawback.RepaidFen == clawback.Fen ? opened.Today : null;
            opened.Note(GrantAct.Repaid, fen, $"凭证 {number}", new { number, on });
            return Decision.Allow;
        }, ct);
        return decision.Unmet is [{ Code: Same }] ? Decision.Allow : decision;
    }

    /// <summary>Ends a clawback before all came back: what cannot be had any more is no longer claimed.</summary>
    public Task<Decision> CloseAsync(Viewer viewer, long id, string? reason, CancellationToken ct) =>
        grants.ChangeAsync(viewer, Rights.Approve, id, Given, null, async opened =>
        {
            var unmet = new List<Unmet>();
            if (await OpenAsync(opened, ct) is not { } clawback)
            {
                return Decision.Refuse([None]);
            }
            if (GrantTerms.Reason("为什么不再追（破产终结、法院裁定、决定改变）", "reason", reason, unmet) is not { } why)
            {
                return Decision.Refuse(unmet);
            }
            var given = clawback.Fen - clawback.RepaidFen;
            (clawback.ClosedOn, clawback.CloseReason) = (opened.Today, why);
            opened.Grant.ClawbackFen -= given;
            opened.Note(GrantAct.ClawbackClosed, given, why);
            return Decision.Allow;
        }, ct);

    private const string Same = "clawback.same";

    private static Task<GrantClawback?> OpenAsync(OpenedGrant opened, CancellationToken ct) =>
        opened.Db.Set<GrantClawback>().FirstOrDefaultAsync(c => c.GrantId == opened.Grant.Id && c.ClosedOn == null, ct);
}
