using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Projects;

/// <summary>Puts a dated label on a project (500强, 专精特新, 重大项目 …) or takes it off.</summary>
internal sealed class TagProject(ProjectDesk desk)
{
    private const int LongestLabel = 40;

    public Task<Decision> AddAsync(Viewer viewer, long projectId, string? label, DateOnly? from, CancellationToken ct) =>
        desk.ChangeAsync(viewer, Rights.Report, projectId, opened =>
        {
            var text = (label ?? "").Trim();
            if (text.Length is 0 or > LongestLabel)
            {
                return Task.FromResult(Decision.Refuse("tag.label", "label", $"标签要有 1 到 {LongestLabel} 个字，请改写。"));
            }
            if (opened.Project.Tags.Any(t => t.Label == text))
            {
                return Task.FromResult(Decision.Refuse("tag.same", "label", $"项目已经有标签“{text}”。"));
            }
            opened.Project.Tags.Add(new ProjectTag { ProjectId = projectId, Label = text, From = from ?? opened.Today });
            opened.Work.Audit("project.tag", $"project:{projectId}", new { label = text, from = from ?? opened.Today });
            return Task.FromResult<Decision>(Decision<int>.Allow(opened.Project.Version + 1));
        }, ct);

    public Task<Decision> RemoveAsync(Viewer viewer, long projectId, string? label, CancellationToken ct) =>
        desk.ChangeAsync(viewer, Rights.Report, projectId, opened =>
        {
            var tag = opened.Project.Tags.FirstOrDefault(t => t.Label == (label ?? "").Trim());
            if (tag is null)
            {
                return Task.FromResult(Decision.Refuse("tag.none", "label", $"项目没有标签“{label}”。"));
            }
            opened.Project.Tags.Remove(tag);
            opened.Work.Audit("project.untag", $"project:{projectId}", new { label = tag.Label, from = tag.From });
            return Task.FromResult<Decision>(Decision<int>.Allow(opened.Project.Version + 1));
        }, ct);
}
