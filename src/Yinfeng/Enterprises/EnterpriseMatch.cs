using System.Runtime.InteropServices;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Enterprises;

/// <summary>Whom a row tells of.</summary>
/// <param name="Id">Of the company, new or held.</param>
internal readonly record struct Matched(RegistryRow Row, long Id);

/// <summary>Some ten thousand rows of a file and what is to become of them.</summary>
internal sealed class MatchedRows
{
    public int Rows { get; set; }
    public int Merged { get; set; }
    public int Refused { get; set; }
    public List<Matched> Added { get; } = [];

    /// <summary>What memory will hold of <see cref="Added"/>.</summary>
    public List<EnterpriseFacts> Facts { get; } = [];

    /// <summary>What the tables will hold of <see cref="Added"/>.</summary>
    public ReadyRows<Matched, Enterprise>? Companies { get; set; }
    public ReadyRows<Matched[], ScopeBlock>? Scopes { get; set; }
    public ReadyRows<EnterpriseProblem, EnterpriseProblem>? FirstProblems { get; set; }

    /// <summary>Rows that say something else than what is held.</summary>
    public List<Matched> Differing { get; } = [];

    /// <summary>How often each problem was met.</summary>
    public Dictionary<string, int> Counts { get; } = [];

    /// <summary>The first problems of the file, which are stored.</summary>
    public List<EnterpriseProblem> Problems { get; } = [];

    /// <summary>Rows that say what is held.</summary>
    public int Known { get; set; }
}

/// <summary>Finds the company that a row tells of: among those held, and among those of batches that are not held yet.</summary>
/// <remarks>A credit code decides. The same name in the same city decides where one of the two has no checked code. For one thread, which
/// may be some batches ahead of the one that stores them.</remarks>
internal sealed class EnterpriseMatch(Func<EnterpriseColumns> now)
{
    private sealed class Ahead(int rows)
    {
        public Dictionary<string, Matched> ByCode { get; } = new(rows, StringComparer.Ordinal);
        public Dictionary<(string Name, int Adcode), Matched> ByName { get; } = new(rows);
        public long LastId { get; set; }
    }

    private readonly List<Ahead> _ahead = [];
    private EnterpriseColumns _held = EnterpriseColumns.Empty;

    public MatchedRows Run(IReadOnlyList<RegistryRow> rows, EnterprisePass file)
    {
        _held = now();
        var last = _held.Count == 0 ? 0 : _held.Id(_held.Count - 1);
        _ahead.RemoveAll(a => a.LastId <= last); // Held by now.
        _ahead.Add(new Ahead(rows.Count) { LastId = long.MaxValue });
        var batch = new MatchedRows { Rows = rows.Count };
        foreach (var row in rows)
        {
            Take(row, batch, file);
        }
        _ahead[^1].LastId = batch.Added.Count == 0 ? 0 : batch.Added[^1].Id;
        return batch;
    }

    private void Take(RegistryRow row, MatchedRows batch, EnterprisePass file)
    {
        foreach (var problem in row.Problems)
        {
            Note(problem.Reason, problem.Text, row.Refusal == problem.Reason);
        }
        if (row.Refusal is not null)
        {
            batch.Refused++;
            return;
        }
        var (id, at, reason) = Find(row);
        if (id == 0)
        {
            var added = new Matched(row, Ids.Next());
            batch.Added.Add(added);
            batch.Facts.Add(EnterpriseMaking.Facts(added));
            if (row.CreditCode.Length > 0)
            {
                _ahead[^1].ByCode.TryAdd(row.CreditCode, added);
            }
            _ahead[^1].ByName.TryAdd((row.Name, row.Adcode), added);
            if (reason is not null)
            {
                Note(reason, row.Name, false);
            }
            return;
        }
        batch.Merged++;
        if (id > file.ImportId) // Ids grow: a company younger than the import came with it.
        {
            Note(reason!, PersonNames.Show(row.Name, row.NamesPerson, maySee: false), false);
        }
        else if (at < 0 || EnterpriseUpdate.Differs(_held, at, row)) // Of the file before, not held yet: compared when it is stored.
        {
            batch.Differing.Add(new(row, id));
        }
        else
        {
            batch.Known++;
        }

        void Note(string problem, string text, bool refused)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(batch.Counts, problem, out _)++;
            if (file.ProblemsKept < EnterpriseProblem.MostKept)
            {
                batch.Problems.Add(new() { ImportId = file.ImportId, No = ++file.ProblemsKept, Row = row.Row, Reason = problem, Text = text, Refused = refused });
            }
        }
    }

    /// <returns>The company's id, 0 where it is new; its row where it is held; the reason to write down.</returns>
    private (long Id, int At, string? Reason) Find(RegistryRow row)
    {
        if (row.CreditCode.Length > 0)
        {
            if (_held.FindCode(row.CreditCode) is >= 0 and var at)
            {
                return (_held.Id(at), at, "duplicate-code");
            }
            foreach (var ahead in _ahead)
            {
                if (ahead.ByCode.TryGetValue(row.CreditCode, out var added))
                {
                    return (added.Id, -1, "duplicate-code");
                }
            }
        }
        if (_held.FindName(row.Name, row.Adcode) is >= 0 and var same)
        {
            return row.CodeChecked && _held.Flags(same).HasFlag(EnterpriseFlags.CodeChecked)
                ? (0, -1, "same-name-other-code") : (_held.Id(same), same, "duplicate-name");
        }
        foreach (var ahead in _ahead)
        {
            if (ahead.ByName.TryGetValue((row.Name, row.Adcode), out var added))
            {
                return row.CodeChecked && added.Row.CodeChecked ? (0, -1, "same-name-other-code") : (added.Id, -1, "duplicate-name");
            }
        }
        return (0, -1, null);
    }
}
