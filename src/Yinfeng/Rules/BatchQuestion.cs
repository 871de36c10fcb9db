using System.Numerics.Tensors;
using Yinfeng.Analytics.Batch;

namespace Yinfeng.Rules;

/// <summary>One policy of a plan: who qualifies in a block, and for how much.</summary>
internal sealed class BatchQuestion
{
    /// <summary>From one row in so many on, the amounts of all rows of a block take less time than those of the chosen ones.</summary>
    private const int ManyRows = 3;
    private readonly BatchPredicate _condition;
    private readonly BatchNumber? _amount;
    private readonly Func<FactRow, decimal?>? _scalar;
    private readonly BatchFacts? _facts;
    private readonly bool _pays;

    public BatchQuestion(BatchTable table, BatchConditions conditions, BatchPolicy policy)
    {
        var condition = policy.Condition.Checked;
        _condition = conditions.Build(condition.Body, condition.Compiler);
        if (policy.Amount is not { } amount)
        {
            return;
        }
        if (amount.Type.Kind != RuleKind.Money)
        {
            throw new ArgumentException($"{amount.Source.Text} gives {amount.Type}, not money.", nameof(policy));
        }
        var rule = amount.Checked;
        _pays = true;
        _amount = new BatchNumbers(table, conditions, rule.Compiler).Amount(rule.Body);
        if (_amount is null)
        {
            (_scalar, _facts) = (rule.Compiler.Number(rule.Body), conditions.FactsToFill(rule.Body));
        }
    }

    public void AddTo(ref BatchTotal total, BatchRun run)
    {
        if (_condition.IsNoIn(run.Block))
        {
            return;
        }
        var answer = _condition.Evaluate(run, []);
        if (answer.IsNo)
        {
            return;
        }
        var bits = answer.IsAlways ? run.All : answer.Yes;
        var yes = RowBits.Count(bits);
        var unknown = answer.IsAlways || answer.IsCertain ? 0 : RowBits.Count(answer.Possible) - yes;
        if (!_pays || yes == 0)
        {
            total = total.Plus(new BatchTotal(yes, unknown, 0, 0));
            return;
        }
        if (_amount is ConstantNumber { Value: var each })
        {
            total = total.Plus(new BatchTotal(yes, unknown, 0, (Int128)each * yes));
            return;
        }
        if (yes * ManyRows > run.Rows && _amount is not null)
        {
            var all = run.Take();
            var missing = _amount.Evaluate(run, run.AllRows, all.AsSpan(0, run.Rows));
            var sum = missing ? 0 : NumberKernels.SumOf(all.AsSpan(0, run.Rows), bits);
            run.Give(all);
            if (!missing)
            {
                total = total.Plus(new BatchTotal(yes, unknown, 0, sum));
                return;
            }
        }
        var (list, buffer) = (run.TakeRows(), run.Take());
        var rows = list.AsSpan(0, RowBits.List(bits, list));
        var amounts = buffer.AsSpan(0, yes);
        var (without, fen) = Amounts(run, rows, amounts) ? Known(amounts) : (0, TensorPrimitives.Sum<long>(amounts));
        total = total.Plus(new BatchTotal(yes, unknown, without, fen));
        run.Give(buffer);
        run.GiveRows(list);
    }

    public void AddTo(BatchMatches matches, int policy, BatchRun run)
    {
        if (_condition.IsNoIn(run.Block))
        {
            return;
        }
        var answer = _condition.Evaluate(run, []);
        if (answer.IsNo)
        {
            return;
        }
        var (list, buffer) = (run.TakeRows(), run.Take());
        var rows = list.AsSpan(0, RowBits.List(answer.IsAlways ? run.All : answer.Yes, list));
        var amounts = buffer.AsSpan(0, rows.Length);
        Amounts(run, rows, amounts);
        for (var i = 0; i < rows.Length; i++)
        {
            matches.Add(new BatchMatch(run.Table.Subject(run.FirstRow + rows[i]), policy, amounts[i]));
        }
        run.Give(buffer);
        run.GiveRows(list);
    }

    public void AddPossible(List<int> subjects, BatchRun run)
    {
        if (_condition.IsNoIn(run.Block))
        {
            return;
        }
        var answer = _condition.Evaluate(run, []);
        if (answer.IsNo)
        {
            return;
        }
        var list = run.TakeRows();
        foreach (var row in list.AsSpan(0, RowBits.List(answer.IsAlways ? run.All : answer.Possible, list)))
        {
            subjects.Add(run.Table.Subject(run.FirstRow + row));
        }
        run.GiveRows(list);
    }

    /// <returns>Whether any is missing.</returns>
    private bool Amounts(BatchRun run, ReadOnlySpan<ushort> rows, Span<long> amounts)
    {
        if (!_pays)
        {
            amounts.Clear();
            return false;
        }
        if (_amount is not null)
        {
            return _amount.Evaluate(run, rows, amounts);
        }
        for (var i = 0; i < rows.Length; i++)
        {
            _facts!.Fill(run.Row, run.FirstRow + rows[i]);
            amounts[i] = _scalar!(run.Row) is { } fen ? (long)decimal.Round(fen, 0, MidpointRounding.AwayFromZero) : FactRow.Missing;
        }
        return true;
    }

    private static (long Without, Int128 Fen) Known(ReadOnlySpan<long> amounts)
    {
        var (without, fen) = (0L, (Int128)0);
        foreach (var amount in amounts)
        {
            if (amount == FactRow.Missing)
            {
                without++;
            }
            else
            {
                fen += amount;
            }
        }
        return (without, fen);
    }
}
