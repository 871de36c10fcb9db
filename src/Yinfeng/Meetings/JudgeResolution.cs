using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Meetings;

/// <summary>The meeting's office confirms what the owner reported (确认办结), or sends it back with the reason (退回). Never whoever reported it.</summary>
internal sealed class JudgeResolution(OpenResolutions resolutions)
{
    public Task<Decision> ConfirmAsync(Viewer viewer, long id, int? version, CancellationToken ct) =>
        resolutions.ChangeAsync(viewer, Rights.Verify, id, version, (opened, unmet) =>
        {
            unmet.AddRange(InTheWay(opened, "确认"));
            if (unmet.Count > 0)
            {
                return null;
            }
            (opened.Resolution.State, opened.Resolution.ClosedOn) = (ResolutionState.Confirmed, opened.Today);
            return new(ResolutionAct.Confirmed, null);
        }, ct);

    public Task<Decision> ReturnAsync(Viewer viewer, long id, int? version, string? reason, CancellationToken ct) =>
        resolutions.ChangeAsync(viewer, Rights.Verify, id, version, (opened, unmet) =>
        {
            unmet.AddRange(InTheWay(opened, "退回"));
            if (string.IsNullOrWhiteSpace(reason))
            {
                unmet.Add(new("resolution.return.reason", "reason", "请写明为什么退回、还差什么。"));
            }
            if (unmet.Count > 0)
            {
                return null;
            }
            (opened.Resolution.State, opened.Resolution.ReportedOn, opened.Resolution.ReportedBy) = (ResolutionState.Open, null, null);
            return new(ResolutionAct.Returned, reason!.Trim());
        }, ct);

    private static IEnumerable<Unmet> InTheWay(OpenedResolution opened, string what)
    {
        var resolution = opened.Resolution;
        if (!opened.IsOffice)
        {
            yield return new("resolution.not-office", "", $"由召开会议或组织会审的单位{what}。请联系其办公室。");
        }
        if (resolution.State == ResolutionState.Open)
        {
            yield return new("resolution.not-reported", "", $"责任单位还没有报告办理情况，不能{what}。");
        }
        if (resolution.State == ResolutionState.Reported && resolution.ReportedBy == opened.Work.Viewer.ActorId)
        {
            yield return new("resolution.same-person", "", $"办理情况是您报告的，须由另一个人{what}。");
        }
    }
}
