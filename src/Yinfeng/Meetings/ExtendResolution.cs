using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Meetings;

/// <summary>The meeting's office moves a deadline (延期), with the reason; the one before stays in the steps.</summary>
internal sealed class ExtendResolution(OpenResolutions resolutions)
{
    public Task<Decision> RunAsync(Viewer viewer, long id, int? version, string? deadline, string? reason, CancellationToken ct) =>
        resolutions.ChangeAsync(viewer, Rights.Approve, id, version, (opened, unmet) =>
        {
            var before = opened.Resolution.Deadline;
            if (!opened.IsOffice)
            {
                unmet.Add(new("resolution.not-office", "", "延期由召开会议或组织会审的单位决定。请联系其办公室。"));
            }
            if (!MeetingTerms.TryDay(deadline, out var day))
            {
                unmet.Add(new("resolution.deadline", "deadline", "请填写新的完成时限，写成 2023-08-31 这样。"));
            }
            else if (day <= before)
            {
                unmet.Add(new("resolution.deadline-earlier", "deadline", $"新的完成时限须晚于现在的 {MeetingTerms.Day(before)}。"));
            }
            else if (day < opened.Today)
            {
                unmet.Add(new("resolution.deadline-past", "deadline", "新的完成时限已经过去，延期没有意义。请写今天或以后的日期。"));
            }
            if (string.IsNullOrWhiteSpace(reason))
            {
                unmet.Add(new("resolution.extend.reason", "reason", "请写明为什么延期、谁同意的。"));
            }
            if (unmet.Count > 0)
            {
                return null;
            }
            opened.Resolution.Deadline = day;
            return new(ResolutionAct.Extended, reason!.Trim(), before, day);
        }, ct);
}
