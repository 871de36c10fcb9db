using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Bulletins.Docx;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Reports;
using Yinfeng.Units;

namespace Yinfeng.Bulletins;

/// <summary>A bulletin as it stands: issued and frozen, or the draft of this moment.</summary>
/// <param name="Stored">Null for a draft that nobody has edited.</param>
public sealed record BulletinView(YearMonth Period, UnitNode Unit, BulletinModel Model, Bulletin? Stored)
{
    public BulletinEdits Edits => BulletinEdits.FromJson(Stored?.Edits);

    /// <summary>The document: as issued, to the byte; of a draft as it would look now.</summary>
    public byte[] Docx => Stored?.Docx ?? BulletinDocument.Write(Model);

    /// <summary>"运招商办〔2026〕1号 运城市2021-12通报"; the name of the file without its ending.</summary>
    public string FileName => $"{Unit.Name}{Period}招商引资通报{Model.Number ?? "（草稿）"}";
}

/// <summary>A line of the list of bulletins.</summary>
public sealed record BulletinLine(long Id, string UnitCode, string UnitName, YearMonth Period, string? Number, DateOnly? IssuedOn, string? IssuedBy,
    string EditedBy, DateTime EditedAtUtc);

/// <summary>What the list of bulletins starts a draft with: a unit, those to choose from, months that have figures, the latest first.</summary>
internal sealed record BulletinStart(UnitNode? Unit, IReadOnlyList<UnitNode> Choices, IReadOnlyList<YearMonth> Months);

/// <summary>Reads bulletins for a person: those of units in their part of the tree.</summary>
internal sealed class BulletinQueries(Database database, UnitDirectory units, BulletinDrafts drafts, BoardStore store)
{
    private const int MostLines = 500;

    /// <summary>The issued bulletin of the month, else its draft.</summary>
    public async Task<Decision<BulletinView>> ViewAsync(Viewer viewer, YearMonth period, string? unit, CancellationToken ct)
    {
        await drafts.WarmAsync(ct);
        var memory = await store.NowAsync(ct);
        var tree = memory.Frame.Tree(period.Ordinal);
        if (BoardQueries.Find(memory, tree, viewer, unit) is not { } node)
        {
            return Decision<BulletinView>.Refuse([BoardQueries.NoUnit(unit, period)]);
        }
        await using var db = database.OpenRead();
        var stored = await db.Set<Bulletin>().FirstOrDefaultAsync(b => b.UnitId == node.Id && b.Period == period, ct);
        if (stored is { ModelJson: { } json })
        {
            return Decision<BulletinView>.Allow(new BulletinView(period, node, BulletinModel.FromJson(json), stored));
        }
        var draft = await drafts.DraftAsync(viewer, period, node.Code, null, ct);
        return draft.Value is { } model
            ? Decision<BulletinView>.Allow(new BulletinView(period, node, model, stored))
            : Decision<BulletinView>.Refuse(draft.Unmet);
    }

    /// <summary>Issued ones and drafts that somebody edited, the latest month first.</summary>
    public async Task<IReadOnlyList<BulletinLine>> ListAsync(Viewer viewer, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var rows = await db.Set<Bulletin>().OrderByDescending(b => b.Period).ThenBy(b => b.UnitId)
            .Select(b => new { b.Id, b.UnitId, b.Period, b.Number, b.IssuedOn, b.IssuedBy, b.EditedBy, b.EditedAtUtc }).ToListAsync(ct);
        return [.. rows.Where(b => tree.IsWithin(b.UnitId, viewer.UnitId)).Take(MostLines).Select(b => new BulletinLine(b.Id,
            tree.Find(b.UnitId)?.Code ?? "", tree.Find(b.UnitId)?.Name ?? "", b.Period, b.Number, b.IssuedOn, b.IssuedBy, b.EditedBy, b.EditedAtUtc))];
    }

    public async Task<BulletinStart> StartAsync(Viewer viewer, string? unit, CancellationToken ct)
    {
        var memory = await store.NowAsync(ct);
        var months = memory.Engine.Months().Select(YearMonth.FromOrdinal).OrderDescending().ToList();
        var tree = await units.TodayAsync(ct);
        var node = BoardQueries.Find(memory, tree, viewer,
            string.IsNullOrWhiteSpace(unit) && months.Count > 0 ? Cockpit.DefaultUnit(memory, viewer, months[0]) : unit);
        return new BulletinStart(node, UnitChoices.Of(memory, tree, viewer, node), months);
    }
}
