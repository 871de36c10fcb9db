using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Projects;

namespace Yinfeng.Promises;

/// <summary>The unit that registered a promise moves its day (延期), hands it to another post (移交) or declares it broken (未兑现); each with
/// the reason, and what was before stays in the steps.</summary>
internal sealed class MovePromise(OpenPromises promises)
{
    public Task<Decision> ExtendAsync(Viewer viewer, long id, int? version, string? due, string? reason, CancellationToken ct) =>
        ChangeAsync(viewer, id, version, "延期", reason, (opened, unmet) =>
        {
            var before = opened.Promise.Due;
            if (!PromiseTerms.TryDay(due, out var day))
            {
                unmet.Add(new("promise.due", "due", "请填写新的兑现期限，写成 2023-12-31 这样。"));
            }
            else if (day <= before || day < opened.Today)
            {
                unmet.Add(new("promise.due-earlier", "due", $"新的期限须晚于现在的 {PromiseTerms.Day(before)}，也不能早于今天。"));
            }
            if (unmet.Count > 0)
            {
                return null;
            }
            opened.Promise.Due = day;
            return new(PromiseAct.Extended, reason!.Trim(), PromiseTerms.Day(before), PromiseTerms.Day(day));
        }, ct);

    /// <param name="unit">Name or code.</param>
    public Task<Decision> HandOverAsync(Viewer viewer, long id, int? version, string? unit, Role? post, string? reason, CancellationToken ct) =>
        ChangeAsync(viewer, id, version, "移交", reason, (opened, unmet) =>
        {
            var (promise, before) = (opened.Promise, opened.Holders.Named(opened.Promise));
            if (UnitText.Read("责任单位", unit?.Trim() ?? "", opened.Tree, out var to) is { } wrong)
            {
                unmet.Add(new("promise.unit", "unit", wrong));
            }
            if (post is not { } role || !PromiseTerms.Posts.Contains(role))
            {
                unmet.Add(new("promise.post", "post", "请选由哪个岗位负责。"));
            }
            else if (to?.Id == promise.UnitId && role == promise.Post)
            {
                unmet.Add(new("promise.same-post", "post", "承诺已经在这个岗位。换人不用移交，岗位上现任的人自动接手。"));
            }
            if (promise.State == PromiseState.Reported)
            {
                unmet.Add(new("promise.reported", "", "兑现情况已经报告，在等确认。请先确认或退回再移交。"));
            }
            if (unmet.Count > 0)
            {
                return null;
            }
            (promise.UnitId, promise.Post) = (to!.Id, post!.Value);
            return new(PromiseAct.HandedOver, reason!.Trim(), before, opened.Holders.Named(promise));
        }, ct);

    public Task<Decision> BreakAsync(Viewer viewer, long id, int? version, string? reason, CancellationToken ct) =>
        ChangeAsync(viewer, id, version, "认定", reason, (opened, unmet) =>
        {
            if (unmet.Count > 0)
            {
                return null;
            }
            (opened.Promise.State, opened.Promise.ClosedOn) = (PromiseState.Broken, opened.Today);
            return new(PromiseAct.Broken, reason!.Trim());
        }, ct);

    private Task<Decision> ChangeAsync(Viewer viewer, long id, int? version, string what, string? reason,
        Func<OpenedPromise, List<Unmet>, OpenPromises.Step?> change, CancellationToken ct) =>
        promises.ChangeAsync(viewer, Rights.Approve, id, version, (opened, unmet) =>
        {
            if (!opened.IsOffice)
            {
                unmet.Add(new("promise.not-office", "", $"由登记承诺的单位{what}。请联系它的办公室。"));
            }
            if (string.IsNullOrWhiteSpace(reason))
            {
                unmet.Add(new("promise.reason", "reason", $"请写明为什么{what}、谁同意的。"));
            }
            return change(opened, unmet);
        }, ct);
}
