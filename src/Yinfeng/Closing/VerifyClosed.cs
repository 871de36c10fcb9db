using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Analytics.Board;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Reports;
using Yinfeng.Units;

namespace Yinfeng.Closing;

/// <summary>Makes the issued document again; the room that issues bulletins answers.</summary>
public interface IClosedDocument
{
    /// <returns>The bytes of the document, the same for the same model and template.</returns>
    byte[] Make(string modelJson, string templateText);
}

/// <summary>A frozen figure that does not come out again.</summary>
public sealed record FigureDifference(string Unit, string Indicator, string Field, decimal? Frozen, decimal? Recomputed);

/// <summary>What computing a closed month again gave.</summary>
/// <param name="Cells">How many cells were compared.</param>
/// <param name="Damaged">Parts whose bytes are not those that the audit log bears witness of.</param>
/// <param name="Document">same, different, or none where no document was issued here.</param>
public sealed record ClosingCheck(ClosedMonth Month, int Cells, IReadOnlyList<FigureDifference> Differences, IReadOnlyList<string> Damaged, string Document)
{
    public bool Ok => Differences.Count == 0 && Damaged.Count == 0 && Document != "different";
}

/// <summary>Computes a closed month again from its frozen inputs and compares figures and document (核验).</summary>
internal sealed class VerifyClosed(Database database, ClosedMonths closed, ClosedBoards boards, UnitDirectory units, IEnumerable<IClosedDocument> documents)
{
    /// <param name="unit">Code of the unit whose bulletin closed the month.</param>
    public async Task<Decision<ClosingCheck>> RunAsync(Viewer viewer, YearMonth period, string? unit, CancellationToken ct)
    {
        await closed.LookAgainAsync(ct);
        var tree = (await units.HistoryAsync(ct)).On(period);
        var node = unit is null ? tree.Find(viewer.UnitId ?? UnitTree.NationId) : tree.FindByCode(unit.Trim());
        if (node is null || !tree.IsWithin(node.Id, viewer.UnitId))
        {
            return Decision<ClosingCheck>.Refuse(BoardQueries.NoUnit(unit, period).Code, "unit", BoardQueries.NoUnit(unit, period).Message);
        }
        return closed.Of(node.Id, period, tree) is { } month && tree.IsWithin(month.UnitId, viewer.UnitId)
            ? Decision<ClosingCheck>.Allow(await CheckAsync(month, ct))
            : Decision<ClosingCheck>.Refuse("closing.open", "period", $"{node.Name} {period} 没有已编号的通报，没有冻结的数可以核验。"
                + (closed.LastClosed(node.Id, tree) is { } last ? $"最近关账至 {last}。" : "这个单位还没有关过账。"));
    }

    private async Task<ClosingCheck> CheckAsync(ClosedMonth month, CancellationToken ct)
    {
        var parts = await boards.PartsAsync(month.Id, null, ct);
        var damaged = await DamagedAsync(month, parts, ct);
        if (FrozenBoard.Needs.Concat([PartKind.Figures, PartKind.Tree, PartKind.Indicators]).Any(k => !parts.ContainsKey(k)))
        {
            return new ClosingCheck(month, 0, [], damaged, "none"); // What is missing is among the damaged.
        }
        var frozen = FrozenFigures.Unpack(kind => parts[kind]);
        var again = FrozenFigures.Of(FrozenBoard.Thaw(kind => parts[kind]), month.UnitId, month.Period);
        var differences = new List<FigureDifference>();
        var cells = 0;
        foreach (var unit in frozen.Units)
        {
            foreach (var indicator in frozen.Indicators)
            {
                var (was, now) = (frozen.Cell(unit.Id, indicator.Code)!, again.Cell(unit.Id, indicator.Code));
                for (var field = 0; field < BoardPage.ShownFields; field++, cells++)
                {
                    if (now is null || was[field] != now[field])
                    {
                        differences.Add(new FigureDifference(unit.Code, indicator.Code, ((BoardField)field).ToString(), Known(was[field]),
                            now is null ? null : Known(now[field])));
                    }
                }
            }
        }
        return new ClosingCheck(month, cells, differences, damaged, Document(parts));
    }

    private string Document(Dictionary<string, byte[]> parts)
    {
        if (!parts.TryGetValue(PartKind.Document, out var issued) || !parts.TryGetValue(PartKind.Model, out var model)
            || !parts.TryGetValue(PartKind.Template, out var template) || documents.FirstOrDefault() is not { } maker)
        {
            return "none";
        }
        return maker.Make(FrozenText.Unpack(model), FrozenText.Unpack(template)).AsSpan().SequenceEqual(issued) ? "same" : "different";
    }

    /// <summary>The audit line of the closing holds the SHA-256 of every part.</summary>
    private async Task<List<string>> DamagedAsync(ClosedMonth month, Dictionary<string, byte[]> parts, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var subject = $"closing:{month.Id}";
        var line = await db.Set<AuditEntry>().Where(e => e.Subject == subject && e.Action == "closing.close").Select(e => e.Detail).FirstOrDefaultAsync(ct);
        if (line is null)
        {
            return ["audit"];
        }
        using var detail = JsonDocument.Parse(line);
        var witnessed = detail.RootElement.GetProperty("sha256").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!);
        return [.. witnessed.Where(w => !parts.TryGetValue(w.Key, out var data) || Convert.ToHexStringLower(SHA256.HashData(data)) != w.Value).Select(w => w.Key)
            .Concat(parts.Keys.Except(witnessed.Keys)).Order(StringComparer.Ordinal)];
    }

    private static decimal? Known(long cell) => cell == BoardPage.Null ? null : cell;
}
