using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Monthly;

/// <summary>One row as typed into the grid.</summary>
/// <param name="SeenVersion">Version of the report that stood beside the inputs.</param>
public sealed record TypedRow(long ProjectId, TypedMonth Typed, int SeenVersion);

/// <summary>Keeps what a person typed into the grid, so that a lost connection, a closed window or a refused row loses nothing.</summary>
internal sealed class SaveDrafts(Writer writer, MonthGridQueries grid, TimeProvider clock)
{
    private const int LongestText = 4_000;

    /// <summary>Stores rows that differ from what is reported, and forgets drafts that no longer do.</summary>
    /// <returns>When they were saved, UTC; refused when a text is too long to be kept.</returns>
    public async Task<Decision<DateTime>> RunAsync(Viewer viewer, YearMonth month, IReadOnlyList<TypedRow> rows, CancellationToken ct)
    {
        var unmet = rows.SelectMany(Lengths).ToList();
        if (unmet.Count > 0)
        {
            return Decision<DateTime>.Refuse(unmet);
        }
        var known = (await grid.RowsAsync(viewer, month, [.. rows.Select(r => r.ProjectId)], ct)).ToDictionary(r => r.ProjectId);
        var changed = rows.Where(r => known.TryGetValue(r.ProjectId, out var row) && (row.DraftAtUtc is not null
            ? r.Typed != row.Typed : r.Typed.Answer.Length > 0 || !r.Typed.SameAs(TypedMonth.Of(row.Stored)))).ToList();
        if (changed.Count == 0)
        {
            return Decision<DateTime>.Allow(clock.GetUtcNow().UtcDateTime);
        }
        return await writer.RunAsync(viewer, Rights.Report, work => StoreAsync(work, month, changed, known, ct), ct);
    }

    private static async Task<Decision<DateTime>> StoreAsync(WriteWork work, YearMonth month, List<TypedRow> rows,
        Dictionary<long, GridRow> known, CancellationToken ct)
    {
        var ids = rows.Select(r => r.ProjectId).ToArray();
        var actor = work.Viewer.ActorId;
        var drafts = await work.Db.Set<MonthDraft>().Where(d => d.ActorId == actor && d.Month == month && ids.Contains(d.ProjectId))
            .ToDictionaryAsync(d => d.ProjectId, ct);
        foreach (var row in rows)
        {
            var draft = drafts.GetValueOrDefault(row.ProjectId);
            if (row.Typed.Answer.Length == 0 && row.Typed.SameAs(TypedMonth.Of(known[row.ProjectId].Stored)))
            {
                if (draft is not null)
                {
                    work.Db.Remove(draft);
                }
                continue;
            }
            if (draft is null)
            {
                draft = new MonthDraft { ActorId = actor, Month = month, ProjectId = row.ProjectId };
                work.Db.Add(draft);
            }
            (draft.FundsWan, draft.FixedInvestmentWan, draft.InStatistics) = (row.Typed.FundsWan, row.Typed.FixedInvestmentWan, row.Typed.InStatistics);
            (draft.Progress, draft.Problems, draft.Answer) = (row.Typed.Progress, row.Typed.Problems, row.Typed.Answer);
            (draft.BaseVersion, draft.SavedAtUtc) = (row.SeenVersion, work.NowUtc);
        }
        // What is typed is not yet said: the log names the rows, not the words.
        work.Audit("month.draft", $"month:{month}", new { projects = ids });
        return Decision<DateTime>.Allow(work.NowUtc);
    }

    private static IEnumerable<Unmet> Lengths(TypedRow row)
    {
        foreach (var (field, label, text) in new[]
            { ("funds", "到位资金", row.Typed.FundsWan), ("fixed", "完成固投", row.Typed.FixedInvestmentWan), ("stat", "入统", row.Typed.InStatistics),
              ("progress", "形象进度", row.Typed.Progress), ("problems", "存在问题", row.Typed.Problems), ("answer", "说明", row.Typed.Answer) })
        {
            if (text.Length > LongestText)
            {
                yield return new("month.draft.too-long", $"{field}.{row.ProjectId}", $"{label}有 {text.Length} 个字，最多 {LongestText} 个，请缩短。");
            }
        }
    }
}
