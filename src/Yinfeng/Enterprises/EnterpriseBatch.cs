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
            await BulkInsert.IntoAsync(work.Sql, batch.Companies!, ct);
            await BulkInsert.IntoAsync(work.Sql, batch.Scopes!, ct);
        }
        if (batch.Problems.Count > 0)
        {
            await BulkInsert.IntoAsync(work.Sql, batch.FirstProblems!, ct);
        }
        work.Changes.Enterprises.AddRange(batch.Facts);
        work.Changes.EnterprisesGrown = () => batch.Grown; // As it is when the transaction is over.
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
            await UpdateAsync(work, batch, part, ct);
        }
    }

    private async Task UpdateAsync(WriteWork work, MatchedRows batch, Matched[] rows, CancellationToken ct)
    {
        long[] ids = [.. rows.Select(r => r.Id).Distinct()];
        var companies = await EnterpriseRow.OfAsync(work.Sql, ids, ct);
        var seen = companies.Values.ToDictionary(c => c.Id, c => c.Version);
        var scopes = await StoredScopes.OfAsync(work.Sql.Connection, ids, ct);
        var dates = await EnterpriseRow.DatesAsync(work.Sql, companies.Values.Select(c => c.SourceImportId).Distinct(), ct);
        var history = new List<EnterpriseHistory>();
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
            history.AddRange(changes);
            if (row.Scope.Length > 0 && row.Scope != scope)
            {
                scopes[id] = row.Scope;
                await EnterpriseRow.StoreScopeAsync(work.Sql, id, row.Scope, ct);
            }
            work.Changes.EnterpriseIds.Add(id);
        }
        foreach (var company in companies.Values.Where(c => c.Version != seen[c.Id]))
        {
            await EnterpriseRow.StoreAsync(work.Sql, company, seen[company.Id], ct);
        }
        await BulkInsert.IntoAsync(work.Sql, batch.Changed(history), ct);
    }

    private void Count(string reason, int rows)
    {
        if (rows > 0)
        {
            counts[reason] = counts.GetValueOrDefault(reason) + rows;
        }
    }
}
