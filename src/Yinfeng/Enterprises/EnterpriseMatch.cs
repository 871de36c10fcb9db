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
    private GrownEnterprises? _grown;
    private bool _isStored;

    public int Rows { get; set; }
    public int Merged { get; set; }
    public int Refused { get; set; }
    public List<Matched> Added { get; } = [];

    /// <summary>Those of <see cref="Added"/> with a business scope.</summary>
    public List<Matched> Scoped { get; } = [];

    /// <summary>What memory will hold of <see cref="Added"/>.</summary>
    public List<EnterpriseFacts> Facts { get; } = [];

    /// <summary>Memory with <see cref="Facts"/>; null where that cannot be made beforehand. Another one where something else was written meanwhile.</summary>
    public GrownEnterprises? Grown { get => Volatile.Read(ref _grown); set => Volatile.Write(ref _grown, value); }

    /// <summary>Companies that other rows of the batch change: what memory holds of them is about to be old.</summary>
    public HashSet<long> Changing { get; } = [];

    /// <summary>Its transaction is over and memory has followed.</summary>
    public bool IsStored { get => Volatile.Read(ref _isStored); set => Volatile.Write(ref _isStored, value); }

    /// <summary>What the tables will hold of <see cref="Added"/>.</summary>
    public ReadyRows<Matched, Enterprise>? Companies { get; set; }
    public ReadyRows<Matched[], ScopeBlock>? Scopes { get; set; }
    public ReadyRows<EnterpriseProblem, EnterpriseProblem>? FirstProblems { get; set; }

    /// <summary>What the table will hold of what <see cref="Differing"/> changes, known once they are compared with what is stored.</summary>
    public Func<List<EnterpriseHistory>, ReadyRows<EnterpriseHistory, EnterpriseHistory>> Changed { get; set; } = null!;

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
/// may be some batches ahead of the one that stores them: it goes on from memory as it will be, and begins anew from memory as it is
/// when something else was written meanwhile.</remarks>
internal sealed class EnterpriseMatch(Func<EnterpriseColumns> now)
{
    private readonly Queue<MatchedRows> _open = [];
    private EnterpriseGrowth _companies = new(EnterpriseColumns.Empty);
    private EnterpriseColumns? _stored;

    public MatchedRows Run(IReadOnlyList<RegistryRow> rows, EnterprisePass file)
    {
        Follow();
        var batch = new MatchedRows { Rows = rows.Count };
        foreach (var row in rows)
        {
            Take(row, batch, file);
        }
        Grow(batch);
        _open.Enqueue(batch);
        return batch;
    }

    /// <summary>Leaves what is stored, and begins anew where memory is not what the batches so far make of it.</summary>
    private void Follow()
    {
        while (_open.TryPeek(out var first) && first.IsStored)
        {
            _stored = _open.Dequeue().Grown?.To;
        }
        var held = now();
        if (ReferenceEquals(held, _stored) || _open.Any(b => ReferenceEquals(held, b.Grown?.From) || ReferenceEquals(held, b.Grown?.To)))
        {
            return;
        }
        (_companies, _stored) = (new EnterpriseGrowth(held), held);
        foreach (var batch in _open)
        {
            for (var i = 0; i < batch.Added.Count; i++)
            {
                if (held.Find(batch.Facts[i].Id) < 0)
                {
                    _companies.Add(batch.Facts[i], batch.Added[i].Row.CodeHash, batch.Added[i].Row.NameHash);
                }
            }
            Grow(batch);
        }
    }

    private void Grow(MatchedRows batch)
    {
        var from = _companies.Held;
        batch.Grown = _companies.Take() is { } to ? new(from, to) : null;
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
        var (at, reason) = Find(row);
        if (at < 0)
        {
            var added = new Matched(row, Ids.Next());
            var facts = EnterpriseMaking.Facts(added);
            batch.Added.Add(added);
            if (row.Scope.Length > 0)
            {
                batch.Scoped.Add(added);
            }
            batch.Facts.Add(facts);
            _companies.Add(facts, row.CodeHash, row.NameHash);
            if (reason is not null)
            {
                Note(reason, row.Name, false);
            }
            return;
        }
        batch.Merged++;
        var id = _companies.Id(at);
        if (id > file.ImportId) // Ids grow: a company younger than the import came with it.
        {
            Note(reason!, PersonNames.Show(row.Name, row.NamesPerson, maySee: false), false);
        }
        else if (at >= _companies.Held.Count || Changes(id, batch) || EnterpriseUpdate.Differs(_companies.Held, at, row))
        {
            batch.Differing.Add(new(row, id));
            batch.Changing.Add(id);
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

    /// <summary>Whether rows before this one change a company: then memory does not tell what is stored of it.</summary>
    private bool Changes(long id, MatchedRows batch) => batch.Changing.Contains(id) || _open.Any(b => b.Changing.Contains(id));

    /// <returns>The row of the company, -1 where it is new; the reason to write down.</returns>
    private (int At, string? Reason) Find(RegistryRow row)
    {
        if (row.CreditCode.Length > 0 && _companies.FindCode(row.CreditCode, row.CodeHash) is >= 0 and var at)
        {
            return (at, "duplicate-code");
        }
        if (_companies.FindName(row.Name, row.Adcode, row.NameHash) is >= 0 and var same)
        {
            return row.CodeChecked && _companies.Flags(same).HasFlag(EnterpriseFlags.CodeChecked) ? (-1, "same-name-other-code") : (same, "duplicate-name");
        }
        return (-1, null);
    }
}
