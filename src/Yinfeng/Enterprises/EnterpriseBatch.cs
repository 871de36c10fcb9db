using Microsoft.EntityFrameworkCore;
using Yinfeng.Industries;
using Yinfeng.Persistence;

namespace Yinfeng.Enterprises;

/// <summary>Stores a batch in one transaction together with how far the file has been read.</summary>
internal sealed class EnterpriseBatch(EnterpriseImport import, Dictionary<string, int> counts, IndustryJudge industries)
{
    private const int IdsAtOnce = 500;

    public async Task StoreAsync(WriteWork work, MatchedRows batch, CancellationToken ct)
    {
        if (batch.Added.Count > 0)
        {
            await BulkInsert.IntoAsync(work.Db, batch.Companies!, ct);
            await BulkInsert.IntoAsync(work.Db, batch.Scopes!, ct);
        }
        if (batch.Problems.Count > 0)
        {
            await BulkInsert.IntoAsync(work.Db, batch.FirstProblems!, ct);
        }
        work.Changes.Enterprises.AddRange(batch.Facts);
        import.Rows += batch.Rows;
        import.Stored += batch.Added.Count;
        import.Merged += batch.Merged;
        import.Refused += batch.Refused;
        Count("already-known", batch.Known);
        foreach (var (reason, rows) in batch.Counts)
        {
            Count(reason, rows);
        }
        foreach (var part in batch.Differing.Chunk(IdsAtOnce))
        {
            await UpdateAsync(work, part, ct);
        }
    }

    private async Task UpdateAsync(WriteWork work, Matched[] rows, CancellationToken ct)
    {
        var ids = rows.Select(r => r.Id).Distinct().ToList();
        var companies = await work.Db.Set<Enterprise>().Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, ct);
        var scopes = await StoredScopes.OfAsync(work.Db, ids, ct);
        var changed = await work.Db.Set<EnterpriseScope>().Where(s => ids.Contains(s.EnterpriseId)).ToDictionaryAsync(s => s.EnterpriseId, ct);
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
            company.Division = industries.Decide(company.Name, row.Scope.Length > 0 ? row.Scope : scope ?? "") is > 0 and var division ? division : null;
            Count("updated", 1);
            import.Updated++;
            work.Db.AddRange(changes);
            if (row.Scope.Length > 0 && row.Scope != scope)
            {
                if (!changed.TryGetValue(id, out var stored))
                {
                    work.Db.Add(changed[id] = stored = new EnterpriseScope { EnterpriseId = id, Text = row.Scope });
                }
                stored.Text = scopes[id] = row.Scope;
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
