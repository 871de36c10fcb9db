using Microsoft.EntityFrameworkCore;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Industries;
using Yinfeng.Persistence;

namespace Yinfeng.Enterprises;

/// <summary>Some ten thousand rows of a file, stored in one transaction together with how far the file has been read.</summary>
internal sealed class EnterpriseBatch(EnterpriseColumns held, EnterpriseImport import, Dictionary<string, int> counts, int problemsKept,
    IndustryJudge industries)
{
    private const int IdsAtOnce = 500;
    private readonly EnterpriseMatch _match = new(held);
    private readonly List<(Enterprise Company, string Scope)> _added = [];
    private readonly List<(int At, RegistryRow Row)> _differing = [];
    private readonly List<EnterpriseProblem> _problems = [];

    public async Task StoreAsync(WriteWork work, IReadOnlyList<RegistryRow> rows, CancellationToken ct)
    {
        foreach (var row in rows)
        {
            Take(row);
        }
        Parallel.ForEach(_added, a => a.Company.Division = Division(a.Company.Name, a.Scope));
        await BulkInsert.IntoAsync(work.Db, _added.Select(a => a.Company), ct);
        await BulkInsert.IntoAsync(work.Db, _added.Where(a => a.Scope.Length > 0), a => new EnterpriseScope { EnterpriseId = a.Company.Id, Text = a.Scope }, ct);
        await BulkInsert.IntoAsync(work.Db, _problems, ct);
        work.Changes.Enterprises.AddRange(_added.Select(a => EnterpriseMaking.Facts(a.Company)));
        foreach (var part in _differing.Chunk(IdsAtOnce))
        {
            await UpdateAsync(work, part, ct);
        }
        import.Rows += rows.Count;
    }

    private void Take(RegistryRow row)
    {
        var refused = row.Refusal is not null;
        foreach (var problem in row.Problems ?? [])
        {
            Note(row.Row, problem.Reason, problem.Text, refused && problem.Reason == row.Refusal);
        }
        if (refused)
        {
            import.Refused++;
            return;
        }
        var (at, added, reason) = _match.Find(row);
        if (at < 0 && added is null)
        {
            var company = EnterpriseMaking.From(row, import.Id);
            _added.Add((company, row.Scope));
            _match.Add(company);
            import.Stored++;
            if (reason is not null)
            {
                Note(row.Row, reason, row.Name, false);
            }
            return;
        }
        import.Merged++;
        if (added is not null || held.Id(at) > import.Id) // Ids grow: a company younger than the import came with it.
        {
            Note(row.Row, reason!, PersonNames.Show(row.Name, row.NamesPerson, maySee: false), false);
            return;
        }
        if (EnterpriseUpdate.Differs(held, at, row))
        {
            _differing.Add((at, row));
        }
        else
        {
            counts["already-known"] = counts.GetValueOrDefault("already-known") + 1;
        }
    }

    private void Note(int row, string reason, string text, bool refused)
    {
        counts[reason] = counts.GetValueOrDefault(reason) + 1;
        if (problemsKept + _problems.Count < EnterpriseProblem.MostKept)
        {
            _problems.Add(new EnterpriseProblem { ImportId = import.Id, No = problemsKept + _problems.Count + 1, Row = row, Reason = reason, Text = text, Refused = refused });
        }
    }

    private async Task UpdateAsync(WriteWork work, (int At, RegistryRow Row)[] rows, CancellationToken ct)
    {
        var ids = rows.Select(r => held.Id(r.At)).Distinct().ToList();
        var companies = await work.Db.Set<Enterprise>().Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, ct);
        var scopes = await work.Db.Set<EnterpriseScope>().Where(s => ids.Contains(s.EnterpriseId)).ToDictionaryAsync(s => s.EnterpriseId, ct);
        var imports = companies.Values.Select(c => c.SourceImportId).Distinct().ToList();
        var newer = await work.Db.Set<EnterpriseImport>().Where(i => imports.Contains(i.Id) && i.SourceOn.CompareTo(import.SourceOn) > 0)
            .Select(i => i.Id).ToListAsync(ct);
        foreach (var (at, row) in rows)
        {
            var company = companies[held.Id(at)];
            if (company.SourceImportId != import.Id && newer.Contains(company.SourceImportId))
            {
                Count("older-than-known");
                continue;
            }
            var scope = scopes.GetValueOrDefault(company.Id);
            var changes = EnterpriseUpdate.Apply(company, scope, row, import);
            if (changes.Count == 0)
            {
                Count("already-known");
                continue;
            }
            company.Division = Division(company.Name, row.Scope.Length > 0 ? row.Scope : scope?.Text ?? "");
            Count("updated");
            import.Updated++;
            work.Db.AddRange(changes);
            if (row.Scope.Length > 0 && scope is null)
            {
                work.Db.Add(scopes[company.Id] = new EnterpriseScope { EnterpriseId = company.Id, Text = row.Scope });
            }
            else if (row.Scope.Length > 0)
            {
                scope!.Text = row.Scope;
            }
            work.Changes.EnterpriseIds.Add(company.Id);
        }
        await work.Db.SaveChangesAsync(ct);
    }

    private int? Division(string name, string scope) => industries.Decide(name, scope) is > 0 and var division ? division : null;

    private void Count(string reason) => counts[reason] = counts.GetValueOrDefault(reason) + 1;
}
