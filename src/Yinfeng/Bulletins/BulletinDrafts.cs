using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Reports;
using Yinfeng.Rules;
using Yinfeng.Units;

namespace Yinfeng.Bulletins;

/// <summary>Makes the draft of a bulletin as a person may see it.</summary>
public sealed class BulletinDrafts(BoardQueries board, IndicatorCatalog catalog, AuditCheckpoints audit, OfficeTemplates templates, UnitDirectory units)
{
    /// <param name="unit">Code; null for the top of what the viewer may see.</param>
    public async Task<Decision<BulletinModel>> DraftAsync(Viewer viewer, YearMonth period, string? unit, CancellationToken ct)
    {
        var answer = await board.BoardAsync(viewer, period, unit, [], ct);
        if (answer.Value is not { } view)
        {
            return Decision<BulletinModel>.Refuse(answer.Unmet);
        }
        var tree = await units.OnAsync(period.LastDay, ct);
        var text = await templates.ForAsync([.. tree.Upward(view.Unit.Id).Select(n => n.Id)], ct);
        var (template, problems) = TemplateReader.Read(text, catalog);
        if (problems.Count > 0)
        {
            return Decision<BulletinModel>.Refuse([.. problems.Select(p =>
                new Unmet("bulletin.template", "template", $"模板第 {p.Line} 行：{p.Message}"))]);
        }
        var sources = new BulletinSources(view, [], BulletinEdits.None, await audit.NowAsync(ct));
        return Decision<BulletinModel>.Allow(BulletinComposer.Compose(sources, template, number: null, issuedOn: null));
    }
}
