using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Rules;
using Yinfeng.Units;

namespace Yinfeng.Meetings;

/// <summary>A resolution as typed.</summary>
/// <param name="Unit">Responsible unit, name or code; empty for the owner of the project.</param>
/// <param name="Person">Empty for the project's leader.</param>
/// <param name="Deadline">"2023-07-31"; empty for the kind's usual time after the meeting.</param>
/// <param name="Project">Number or exact name of a project; may be empty.</param>
/// <param name="Indicator">Code of an indicator; may be empty.</param>
public sealed record ResolutionFacts(string? Text, string? Unit, string? Person = null, string? Deadline = null, string? Project = null, string? Indicator = null);

/// <summary>Writes a resolution into a planned meeting, changes it or takes it out again. It counts from when the meeting is held.</summary>
internal sealed class DraftResolution(OpenMeetings meetings, MeetingBook book, IndicatorCatalog catalog)
{
    private const int MostText = 1000;
    private static readonly Unmet Gone = new("resolution.not-found", "id", "这个会议里没有这条议定事项，可能别人已经删去。请刷新页面。");

    /// <param name="resolutionId">Null for a new one.</param>
    /// <returns>The id of the resolution.</returns>
    public async Task<Decision<long>> RunAsync(Viewer viewer, long meetingId, long? resolutionId, ResolutionFacts typed, CancellationToken ct)
    {
        var made = 0L;
        var decision = await meetings.ChangeAsync(viewer, Rights.Report, meetingId, async opened =>
        {
            var known = await opened.ResolutionsAsync(ct);
            var resolution = resolutionId is { } id ? known.Find(r => r.Id == id)
                : new Resolution { OriginId = meetingId, OfficeUnitId = opened.Meeting.UnitId, Text = "", Position = known.Count == 0 ? 1 : known[^1].Position + 1 };
            if (resolution is null)
            {
                return Decision.Refuse([Gone]);
            }
            var unmet = await ApplyAsync(opened, viewer, typed, resolution, ct);
            if (unmet.Count > 0)
            {
                return Decision.Refuse(unmet);
            }
            if (resolutionId is null)
            {
                opened.Work.Db.Add(resolution);
            }
            resolution.Version++;
            made = resolution.Id;
            opened.Audit("meeting.resolution-draft", new
            {
                resolution = made, resolution.Text, unit = resolution.UnitId, personName = resolution.Person, resolution.Deadline, resolution.ProjectId, resolution.Indicator,
            });
            return Decision.Allow;
        }, ct);
        return decision.Allowed ? Decision<long>.Allow(made) : Decision<long>.Refuse(decision.Unmet);
    }

    public Task<Decision> RemoveAsync(Viewer viewer, long meetingId, long resolutionId, CancellationToken ct) => meetings.ChangeAsync(viewer, Rights.Report, meetingId,
        async opened =>
    {
        var known = await opened.ResolutionsAsync(ct);
        if (known.Find(r => r.Id == resolutionId) is not { } resolution)
        {
            return Decision.Refuse([Gone]);
        }
        opened.Work.Db.Remove(resolution);
        known.Remove(resolution);
        for (var i = 0; i < known.Count; i++)
        {
            known[i].Position = i + 1;
        }
        opened.Audit("meeting.resolution-remove", new { resolution = resolution.Id, resolution.Text });
        return Decision.Allow;
    }, ct);

    private async Task<List<Unmet>> ApplyAsync(OpenedMeeting opened, Viewer viewer, ResolutionFacts typed, Resolution to, CancellationToken ct)
    {
        var (unmet, meeting) = (new List<Unmet>(), opened.Meeting);
        if (string.IsNullOrWhiteSpace(typed.Text) || typed.Text.Length > MostText)
        {
            unmet.Add(new("resolution.text", "text", $"请写明议定了什么，不超过 {MostText} 字。"));
        }
        var project = await ProjectAsync(opened, viewer, typed.Project, unmet, ct);
        var unit = project is null ? null : opened.Tree.Find(project.OwnerUnitId);
        if ((!string.IsNullOrWhiteSpace(typed.Unit) || unit is null) && UnitText.Read("责任单位", typed.Unit?.Trim() ?? "", opened.Tree, out unit) is { } wrong)
        {
            unmet.Add(new("resolution.unit", "unit", wrong));
        }
        if (unit is not null && !opened.Tree.IsWithin(unit.Id, meeting.UnitId))
        {
            unmet.Add(new("resolution.unit-outside", "unit", $"“{unit.Name}”不是{UnitText.Name(meeting.UnitId, opened.Tree)}或其下级，会议不能给它定任务。请选本级或下级单位。"));
        }
        var deadline = meeting.Day.AddDays(book.Find(meeting.Kind, opened.Tree, meeting.UnitId, meeting.Day)?.Days ?? 30);
        if (!string.IsNullOrWhiteSpace(typed.Deadline) && !MeetingTerms.TryDay(typed.Deadline, out deadline))
        {
            unmet.Add(new("resolution.deadline", "deadline", $"完成时限“{typed.Deadline}”写法不对。请写成 2023-07-31 这样，或留空取通常的办理天数。"));
        }
        else if (deadline < meeting.Day)
        {
            unmet.Add(new("resolution.deadline-past", "deadline", $"完成时限 {MeetingTerms.Day(deadline)} 早于会议日期 {MeetingTerms.Day(meeting.Day)}。请改晚。"));
        }
        var indicator = MeetingChecks.Text(typed.Indicator);
        if (indicator is not null && catalog.Find(indicator) is null)
        {
            unmet.Add(new("resolution.indicator", "indicator", $"没有指标“{indicator}”。请从列表中选，或留空。"));
        }
        if (unmet.Count == 0)
        {
            (to.Text, to.UnitId, to.Deadline, to.ProjectId, to.Indicator) = (typed.Text!.Trim().ReplaceLineEndings(" "), unit!.Id, deadline, project?.Id, indicator);
            to.Person = MeetingChecks.Text(typed.Person) ?? (unit.Id == project?.OwnerUnitId ? project.Leader : null);
        }
        return unmet;
    }

    private static async Task<Project?> ProjectAsync(OpenedMeeting opened, Viewer viewer, string? typed, List<Unmet> unmet, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }
        var (text, db) = (typed.Trim(), opened.Work.Db);
        var seen = db.Set<Project>().Where(new ProjectPolicy(OpenMeetings.Everybody(viewer, opened.Meeting), opened.Tree).Filter(db));
        var found = long.TryParse(text, out var id) ? await seen.Where(p => p.Id == id).ToListAsync(ct) : await seen.Where(p => p.Name == text).Take(3).ToListAsync(ct);
        if (found.Count != 1)
        {
            unmet.Add(found.Count == 0
                ? new("resolution.project", "project", $"没有名为“{text}”的项目，或它不在召开单位的范围内。请填项目全称或编号。")
                : new("resolution.project-many", "project", $"名为“{text}”的项目不止一个，请填编号：{string.Join("、", found.Select(p => $"{p.Id}（{UnitText.Name(p.OwnerUnitId, opened.Tree)}）"))}。"));
        }
        return found.Count == 1 ? found[0] : null;
    }
}
