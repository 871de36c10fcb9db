using System.Numerics.Tensors;
using Yinfeng.Analytics.Batch;

namespace Yinfeng.Rules;

/// <summary>One policy of a plan: who qualifies in a block, and for how much.</summary>
internal sealed class BatchQuestion
{
    private readonly BatchPredicate _condition;
    private readonly BatchNumber? _amount;
    private readonly BatchPiecesAmount? _pieces;
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
        _pieces = _amount is null ? null : BatchPiecesAmount.Of(_amount);
        if (_amount is null)
        {
            (_scalar, _facts) = (rule.Compiler.Number(rule.Body), conditions.FactsToFill(rule.Body));
        }
    }

    public void AddTo(ref BatchTotal total, BatchRun run)
    {
        var answer = _condition.Evaluate(run, []);
        if (answer.IsNo)
        {
            return;
        }
        var bits = answer.IsAlways ? run.All : answer.Yes;
        var yes = RowBits.Count(bits);
        var unknown = answer.IsAlways || answer.IsCertain ? 0 : RowBits.Count(answer.Possible) - yes;
        var (without, fen) = !_pays || yes == 0 ? (0, 0)
            : _amount is ConstantNumber { Value: var each } ? (0, (Int128)each * yes)
            : Sum(run, bits, yes);
        total = total.Plus(new BatchTotal(yes, unknown, without, fen));
    }

    private (long Without, Int128 Fen) Sum(BatchRun run, ReadOnlySpan<ulong> bits, int count)
    {
        if (_pieces is { } pieces && pieces.Units(run, count, out var known) is { IsEmpty: false } units)
        {
            Span<ulong> payable = stackalloc ulong[bits.Length];
            if (!known.IsEmpty)
            {
                RowBits.And(bits, known, payable);
            }
            var with = UnitKernels.Pick(units, known.IsEmpty ? bits : payable, run.PickedUnits);
            return (count - with, pieces.Sum(run.PickedUnits[..with]));
        }
        var (list, buffer) = (run.TakeRows(), run.Take());
        var rows = list.AsSpan(0, RowBits.List(bits, list));
        var amounts = buffer.AsSpan(0, count);
        (long, Int128) sum = Amounts(run, rows, amounts) ? Known(amounts) : (0, TensorPrimitives.Sum<long>(amounts));
        run.Give(buffer);
        run.GiveRows(list);
        return sum;
    }

    public void AddTo(BatchMatchWriter matches, int policy, BatchRun run)
    {
        var answer = _condition.Evaluate(run, []);
        if (answer.IsNo)
        {
            return;
        }
        var bits = answer.IsAlways ? run.All : answer.Yes;
        var count = UnitKernels.Pick(run.Table.Subjects(run.Block), bits, matches.Subjects);
        var fen = matches.Fen[..count];
        if (count > 0 && _pieces is { } pieces && pieces.Units(run, count, out var known) is { IsEmpty: false } units && known.IsEmpty)
        {
            UnitKernels.Pick(units, bits, run.PickedUnits);
            pieces.Each(run.PickedUnits[..count], fen);
        }
        else if (count > 0)
        {
            var list = run.TakeRows();
            RowBits.List(bits, list);
            Amounts(run, list.AsSpan(0, count), fen);
            run.GiveRows(list);
        }
        matches.Keep(policy, count);
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
