using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Meetings;

/// <summary>The meeting's office takes a resolution back (撤销), with the reason; it stays in the minutes and in the list.</summary>
internal sealed class WithdrawResolution(OpenResolutions resolutions)
{
    public Task<Decision> RunAsync(Viewer viewer, long id, int? version, string? reason, CancellationToken ct) =>
        resolutions.ChangeAsync(viewer, Rights.Approve, id, version, (opened, unmet) =>
        {
            if (!opened.IsOffice)
            {
                unmet.Add(new("resolution.not-office", "", "撤销由召开会议的单位决定。请联系会议办公室。"));
            }
            if (string.IsNullOrWhiteSpace(reason))
            {
                unmet.Add(new("resolution.withdraw.reason", "reason", "请写明为什么撤销，例如 项目已终止。"));
            }
            if (unmet.Count > 0)
            {
                return null;
            }
            (opened.Resolution.State, opened.Resolution.ClosedOn) = (ResolutionState.Withdrawn, opened.Today);
            return new(ResolutionAct.Withdrawn, reason!.Trim());
        }, ct);
}
