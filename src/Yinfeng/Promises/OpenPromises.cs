using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Promises;

/// <summary>A promise opened for change.</summary>
/// <param name="Promise">Tracked: what is set on it is stored.</param>
internal sealed record OpenedPromise(WriteWork Work, Promise Promise, PromiseHolders Holders, DateOnly Today)
{
    public UnitTree Tree => Holders.Tree;

    /// <summary>From the line of the unit that owes it.</summary>
    public bool IsOwner => Tree.IsWithin(Promise.UnitId, Work.Viewer.UnitId);

    /// <summary>From the line of the unit that registered it.</summary>
    public bool IsOffice => Tree.IsWithin(Promise.OfficeUnitId, Work.Viewer.UnitId);

    /// <summary>Holds the post that owes it.</summary>
    public bool IsHolder => Holders.Present(Promise).Any(h => h.ActorId == Work.Viewer.ActorId);
}

/// <summary>Opens one promise for a write: checks scope, writes the step, raises the version, tells the readers.</summary>
internal sealed class OpenPromises(Writer writer, UnitDirectory units, TimeProvider clock)
{
    public static readonly Unmet NotFound = new("promise.not-found", "id", "没有这条承诺，或者它不在您的权限范围内。请核对编号。");

    /// <param name="change">Sets the new state, or refuses with everything in the way; answers the step that was made.</param>
    /// <param name="version">The version the person saw; null for whatever is there.</param>
    public async Task<Decision> ChangeAsync(Viewer viewer, Rights needs, long id, int? version, Func<OpenedPromise, List<Unmet>, Step?> change, CancellationToken ct)
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

    private async Task<Decision> OneAsync(WriteWork work, long id, int? version, UnitTree tree, Func<OpenedPromise, List<Unmet>, Step?> change, CancellationToken ct)
    {
        var today = BusinessTime.Today(clock);
        if (await PromiseQueries.Seen(work.Db, work.Viewer, tree).FirstOrDefaultAsync(p => p.Id == id, ct) is not { } promise)
        {
            return Decision.Refuse([NotFound]);
        }
        var opened = new OpenedPromise(work, promise, await PromiseHolders.ReadAsync(work.Db, tree, today, ct), today);
        if (!(opened.IsOwner || opened.IsOffice))
        {
            return Decision.Refuse([NotFound]);
        }
        var unmet = new List<Unmet>();
        if (version is { } seen && seen != promise.Version)
        {
            unmet.Add(new("promise.stale", "version", "您打开以后别人办理过这条承诺。请核对现在的情况再办。"));
        }
        if (!promise.IsOpen)
        {
            unmet.Add(new("promise.closed", "", $"这条承诺{PromiseTerms.Of(promise.State)}，不能再办。"));
        }
        var step = change(opened, unmet);
        if (unmet.Count > 0 || step is null)
        {
            return Decision.Refuse(unmet);
        }
        promise.Version++;
        Note(work, promise, step, today);
        return Decision.Allow;
    }

    /// <summary>Writes a step and its audit line; of a linked project also the line by which its history and its light follow.</summary>
    public static void Note(WriteWork work, Promise promise, Step step, DateOnly on)
    {
        work.Db.Add(new PromiseStep
        {
            PromiseId = promise.Id, Act = step.Act, On = on, AtUtc = work.NowUtc, ActorId = work.Viewer.ActorId, Name = work.Viewer.Name, Text = step.Text,
            Before = step.Before, After = step.After,
        });
        work.Audit($"promise.{step.Act.ToString().ToLowerInvariant()}", $"promise:{promise.Id}", new { promise.Text, promise.Source, note = step.Text, step.Before, step.After });
        if (promise.ProjectId is { } project)
        {
            work.Audit("project.promise", $"project:{project}", new
            {
                promise = promise.Id, act = PromiseTerms.Of(step.Act), text = PromiseTerms.What(promise), reason = step.Text, deadline = promise.Due,
            });
            work.Changes.ProjectIds.Add(project);
        }
    }

    public sealed record Step(PromiseAct Act, string? Text, string? Before = null, string? After = null);
}
