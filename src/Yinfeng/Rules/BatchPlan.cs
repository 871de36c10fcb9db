using System.Collections.Concurrent;
using Yinfeng.Analytics.Batch;

namespace Yinfeng.Rules;

/// <summary>A policy as the batch executor takes it.</summary>
/// <param name="Amount">Must give money; null where a policy only says who qualifies.</param>
public sealed record BatchPolicy(ConditionRule Condition, NumberRule? Amount);

/// <summary>What one policy comes to over all rows.</summary>
/// <param name="Unknown">Rows for which a fact is missing that would decide.</param>
/// <param name="WithoutAmount">Rows that qualify but whose amount needs a fact that is missing.</param>
public readonly record struct BatchTotal(long Yes, long Unknown, long WithoutAmount, Int128 Fen)
{
    internal BatchTotal Plus(BatchTotal other) => new(Yes + other.Yes, Unknown + other.Unknown, WithoutAmount + other.WithoutAmount, Fen + other.Fen);
}

/// <summary>One subject that qualifies for one policy.</summary>
/// <param name="Subject">Number of the subject in the order in which they were added to the table.</param>
/// <param name="Policy">Number of the policy in the plan.</param>
/// <param name="Fen">Rounded half away from zero; <see cref="FactRow.Missing"/> where a fact is missing, 0 where the policy gives no amount.</param>
public readonly record struct BatchMatch(int Subject, int Policy, long Fen);

/// <summary>Many policies over a table of facts, all at once: the batch executor. Agrees with asking every rule for every row.</summary>
/// <remarks>Made for one table: thresholds become ranges of codes, and the arithmetic is proven for the values the table has. Blocks of rows
/// go to as many threads as there are processors; within a block a condition that policies share is worked out once.</remarks>
public sealed class BatchPlan
{
    private readonly BatchTable _table;
    private readonly BatchConditions _conditions;
    private readonly BatchQuestion[] _questions;

    /// <summary>Working memory of threads that are done; the next asking takes it up again.</summary>
    private readonly ConcurrentBag<BatchRun> _rested = [];

    /// <param name="asOf">The day for which dated sets such as 重点区域 are asked.</param>
    /// <param name="year">The year for which per-year rules are asked, as <see cref="FactRow.Year"/> and <see cref="FactRow.YearIndex"/>.</param>
    /// <exception cref="ArgumentException">A rule asks about a year and none is given.</exception>
    public BatchPlan(BatchTable table, IReadOnlyList<BatchPolicy> policies, Kernel.LedgerDate? asOf = null, (int Year, int Index)? year = null)
    {
        if (year is null && policies.SelectMany(p => new[] { p.Condition.Checked.Body, p.Amount?.Checked.Body }).Any(r => r?.AsksYear == true))
        {
            throw new ArgumentException("A rule asks about a year; say which.", nameof(year));
        }
        (_table, _conditions, AsOf, Year) = (table, new BatchConditions(table), asOf, year ?? (0, 0));
        _questions = [.. policies.Select(p => new BatchQuestion(table, _conditions, p))];
    }

    private Kernel.LedgerDate? AsOf { get; }

    private (int Year, int Index) Year { get; }

    /// <summary>How many rows qualify for each policy and what they get together, in the order of the policies.</summary>
    public IReadOnlyList<BatchTotal> Totals()
    {
        var totals = new BatchTotal[_questions.Length];
        ForBlocks(() => new BatchTotal[totals.Length],
            (run, mine) =>
            {
                for (var policy = 0; policy < _questions.Length; policy++)
                {
                    _questions[policy].AddTo(ref mine[policy], run);
                }
            },
            mine =>
            {
                for (var policy = 0; policy < totals.Length; policy++)
                {
                    totals[policy] = totals[policy].Plus(mine[policy]);
                }
            });
        return totals;
    }

    /// <summary>Everybody who qualifies, with the policy and the amount; in no particular order.</summary>
    /// <param name="again">An earlier list, whose memory is used for the new one.</param>
    public BatchMatches Matches(BatchMatches? again = null)
    {
        var all = again ?? new BatchMatches();
        all.Clear();
        ForBlocks(() => new BatchMatchWriter(all),
            (run, mine) =>
            {
                for (var policy = 0; policy < _questions.Length; policy++)
                {
                    _questions[policy].AddTo(mine, policy, run);
                }
            },
            mine => mine.Finish());
        return all;
    }

    /// <summary>For each policy the subjects that its condition does not rule out: it says yes, or a fact is missing that would decide.
    /// In no particular order.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Possible()
    {
        var all = _questions.Select(_ => new List<int>()).ToArray();
        ForBlocks(() => _questions.Select(_ => new List<int>()).ToArray(),
            (run, mine) =>
            {
                for (var policy = 0; policy < _questions.Length; policy++)
                {
                    _questions[policy].AddPossible(mine[policy], run);
                }
            },
            mine =>
            {
                for (var policy = 0; policy < all.Length; policy++)
                {
                    all[policy].AddRange(mine[policy]);
                }
            });
        return all;
    }

    private void ForBlocks<T>(Func<T> start, Action<BatchRun, T> work, Action<T> finish)
    {
        var next = -1;
        var threads = Math.Max(1, Math.Min(Environment.ProcessorCount, _table.Blocks));
        var gate = new Lock();
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ =>
        {
            var mine = start();
            var run = _rested.TryTake(out var rested) ? rested : new BatchRun(_table, _conditions.Slots, _conditions.Numbers);
            run.Begin(AsOf, Year);
            for (var block = Interlocked.Increment(ref next); block < _table.Blocks; block = Interlocked.Increment(ref next))
            {
                run.Start(block);
                work(run, mine);
            }
            _rested.Add(run);
            lock (gate)
            {
                finish(mine);
            }
        });
    }
}
