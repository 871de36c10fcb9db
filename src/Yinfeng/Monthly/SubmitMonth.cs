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

/// <summary>Reports the rows of a grid (报送) in one transaction: those in order are stored, the others stay drafts and say what is
/// wrong.</summary>
internal sealed class SubmitMonth(Writer writer, SaveDrafts drafts, ReportMonth report, MonthGridQueries grid, MonthLimitsTable limits, TimeProvider clock)
{
    /// <summary>A row that differs from what is reported, and reads without fault.</summary>
    private sealed record Ready(TypedRow Row, GridRow Now, CheckedRow Read);

    /// <param name="typedFor">Whose figures the rows are (代填).</param>
    public async Task<Decision<SubmitOutcome>> RunAsync(Viewer viewer, YearMonth month, IReadOnlyList<TypedRow> rows, CancellationToken ct,
        string? typedFor = null)
    {
        var kept = await drafts.RunAsync(viewer, month, rows, ct); // First keep, then judge: whatever happens, nothing typed is lost.
        if (!kept.Allowed)
        {
            return Decision<SubmitOutcome>.Refuse(kept.Unmet);
        }
        var known = (await grid.RowsAsync(viewer, month, [.. rows.Select(r => r.ProjectId)], ct)).ToDictionary(r => r.ProjectId);
        var (ready, unmet, unchanged) = (new List<Ready>(), new List<Unmet>(), 0);
        foreach (var row in rows)
        {
            if (!known.TryGetValue(row.ProjectId, out var now))
            {
                unmet.Add(new("month.project", $"funds.{row.ProjectId}", $"项目 {row.ProjectId} 不存在，或者不归您填报。"));
            }
            else if (row.Typed.SameAs(TypedMonth.Of(now.Stored)) && !(now.Stored?.ReturnedBy is not null && row.Typed.Answer.Length > 0))
            {
                unchanged++; // What was sent back may be right after all: then an answer is enough.
            }
            else if (Read(row, now, month, unmet) is { } read)
            {
                ready.Add(read with { Read = read.Read with { Entry = read.Read.Entry! with { TypedFor = typedFor } } });
            }
        }
        var done = ready.Count == 0 ? [] : await StoreAsync(viewer, month, ready, unmet, ct);
        return Decision<SubmitOutcome>.Allow(new(done, unchanged, unmet));
    }

    private Ready? Read(TypedRow row, GridRow now, YearMonth month, List<Unmet> unmet)
    {
        var read = RowCheck.Of(now, row.Typed, row.SeenVersion, month, limits.On(month.LastDay));
        unmet.AddRange(read.Unmet);
        if (read.Questions.Count > 0 && string.IsNullOrWhiteSpace(row.Typed.Answer))
        {
            unmet.AddRange(read.Questions.Select(q => new Unmet("month.question", $"{q.Field}.{row.ProjectId}",
                $"“{now.Name}”：{q.Message}请改正；如果属实，请在这一行下面的“说明”里写明原因。")));
            return null;
        }
        return read.Entry is null ? null : new Ready(row, now, read);
    }

    /// <returns>Projects reported; none where the whole is refused, as into a closed month without a reason.</returns>
    private async Task<List<long>> StoreAsync(Viewer viewer, YearMonth month, List<Ready> ready, List<Unmet> unmet, CancellationToken ct)
    {
        var policy = await report.PolicyAsync(viewer, ct);
        var (done, refused) = (new List<long>(), new List<Unmet>());
        var whole = await writer.RunAsync(viewer, Rights.Report, async work =>
        {
            var answers = new List<MonthAnswer>();
            foreach (var (row, now, read) in ready)
            {
                var decision = await report.RunAsync(work, row.ProjectId, read.Entry!, policy, ct);
                if (decision is Decision<int> { Allowed: true } stored)
                {
                    done.Add(row.ProjectId);
                    answers.AddRange(Answer(viewer, month, row, read, stored.Value));
                }
                refused.AddRange(decision.Unmet.Select(u => u with { Field = $"{FormField(u.Field)}.{row.ProjectId}", Message = $"“{now.Name}”：{u.Message}" }));
            }
            return done.Count > 0 ? await FinishAsync(work, month, done, answers, ct) : Decision.Refuse(refused);
        }, ct);
        unmet.AddRange(refused);
        if (!whole.Allowed && (done.Count > 0 || refused.Count == 0))
        {
            unmet.AddRange(whole.Unmet);
        }
        return whole.Allowed ? done : [];
    }

    private IEnumerable<MonthAnswer> Answer(Viewer viewer, YearMonth month, TypedRow row, CheckedRow read, int version) => read.Questions.Count == 0 ? [] :
    [
        new MonthAnswer
        {
            ProjectId = row.ProjectId, Month = month, Version = version, Question = read.Question, Answer = row.Typed.Answer.Trim(),
            ActorId = viewer.ActorId, AtUtc = clock.GetUtcNow().UtcDateTime,
        },
    ];

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
