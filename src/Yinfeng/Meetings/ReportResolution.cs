using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Meetings;

/// <summary>The owner reports what was done (报告办理情况). Somebody else then confirms it or sends it back.</summary>
internal sealed class ReportResolution(OpenResolutions resolutions)
{
    private const int MostText = 2000;

    public Task<Decision> RunAsync(Viewer viewer, long id, int? version, string? report, CancellationToken ct) =>
        resolutions.ChangeAsync(viewer, Rights.Report, id, version, (opened, unmet) =>
        {
            var resolution = opened.Resolution;
            if (!opened.IsOwner)
            {
                unmet.Add(new("resolution.not-owner", "", "办理情况由责任单位报告。请联系责任单位。"));
            }
            if (resolution.State == ResolutionState.Reported)
            {
                unmet.Add(new("resolution.reported", "", "办理情况已经报告，在等别人确认。要重报请对方先退回。"));
            }
            if (string.IsNullOrWhiteSpace(report) || report.Length > MostText)
            {
                unmet.Add(new("resolution.report", "report", $"请写明做了什么、结果如何，不超过 {MostText} 字。"));
            }
            if (unmet.Count > 0)
            {
                return null;
            }
            var text = report!.Trim().ReplaceLineEndings("\n");
            (resolution.State, resolution.Report, resolution.ReportedOn, resolution.ReportedBy) = (ResolutionState.Reported, text, opened.Today, viewer.ActorId);
            return new(ResolutionAct.Reported, text);
        }, ct);
}
