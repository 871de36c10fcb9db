using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Promises;

/// <summary>Somebody else confirms that a promise was kept (确认兑现), or sends the report back with the reason (退回).</summary>
internal sealed class JudgePromise(OpenPromises promises)
{
    public Task<Decision> ConfirmAsync(Viewer viewer, long id, int? version, CancellationToken ct) =>
        promises.ChangeAsync(viewer, Rights.Verify, id, version, (opened, unmet) =>
        {
            unmet.AddRange(InTheWay(opened, "确认"));
            if (unmet.Count > 0)
            {
                return null;
            }
            (opened.Promise.State, opened.Promise.ClosedOn, opened.Promise.ConfirmedBy) = (PromiseState.Confirmed, opened.Today, viewer.ActorId);
            return new(PromiseAct.Confirmed, null);
        }, ct);

    public Task<Decision> ReturnAsync(Viewer viewer, long id, int? version, string? reason, CancellationToken ct) =>
        promises.ChangeAsync(viewer, Rights.Verify, id, version, (opened, unmet) =>
        {
            unmet.AddRange(InTheWay(opened, "退回"));
            if (string.IsNullOrWhiteSpace(reason))
            {
                unmet.Add(new("promise.return.reason", "reason", "请写明为什么退回、还差什么。"));
            }
            if (unmet.Count > 0)
            {
                return null;
            }
            (opened.Promise.State, opened.Promise.ReportedOn, opened.Promise.ReportedBy) = (PromiseState.Open, null, null);
            return new(PromiseAct.Returned, reason!.Trim());
        }, ct);

    private static IEnumerable<Unmet> InTheWay(OpenedPromise opened, string what)
    {
        var promise = opened.Promise;
        if (!opened.IsOffice)
        {
            yield return new("promise.not-office", "", $"由登记承诺的单位{what}。请联系它的办公室。");
        }
        if (promise.State == PromiseState.Open)
        {
            yield return new("promise.not-reported", "", $"责任岗位还没有报告兑现，不能{what}。");
        }
        if (promise.State == PromiseState.Reported && (promise.ReportedBy == opened.Work.Viewer.ActorId || opened.IsHolder))
        {
            yield return new("promise.same-person", "", $"兑现是您报告的，或您就在责任岗位上，须由另一个人{what}。");
        }
    }
}
