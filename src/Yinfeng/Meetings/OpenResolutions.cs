using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Meetings;

/// <summary>A resolution opened for change.</summary>
/// <param name="Resolution">Tracked: what is set on it is stored.</param>
internal sealed record OpenedResolution(WriteWork Work, Resolution Resolution, UnitTree Tree, DateOnly Today)
{
    /// <summary>From the line of the unit that has to do it.</summary>
    public bool IsOwner => Tree.IsWithin(Resolution.UnitId, Work.Viewer.UnitId);

    /// <summary>From the line of the unit whose meeting decided it.</summary>
    public bool IsOffice => Tree.IsWithin(Resolution.OfficeUnitId, Work.Viewer.UnitId);
}

/// <summary>Opens one decided resolution for a write: checks scope, writes the step, raises the version, tells the readers.</summary>
internal sealed class OpenResolutions(Writer writer, UnitDirectory units, TimeProvider clock)
{
    public static readonly Unmet NotFound = new("resolution.not-found", "id", "没有这条议定事项，或者它不在您的权限范围内。请核对编号。");

    /// <param name="change">Sets the new state, or refuses with everything in the way; answers the step that was made.</param>
    /// <param name="version">The version the person saw; null for whatever is there.</param>
    public async Task<Decision> ChangeAsync(Viewer viewer, Rights needs, long id, int? version, Func<OpenedResolution, List<Unmet>, Step?> change,
        CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await writer.RunAsync(viewer, needs, work => OneAsync(work, id, version, tree, change, ct), ct);
            }
            catch (DbUpdateConcurrencyException) when (attempt < 3)
            {
                // Another server changed the row between our read and our commit: read again and decide on what is there now.
            }
        }
    }

    private async Task<Decision> OneAsync(WriteWork work, long id, int? version, UnitTree tree, Func<OpenedResolution, List<Unmet>, Step?> change, CancellationToken ct)
    {
        var resolution = await ResolutionQueries.Seen(work.Db, new MeetingScope(work.Viewer, tree)).FirstOrDefaultAsync(r => r.Id == id, ct);
        var opened = resolution is null ? null : new OpenedResolution(work, resolution, tree, BusinessTime.Today(clock));
        if (opened is null || !(opened.IsOwner || opened.IsOffice))
        {
            return Decision.Refuse([NotFound]);
        }
        var unmet = new List<Unmet>();
        if (version is { } seen && seen != resolution!.Version)
        {
            unmet.Add(new("resolution.stale", "version", "您打开以后别人办理过这条议定事项。请核对现在的情况再办。"));
        }
        if (!resolution!.IsOpen)
        {
            unmet.Add(new("resolution.closed", "", $"这条议定事项{MeetingTerms.Of(resolution.State)}，不能再办。"));
        }
        var step = change(opened, unmet);
        if (unmet.Count > 0 || step is null)
        {
            return Decision.Refuse(unmet);
        }
        resolution.Version++;
        Note(work, resolution, step.Act, opened.Today, step.Text, step.Before, step.After);
        return Decision.Allow;
    }

    /// <summary>Writes a step and its audit line; of a linked project also the line by which its history and its light follow.</summary>
    public static void Note(WriteWork work, Resolution resolution, ResolutionAct act, DateOnly on, string? text, DateOnly? before = null, DateOnly? after = null)
    {
        work.Db.Add(new ResolutionStep
        {
            ResolutionId = resolution.Id, Act = act, On = on, AtUtc = work.NowUtc, ActorId = work.Viewer.ActorId, Name = work.Viewer.Name, Text = text,
            Before = before, After = after,
        });
        var name = $"resolution.{act.ToString().ToLowerInvariant()}";
        work.Audit(name, $"resolution:{resolution.Id}", new { meeting = resolution.OriginName, resolution.Text, note = text, before, after });
        if (resolution.ProjectId is { } project)
        {
            work.Audit("project.resolution", $"project:{project}", new
            {
                resolution = resolution.Id, meeting = resolution.OriginName, act = MeetingTerms.Of(act), resolution.Text, reason = text, deadline = after ?? resolution.Deadline,
            });
            work.Changes.ProjectIds.Add(project);
        }
    }

    public sealed record Step(ResolutionAct Act, string? Text, DateOnly? Before = null, DateOnly? After = null);
}
