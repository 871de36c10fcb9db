using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Reports;
using Yinfeng.Rules;
using Yinfeng.Units;

namespace Yinfeng.Closing;

/// <summary>Closes a month for a unit and everything below it (关账), inside the write that gives the bulletin its number.</summary>
internal sealed class CloseMonth(Database database, ClosedMonths closed, BoardStore board, UnitDirectory units, FrozenRules rules, IndicatorCatalog catalog,
    ForeignChanges foreign, TimeProvider clock)
{
    private const int LongestNumber = 60;

    /// <summary>Freezes figures, inputs, tree, goals and rules as committed now, and tells which restatements this bulletin carries.</summary>
    /// <param name="work">The write that issues the bulletin; it may already hold rows of its own, but none that figures are made of.</param>
    /// <param name="frozen">What <see cref="FreezeAsync"/> froze in this write for the unit and month; null freezes now. More parts are added.</param>
    /// <returns>The closed month, or every unmet condition; then the write must answer the refusal, which rolls it back.</returns>
    public async Task<Decision<ClosedMonth>> CloseAsync(WriteWork work, ClosingOrder order, CancellationToken ct, Dictionary<string, byte[]>? frozen = null)
    {
        await Writer.TakeTurnAsync(work, ct); // What is frozen must be what is there at the commit.
        await foreign.HearAsync(ct); // What other servers committed is seen before the board in memory is asked.
        var list = closed.Reload();
        var history = await units.HistoryAsync(ct);
        var tree = history.On(order.Period);
        var unmet = Faults(work, order, list, tree).ToList();
        if (unmet.Count > 0)
        {
            return Decision<ClosedMonth>.Refuse(unmet);
        }
        var unit = tree.Find(order.UnitId)!;
        var month = new ClosedMonth
        {
            UnitId = unit.Id, UnitName = unit.Name, Period = order.Period, Number = order.Number.Trim(), IssuedOn = order.IssuedOn,
            ClosedBy = work.Viewer.ActorId, ClosedByName = work.Viewer.Name, ClosedAtUtc = work.NowUtc,
        };
        var parts = frozen ?? await FreezeAsync(unit.Id, order.Period, ct);
        Add(order, parts);
        work.Db.Add(month);
        work.Db.AddRange(parts.Select(p => new ClosedPart { ClosedMonthId = month.Id, Kind = p.Key, Data = p.Value }));
        var carried = await CarryAsync(work.Db, month, history, ct);
        work.Audit("closing.close", $"closing:{month.Id}", new
        {
            unit = unit.Id, unit.Code, unit.Name, period = order.Period.ToString(), number = month.Number, issuedOn = order.IssuedOn, restatements = carried,
            sha256 = parts.OrderBy(p => p.Key, StringComparer.Ordinal).ToDictionary(p => p.Key, p => Convert.ToHexStringLower(SHA256.HashData(p.Value))),
        });
        work.Changes.Closing = true;
        return Decision<ClosedMonth>.Allow(month);
    }

    private IEnumerable<Unmet> Faults(WriteWork work, ClosingOrder order, ClosedList list, UnitTree tree)
    {
        if (tree.Find(order.UnitId) is not { } unit || unit.Id != order.UnitId || !tree.IsWithin(order.UnitId, work.Viewer.UnitId))
        {
            yield return new("closing.unit", "unit", $"{order.Period} 没有编号为 {order.UnitId} 的单位，或者它不在您的权限范围内。请核对单位。");
        }
        if (string.IsNullOrWhiteSpace(order.Number) || order.Number.Trim().Length > LongestNumber)
        {
            yield return new("closing.number", "number", $"关账要有通报编号（不超过 {LongestNumber} 个字）：没有编号的草稿不关账。");
        }
        if (order.Period > YearMonth.Of(BusinessTime.Today(clock)))
        {
            yield return new("closing.future", "period", $"{order.Period} 还没到，不能关账。请选本月或以前的月份。");
        }
        if (list.Of(order.UnitId).FirstOrDefault() is { } last && last.Period >= order.Period)
        {
            yield return new("closing.order", "period", $"{last.UnitName}已由{last.Number}关账至 {last.Period}，{order.Period} 不能再关一次。"
                + $"请从 {last.Period.AddMonths(1)} 起关账；已关月份有错，请作为更正记入下一期通报。");
        }
        if (!rules.IsCurrent)
        {
            yield return new("closing.rules-changed", "", "规则文件在程序启动以后改动过，正在使用的口径和文件里的不一致。请重启程序，核对数字后再关账。");
        }
    }

    /// <summary>Freezes figures with everything they are made of, which may run beside the making of the bulletin.</summary>
    /// <remarks>Inside the write and after its turn was taken: nobody else commits until it ends.</remarks>
    /// <returns>The parts by kind; see <see cref="PartKind"/>.</returns>
    public async Task<Dictionary<string, byte[]>> FreezeAsync(long unitId, YearMonth period, CancellationToken ct)
    {
        var parts = await new FrozenInputs(database).PackAsync(await units.HistoryAsync(ct), unitId, period, FirstMonth(unitId, closed.Reload()),
            async () => (await board.NowAsync(ct)).Frame.Years, ct);
        parts[PartKind.Rules] = FrozenText.Pack(rules.Json(database.DataFolder));
        // Made from what was just packed, not from the board in memory: what is frozen is then known to be enough.
        var figures = FrozenFigures.Of(FrozenBoard.Thaw(kind => parts[kind]), unitId, period);
        (parts[PartKind.Figures], parts[PartKind.Tree], parts[PartKind.Indicators]) =
            (figures.PackCells(), figures.PackUnits(), figures.PackIndicators());
        return parts;
    }

    /// <summary>Adds what the bulletin itself brings.</summary>
    private static void Add(ClosingOrder order, Dictionary<string, byte[]> parts)
    {
        foreach (var (kind, text) in new[] { (PartKind.Model, order.ModelJson), (PartKind.Template, order.TemplateText) })
        {
            if (text.Length > 0)
            {
                parts[kind] = FrozenText.Pack(text);
            }
        }
        if (order.Docx.Length > 0)
        {
            parts[PartKind.Document] = order.Docx;
        }
        if (order.Lights is { } write)
        {
            parts[PartKind.Lights] = FrozenText.Pack(write);
        }
    }

    /// <summary>Each closing answers for the months since the one before, and needs the year before those for comparison.</summary>
    /// <returns>Null for everything there is.</returns>
    private YearMonth? FirstMonth(long unitId, ClosedList list) =>
        list.Of(unitId).FirstOrDefault() is not { } last
            || catalog.Codes.SelectMany(catalog.History).Any(v => v is { Shape: IndicatorShape.Monthly, Accumulation: Accumulation.Ever })
        ? null : new YearMonth(last.Period.AddMonths(1).Year - 1, 1);

    /// <summary>Restatements of earlier months, of the unit and those below it, that no bulletin has told of yet.</summary>
    private static async Task<int> CarryAsync(YinfengDb db, ClosedMonth month, UnitHistory history, CancellationToken ct)
    {
        var waiting = await db.Set<RestatementRow>().Where(r => r.CarriedBy == null && r.Month < month.Period).ToListAsync(ct);
        waiting.RemoveAll(r => !history.CountsIn(r.UnitId, month.UnitId, month.Period));
        waiting.ForEach(r => r.CarriedBy = month.Number);
        return waiting.Count;
    }
}
