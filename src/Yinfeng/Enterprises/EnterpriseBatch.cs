using Microsoft.EntityFrameworkCore;
using Yinfeng.Industries;
using Yinfeng.Persistence;

namespace Yinfeng.Enterprises;

/// <summary>Stores a batch in one transaction together with how far the file has been read.</summary>
internal sealed class EnterpriseBatch(EnterpriseImport import, Dictionary<string, int> counts, int problemsKept, IndustryJudge industries)
{
    private const int IdsAtOnce = 500;

    public async Task StoreAsync(WriteWork work, MatchedRows batch, CancellationToken ct)
    {
        if (batch.Added.Count > 0)
        {
            await BulkInsert.IntoAsync(work.Db, batch.Companies!, ct);
            await BulkInsert.IntoAsync(work.Db, batch.Scopes!, ct);
        }
        await BulkInsert.IntoAsync(work.Db, Problems(batch), ct);
        work.Changes.Enterprises.AddRange(batch.Facts);
        import.Rows += batch.Rows;
        import.Stored += batch.Added.Count;
        import.Merged += batch.Merged;
        import.Refused += batch.Refused;
        Count("already-known", batch.Known);
        foreach (var part in batch.Differing.Chunk(IdsAtOnce))
        {
            await UpdateAsync(work, part, ct);
        }
    }

    private List<EnterpriseProblem> Problems(MatchedRows batch)
    {
        var kept = new List<EnterpriseProblem>();
        foreach (var (row, reason, text, refused) in batch.Problems)
        {
            Count(reason, 1);
            if (problemsKept + kept.Count < EnterpriseProblem.MostKept)
            {
                kept.Add(new EnterpriseProblem { ImportId = import.Id, No = problemsKept + kept.Count + 1, Row = row, Reason = reason, Text = text, Refused = refused });
            }
        }
        return kept;
    }

    private async Task UpdateAsync(WriteWork work, Matched[] rows, CancellationToken ct)
    {
        var ids = rows.Select(r => r.Id).Distinct().ToList();
        var companies = await work.Db.Set<Enterprise>().Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, ct);
        var scopes = await work.Db.Set<EnterpriseScope>().Where(s => ids.Contains(s.EnterpriseId)).ToDictionaryAsync(s => s.EnterpriseId, ct);
        var sources = companies.Values.Select(c => c.SourceImportId).Distinct().ToList();
        var dates = await work.Db.Set<EnterpriseImport>().Where(i => sources.Contains(i.Id)).ToDictionaryAsync(i => i.Id, i => i.SourceOn, ct);
        foreach (var (row, id) in rows)
        {
            var company = companies[id];
            if (dates.TryGetValue(company.SourceImportId, out var said) && said > import.SourceOn)
            {
                Count("older-than-known", 1);
                continue;
            }
            var scope = scopes.GetValueOrDefault(id);
            var changes = EnterpriseUpdate.Apply(company, scope, row, import);
            if (changes.Count == 0)
            {
                Count("already-known", 1);
                continue;
            }
            company.Division = industries.Decide(company.Name, row.Scope.Length > 0 ? row.Scope : scope?.Text ?? "") is > 0 and var division ? division : null;
            Count("updated", 1);
            import.Updated++;
            work.Db.AddRange(changes);
            if (row.Scope.Length > 0 && scope is null)
            {
                work.Db.Add(scopes[id] = new EnterpriseScope { EnterpriseId = id, Text = row.Scope });
            }
            else if (row.Scope.Length > 0)
            {
                scope!.Text = row.Scope;
            }
            work.Changes.EnterpriseIds.Add(id);
        }
        await work.Db.SaveChangesAsync(ct);
    }

    private void Count(string reason, int rows)
    {
        if (rows > 0)
        {
            counts[reason] = counts.GetValueOrDefault(reason) + rows;
        }
    }
}
