using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;

namespace Yinfeng.Monthly;

/// <summary>What became of the rows that were sent.</summary>
/// <param name="Unmet">Fields are "funds.ID" and so on; an empty list means that every changed row is reported.</param>
/// <param name="Unchanged">Rows that say what is already reported.</param>
public sealed record SubmitOutcome(IReadOnlyList<long> Reported, int Unchanged, IReadOnlyList<Unmet> Unmet);

/// <summary>Reports the rows of a grid (报送): those in order are reported one by one, the others stay drafts and say what is wrong.</summary>
internal sealed class SubmitMonth(Writer writer, SaveDrafts drafts, ReportMonth report, MonthGridQueries grid, MonthLimitsTable limits, TimeProvider clock)
{
    public async Task<Decision<SubmitOutcome>> RunAsync(Viewer viewer, YearMonth month, IReadOnlyList<TypedRow> rows, CancellationToken ct)
    {
        var kept = await drafts.RunAsync(viewer, month, rows, ct); // First keep, then judge: whatever happens, nothing typed is lost.
        if (!kept.Allowed)
        {
            return Decision<SubmitOutcome>.Refuse(kept.Unmet);
        }
        var known = (await grid.RowsAsync(viewer, month, [.. rows.Select(r => r.ProjectId)], ct)).ToDictionary(r => r.ProjectId);
        var (done, unmet, unchanged, answers) = (new List<long>(), new List<Unmet>(), 0, new List<MonthAnswer>());
        foreach (var row in rows)
        {
            if (!known.TryGetValue(row.ProjectId, out var now))
            {
                unmet.Add(new("month.project", $"funds.{row.ProjectId}", $"项目 {row.ProjectId} 不存在，或者不归您填报。"));
            }
            else if (row.Typed.SameAs(TypedMonth.Of(now.Stored)))
            {
                unchanged++;
            }
            else
            {
                await OneAsync(viewer, month, row, now, done, unmet, answers, ct);
            }
        }
        if (done.Count > 0)
        {
            await writer.RunAsync(viewer, Rights.Report, work => FinishAsync(work, month, done, answers, ct), ct);
        }
        return Decision<SubmitOutcome>.Allow(new(done, unchanged, unmet));
    }

    private async Task OneAsync(Viewer viewer, YearMonth month, TypedRow row, GridRow now, List<long> done, List<Unmet> unmet,
        List<MonthAnswer> answers, CancellationToken ct)
    {
        var read = RowCheck.Of(now, row.Typed, row.SeenVersion, month, limits.On(month.LastDay));
        unmet.AddRange(read.Unmet);
        if (read.Questions.Count > 0 && string.IsNullOrWhiteSpace(row.Typed.Answer))
        {
            unmet.AddRange(read.Questions.Select(q => new Unmet("month.question", $"{q.Field}.{row.ProjectId}",
                $"“{now.Name}”：{q.Message}请改正；如果属实，请在这一行下面的“说明”里写明原因。")));
            return;
        }
        if (read.Entry is null)
        {
            return;
        }
        var decision = await report.RunAsync(viewer, row.ProjectId, read.Entry, ct);
        if (decision is Decision<int> { Allowed: true } stored)
        {
            done.Add(row.ProjectId);
            if (read.Questions.Count > 0)
            {
                answers.Add(new MonthAnswer
                {
                    ProjectId = row.ProjectId, Month = month, Version = stored.Value, Question = read.Question, Answer = row.Typed.Answer.Trim(),
                    ActorId = viewer.ActorId, AtUtc = clock.GetUtcNow().UtcDateTime,
                });
            }
            return;
        }
        unmet.AddRange(decision.Unmet.Select(u => u with { Field = $"{FormField(u.Field)}.{row.ProjectId}", Message = $"“{now.Name}”：{u.Message}" }));
    }

    private static async Task<Decision> FinishAsync(WriteWork work, YearMonth month, List<long> done, List<MonthAnswer> answers, CancellationToken ct)
    {
        var actor = work.Viewer.ActorId;
        await work.Db.Set<MonthDraft>().Where(d => d.ActorId == actor && d.Month == month && done.Contains(d.ProjectId)).ExecuteDeleteAsync(ct);
        work.Db.AddRange(answers);
        work.Audit("month.submit", $"month:{month}",
            new { projects = done, answers = answers.Select(a => new { project = a.ProjectId, a.Version, a.Question, a.Answer }) });
        return Decision.Allow;
    }

    private static string FormField(string field) => field switch
    {
        "fixedInvestmentWan" => "fixed",
        "progress" => "progress",
        "problems" => "problems",
        "inStatistics" => "stat",
        _ => "funds",
    };
}
