using Yinfeng.Analytics.Batch;

namespace Yinfeng.Rules;

/// <summary>A comparison of two computed numbers.</summary>
/// <remarks>Both in one scale, so that whole numbers compare as the decimals do.</remarks>
internal sealed class ComparePredicate(TokenKind sign, BatchNumber left, BatchNumber right) : BatchPredicate
{
    public override int Cost => 3;

    public override BatchAnswer Evaluate(BatchRun run, ReadOnlySpan<ulong> candidates)
    {
        var yes = run.YesBits(Slot);
        var possible = run.PossibleBits(Slot);
        var (list, first, second) = (run.TakeRows(), run.Take(), run.Take());
        var rows = list.AsSpan(0, RowBits.List(candidates.IsEmpty ? run.All : candidates, list));
        var x = first.AsSpan(0, rows.Length);
        var y = second.AsSpan(0, rows.Length);
        left.Evaluate(run, rows, x);
        right.Evaluate(run, rows, y);
        yes.Clear();
        possible.Clear();
        for (var i = 0; i < rows.Length; i++)
        {
            var unknown = x[i] == NumberKernels.Missing || y[i] == NumberKernels.Missing;
            var bit = 1UL << (rows[i] % 64);
            var holds = !unknown && Compiler.Holds(sign, x[i].CompareTo(y[i]));
            yes[rows[i] / 64] |= holds ? bit : 0;
            possible[rows[i] / 64] |= holds || unknown ? bit : 0;
        }
        run.Give(first);
        run.Give(second);
        run.GiveRows(list);
        return new BatchAnswer(yes, possible);
    }
}

/// <summary>Anything else: the scalar executor, row by row, for the rows that are left.</summary>
internal sealed class ScalarPredicate(Func<FactRow, Truth> ask, BatchFacts facts) : BatchPredicate
{
    public override int Cost => 4;

    public override BatchAnswer Evaluate(BatchRun run, ReadOnlySpan<ulong> candidates)
    {
        var yes = run.YesBits(Slot);
        var possible = run.PossibleBits(Slot);
        var list = run.TakeRows();
        var rows = list.AsSpan(0, RowBits.List(candidates.IsEmpty ? run.All : candidates, list));
        yes.Clear();
        possible.Clear();
        foreach (var row in rows)
        {
            facts.Fill(run.Row, run.FirstRow + row);
            var truth = ask(run.Row);
            yes[row / 64] |= truth == Truth.Yes ? 1UL << (row % 64) : 0;
            possible[row / 64] |= truth != Truth.No ? 1UL << (row % 64) : 0;
        }
        run.GiveRows(list);
        return new BatchAnswer(yes, possible);
    }
}
