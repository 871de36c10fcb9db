using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Promises;

/// <summary>The owner reports that a promise was kept, with proof (报告兑现). Somebody else then confirms it or sends it back.</summary>
internal sealed class ReportPromise(OpenPromises promises)
{
    private const int MostText = 2000;

    public Task<Decision> RunAsync(Viewer viewer, long id, int? version, string? report, string? proof, CancellationToken ct) =>
        promises.ChangeAsync(viewer, Rights.Report, id, version, (opened, unmet) =>
        {
            var promise = opened.Promise;
            if (!opened.IsOwner)
            {
                unmet.Add(new("promise.not-owner", "", "兑现情况由责任单位报告。请联系责任单位。"));
            }
            if (promise.State == PromiseState.Reported)
            {
                unmet.Add(new("promise.reported", "", "兑现情况已经报告，在等别人确认。要重报请对方先退回。"));
            }
            if (string.IsNullOrWhiteSpace(report) || report.Length > MostText)
            {
                unmet.Add(new("promise.report", "report", $"请写明做了什么、结果如何，不超过 {MostText} 字。"));
            }
            if (string.IsNullOrWhiteSpace(proof) || proof.Length > MostText)
            {
                unmet.Add(new("promise.proof", "proof", "请写明凭证，例如 拨款凭证号、批复文号、收款回单，别人要凭它核对。"));
            }
            if (unmet.Count > 0)
            {
                return null;
            }
            (promise.State, promise.Report, promise.Proof) = (PromiseState.Reported, report!.Trim().ReplaceLineEndings("\n"), proof!.Trim().ReplaceLineEndings(" "));
            (promise.ReportedOn, promise.ReportedBy) = (opened.Today, viewer.ActorId);
            return new(PromiseAct.Reported, $"{promise.Report}（凭证：{promise.Proof}）");
        }, ct);
}
