using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Closing;
using Yinfeng.Inspections;
using Yinfeng.Kernel;
using Yinfeng.Lights;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Reports;
using Yinfeng.Rules;
using Yinfeng.Units;

namespace Yinfeng.Bulletins;

/// <summary>What a bulletin is composed from: its sources and its template.</summary>
internal sealed record BulletinMaterial(BulletinSources Sources, BulletinTemplate Template);

/// <summary>Gathers what a bulletin is made from, as a person may see it, and composes its draft.</summary>
internal sealed class BulletinDrafts(Database database, BoardQueries board, LightQueries lights, BoardStore figures, LightStore rows,
    RestatementQueries restatements, IMeetingNews meetings, AuditCheckpoints audit, OfficeTemplates templates, IndicatorCatalog catalog, UnitDirectory units,
    TaskQueries inspections)
{
    /// <summary>The projects that a bulletin may name.</summary>
    private static readonly LightFilter Named = new(LightColour.Red);

    /// <summary>A command starts with neither figures nor lights in memory: both are read at once.</summary>
    public async Task WarmAsync(CancellationToken ct) =>
        await Task.WhenAll(Task.Run(() => figures.NowAsync(ct), ct), Task.Run(() => rows.NowAsync(ct).AsTask(), ct));

    /// <param name="unit">Code; null for the top of what the viewer may see.</param>
    /// <param name="template">Text to try; null for the one the office uses.</param>
    public async Task<Decision<BulletinModel>> DraftAsync(Viewer viewer, YearMonth period, string? unit, string? template, CancellationToken ct)
    {
        var answer = await GatherAsync(viewer, period, unit, template, Named, ct);
        return answer.Value is { } material
            ? Decision<BulletinModel>.Allow(BulletinComposer.Compose(material.Sources, material.Template, number: null, issuedOn: null))
            : Decision<BulletinModel>.Refuse(answer.Unmet);
    }

    /// <param name="projects">Which projects' lights are put into words.</param>
    public async Task<Decision<BulletinMaterial>> GatherAsync(Viewer viewer, YearMonth period, string? unit, string? template, LightFilter projects,
        CancellationToken ct)
    {
        await WarmAsync(ct);
        var answer = await board.BoardAsync(viewer, period, unit, [], ct);
        if (answer.Value is not { } view)
        {
            return Decision<BulletinMaterial>.Refuse(answer.Unmet);
        }
        var tree = await units.OnAsync(period.LastDay, ct);
        var text = template ?? await templates.ForAsync([.. tree.Upward(view.Unit.Id).Select(n => n.Id)], ct);
        var (read, problems) = TemplateReader.Read(text, catalog);
        if (problems.Count > 0)
        {
            return Decision<BulletinMaterial>.Refuse([.. problems.Select(p =>
                new Unmet("bulletin.template", "template", $"模板第 {p.Line} 行：{p.Message}"))]);
        }
        var seen = await lights.ViewAsync(viewer, period, view.Unit.Code, projects, ct);
        if (seen.Value is not { } lamps)
        {
            return Decision<BulletinMaterial>.Refuse(seen.Unmet);
        }
        var near = view.Units.Select(u => u.Id).ToHashSet();
        var waiting = await restatements.ListAsync(viewer, new RestatementFilter(view.Unit.Id, Carried: false), ct);
        return Decision<BulletinMaterial>.Allow(new BulletinMaterial(new BulletinSources(view, lamps, Flags(view),
            await PublicAsync([.. waiting.Where(r => near.Contains(r.UnitId) && r.Month < period)], ct), await meetings.OfAsync(viewer, view.Unit, period, ct),
            await EditsAsync(view.Unit.Id, period, ct), await audit.NowAsync(ct))
        {
            Inspections = InspectionSentence.Of(await inspections.CountsAsync(view.Unit.Id, new DateOnly(period.Year, 1, 1), period.LastDay, ct)),
        }, read));
    }

    /// <summary>Whoever makes a bulletin may know of a negotiation; those who read it may not: only a signed project keeps its name.</summary>
    private async Task<IReadOnlyList<Restatement>> PublicAsync(IReadOnlyList<Restatement> restated, CancellationToken ct)
    {
        var ids = restated.Select(r => r.ProjectId).OfType<long>().Distinct().ToList();
        if (ids.Count == 0)
        {
            return restated;
        }
        await using var db = database.OpenRead();
        var stages = await db.Set<Project>().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Stage }).ToListAsync(ct);
        var signed = stages.Where(p => p.Stage >= ProjectStage.Signed).Select(p => p.Id).ToHashSet();
        return [.. restated.Select(r => r.ProjectId is { } id && signed.Contains(id) ? r : r with { ProjectId = null, ProjectName = null })];
    }

    private async Task<BulletinEdits> EditsAsync(long unit, YearMonth period, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        return BulletinEdits.FromJson(await db.Set<Bulletin>().Where(b => b.UnitId == unit && b.Period == period).Select(b => b.Edits).FirstOrDefaultAsync(ct));
    }

    private static List<string> Flags(BoardView view) => [.. view.Indicators.SelectMany((indicator, column) =>
        BoardFlags.Of(view, 0, column).Select(flag => $"{indicator.Name}：{flag.Reason}"))];
}
