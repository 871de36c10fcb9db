using Microsoft.EntityFrameworkCore;
using System.Text.Json;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Bulletins.Docx;
using Yinfeng.Closing;
using Yinfeng.Kernel;
using Yinfeng.Lights;
using Yinfeng.Persistence;
using Yinfeng.Reports;
using Yinfeng.Units;

namespace Yinfeng.Bulletins;

/// <summary>Issues a bulletin (印发): gives it the next number and closes its month, in one transaction.</summary>
/// <remarks>Number, document and closing stand or fall together: a refusal gives no number away.</remarks>
internal sealed class IssueBulletin(Writer writer, CloseMonth close, BulletinDrafts drafts, BoardStore board, UnitDirectory units,
    SignCheckpoint checkpoint, TimeProvider clock)
{
    /// <param name="unit">Code; null for the top of what the viewer may see.</param>
    public async Task<Decision<Bulletin>> RunAsync(Viewer viewer, YearMonth period, string? unit, CancellationToken ct)
    {
        var issued = await writer.RunAsync(viewer, Rights.Publish, work => IssueAsync(work, period, unit, ct), ct);
        if (issued.Allowed)
        {
            await checkpoint.RunAsync(viewer, "bulletin", CancellationToken.None); // Issued: its own entry is vouched for too.
        }
        return issued;
    }

    private async Task<Decision<Bulletin>> IssueAsync(WriteWork work, YearMonth period, string? unit, CancellationToken ct)
    {
        await Writer.TakeTurnAsync(work, ct); // The figures of the text must be those that are frozen.
        var freezing = FreezeAsync(work.Viewer, period, unit, ct);
        var gathered = await drafts.GatherAsync(work.Viewer, period, unit, null, LightFilter.All, ct); // All lights are frozen.
        if (gathered.Value is not var (sources, template))
        {
            await freezing;
            return Decision<Bulletin>.Refuse(gathered.Unmet);
        }
        var node = sources.Board.Unit;
        var bulletin = await work.Db.Set<Bulletin>().FirstOrDefaultAsync(b => b.UnitId == node.Id && b.Period == period, ct);
        if (Fault(sources, bulletin) is { } fault)
        {
            await freezing;
            return Decision<Bulletin>.Refuse([fault]);
        }
        var lights = Task.Run(() => FrozenText.Pack(to => JsonSerializer.Serialize(to, LightsJson.Of(sources.Lights), LightsJson.Options)), ct);
        var today = BusinessTime.Today(clock);
        var sequence = await NextAsync(work, node.Id, today.Year, ct);
        var number = $"{BulletinComposer.Prefix(sources.Board, template)}〔{today.Year}〕{sequence}号";
        var model = BulletinComposer.Compose(sources, template, number, today);
        var docx = BulletinDocument.Write(model);
        var frozen = await freezing;
        frozen?.Add(PartKind.Lights, await lights);
        var closed = await close.CloseAsync(work, new ClosingOrder(node.Id, period, number, today, model.ToJson(), template.Text, docx,
            Lights: null), ct, frozen);
        if (!closed.Allowed)
        {
            return Decision<Bulletin>.Refuse(closed.Unmet);
        }
        if (bulletin is null)
        {
            bulletin = new Bulletin { Id = Ids.Next(), UnitId = node.Id, Period = period, EditedBy = work.Viewer.Name, EditedAtUtc = work.NowUtc };
            work.Db.Add(bulletin);
        }
        (bulletin.Number, bulletin.NumberYear, bulletin.Sequence, bulletin.IssuedOn) = (number, today.Year, sequence, today);
        (bulletin.IssuedBy, bulletin.ModelJson, bulletin.Docx) = (work.Viewer.Name, model.ToJson(), docx);
        bulletin.Version++;
        work.Audit("bulletin.issue", $"bulletin:{bulletin.Id}", new { unit = node.Code, period = period.ToString(), number });
        return Decision<Bulletin>.Allow(bulletin);
    }

    /// <summary>The figures are frozen while the text is made; both are of this turn.</summary>
    /// <returns>Null for a unit that the viewer cannot see; the text is refused then.</returns>
    private async Task<Dictionary<string, byte[]>?> FreezeAsync(Viewer viewer, YearMonth period, string? unit, CancellationToken ct)
    {
        var known = unit is null ? null : (await units.HistoryAsync(ct)).On(period).FindByCode(unit.Trim()); // Without waiting for the board.
        if (known is null)
        {
            var memory = await board.NowAsync(ct);
            known = BoardQueries.Find(memory, memory.Frame.Tree(period.Ordinal), viewer, unit);
        }
        return known is { } node ? await Task.Run(() => close.FreezeAsync(node.Id, period, ct), ct) : null;
    }

    private static Unmet? Fault(BulletinSources sources, Bulletin? bulletin)
    {
        var (name, period) = (sources.Board.Unit.Name, sources.Board.Period);
        if (bulletin is { Number: { } number })
        {
            return new("bulletin.issued", "period", $"{name} {period} 的通报已印发，编号 {number}，不能再发一次。有错请作为更正记入下一期通报。");
        }
        return sources.Board.Rows[0].All(c => c.Value is null or 0)
            ? new("bulletin.empty", "period", $"{name} {period} 没有任何数字，不能印发通报。请先导入台账或填报，再来印发。")
            : null;
    }

    /// <summary>Counts up a row of its own, so the number stands or falls with the transaction: no gap, none twice.</summary>
    private static async Task<int> NextAsync(WriteWork work, long unitId, int year, CancellationToken ct)
    {
        var counter = await work.Db.Set<BulletinCounter>().FirstOrDefaultAsync(c => c.UnitId == unitId && c.Year == year, ct);
        if (counter is null)
        {
            counter = new BulletinCounter { UnitId = unitId, Year = year };
            work.Db.Add(counter);
        }
        return ++counter.Last;
    }
}
