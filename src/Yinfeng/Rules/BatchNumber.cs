using System.Numerics.Tensors;
using Yinfeng.Analytics.Batch;

namespace Yinfeng.Rules;

/// <summary>A number of a rule for chosen rows of a block, as whole numbers: the decimal value times 10^<see cref="Scale"/>.</summary>
/// <remarks>Scale and bounds are known beforehand from the constants and from the lowest and highest value of each column, so that no
/// result leaves 64 bits and every step is exact; rules for which that cannot be shown run in the scalar executor.</remarks>
internal abstract class BatchNumber
{
    public int Scale { get; init; }
    public Int128 Low { get; init; }
    public Int128 High { get; init; }

    /// <summary>The same for two numbers exactly when they are the same; null where nobody looks for that.</summary>
    public virtual string? Key => null;

    /// <summary>The same as straight pieces over one base; null where it is none. Not for numbers of one subject at a time.</summary>
    public virtual BatchPieces? Pieces => null;

    /// <param name="rows">Numbers of rows in the block, ascending; as many as the block has where all are wanted.</param>
    /// <param name="result">One number per row; <see cref="NumberKernels.Missing"/> where it is not known.</param>
    /// <returns>Whether any is missing.</returns>
    public abstract bool Evaluate(BatchRun run, ReadOnlySpan<ushort> rows, Span<long> result);

    /// <summary>The same for one subject, whose facts are under no proof.</summary>
    /// <exception cref="OverflowException">The result leaves 64 bits: ask the scalar executor.</exception>
    public abstract long One(FactRow row);
}

internal sealed class ConstantNumber(long value) : BatchNumber
{
    public long Value => value;

    public override string Key => $"{value}e-{Scale}";

    public override BatchPieces Pieces => BatchPieces.Constant(value);

    public override long One(FactRow row) => value;

    public override bool Evaluate(BatchRun run, ReadOnlySpan<ushort> rows, Span<long> result)
    {
        result.Fill(value);
        return false;
    }
}

/// <param name="column">Null where the number is only asked for one subject at a time.</param>
internal sealed class ColumnNumber(int slot, BatchColumn? column) : BatchNumber
{
    public override string Key => $"c{slot}";

    public override BatchPieces? Pieces => column!.Units is { } units ? BatchPieces.Line(units, units.Step, units.Low) : null;

    public override long One(FactRow row) => row.Numbers[slot];

    /// <summary>The column itself, where all rows are wanted and none is missing.</summary>
    public ReadOnlySpan<long> InPlace(BatchRun run, ReadOnlySpan<ushort> rows) =>
        rows.Length == run.Rows && !column!.HasMissing ? column.Numbers.AsSpan(run.FirstRow, run.Rows) : [];

    public override bool Evaluate(BatchRun run, ReadOnlySpan<ushort> rows, Span<long> result)
    {
        var values = column!.Numbers.AsSpan(run.FirstRow, run.Rows);
        if (rows.Length == values.Length)
        {
            values.CopyTo(result);
        }
        else
        {
            NumberKernels.Gather(values, rows, result);
        }
        return column.HasMissing && result.Contains(NumberKernels.Missing);
    }
}

/// <summary>What is done with two numbers.</summary>
internal enum NumberSign { Add, Subtract, Multiply, Smaller, Larger }

internal sealed class PairNumber(NumberSign sign, BatchNumber left, BatchNumber right) : BatchNumber
{
    public override string? Key => left.Key is { } a && right.Key is { } b ? $"({a} {sign} {b})" : null;

    public override BatchPieces? Pieces => left.Pieces is { } a && right.Pieces is { } b ? sign switch
    {
        NumberSign.Add => a.Plus(b),
        NumberSign.Subtract => a.Plus(b.Times(-1)),
        NumberSign.Multiply => right is ConstantNumber { Value: var factor } ? a.Times(factor) : null,
        NumberSign.Smaller => a.Smaller(b),
        _ => a.Larger(b),
    } : null;

    public override long One(FactRow row)
    {
        var (x, y) = (left.One(row), right.One(row));
        return x == NumberKernels.Missing || y == NumberKernels.Missing ? NumberKernels.Missing : Apply(x, y);
    }

    public override bool Evaluate(BatchRun run, ReadOnlySpan<ushort> rows, Span<long> result)
    {
        if (right is ConstantNumber { Value: var constant })
        {
            if (left is ColumnNumber plain && plain.InPlace(run, rows) is { IsEmpty: false } values)
            {
                Apply(values, constant, false, result);
                return false;
            }
            var gone = left.Evaluate(run, rows, result);
            Apply(result, constant, gone, result);
            return gone;
        }
        var buffer = run.Take();
        var other = buffer.AsSpan(0, rows.Length);
        var missing = left.Evaluate(run, rows, result) | right.Evaluate(run, rows, other);
        Apply(result, other, missing, result);
        run.Give(buffer);
        return missing;
    }

    private void Apply(ReadOnlySpan<long> x, long y, bool missing, Span<long> result)
    {
        if (missing)
        {
            for (var i = 0; i < x.Length; i++)
            {
                result[i] = x[i] == NumberKernels.Missing ? NumberKernels.Missing : Apply(x[i], y);
            }
            return;
        }
        switch (sign)
        {
            case NumberSign.Add:
                TensorPrimitives.Add(x, y, result);
                break;
            case NumberSign.Subtract:
                TensorPrimitives.Subtract(x, y, result);
                break;
            case NumberSign.Multiply:
                TensorPrimitives.Multiply(x, y, result);
                break;
            case NumberSign.Smaller:
                TensorPrimitives.Min(x, y, result);
                break;
            default:
                TensorPrimitives.Max(x, y, result);
                break;
        }
    }

    private void Apply(Span<long> x, Span<long> y, bool missing, Span<long> result)
    {
        if (missing)
        {
            for (var i = 0; i < x.Length; i++)
            {
                result[i] = x[i] == NumberKernels.Missing || y[i] == NumberKernels.Missing ? NumberKernels.Missing : Apply(x[i], y[i]);
            }
            return;
        }
        switch (sign)
        {
            case NumberSign.Add:
                TensorPrimitives.Add<long>(x, y, result);
                break;
            case NumberSign.Subtract:
                TensorPrimitives.Subtract<long>(x, y, result);
                break;
            case NumberSign.Multiply:
                TensorPrimitives.Multiply<long>(x, y, result);
                break;
            case NumberSign.Smaller:
                TensorPrimitives.Min<long>(x, y, result);
                break;
            default:
                TensorPrimitives.Max<long>(x, y, result);
                break;
        }
    }

    private long Apply(long x, long y) => sign switch
    {
        NumberSign.Add => x + y,
        NumberSign.Subtract => x - y,
        NumberSign.Multiply => x * y,
        NumberSign.Smaller => Math.Min(x, y),
        _ => Math.Max(x, y),
    };
}

/// <summary>四舍五入, and the last step to whole fen.</summary>
internal sealed class RoundedNumber(BatchNumber inner, long by) : BatchNumber
{
    public override string? Key => inner.Key is { } key ? $"({key} / {by})" : null;

    public override BatchPieces? Pieces => inner.Pieces?.Divided(by);

    public override long One(FactRow row) => NumberKernels.DivideRounded(inner.One(row), by);

    public override bool Evaluate(BatchRun run, ReadOnlySpan<ushort> rows, Span<long> result)
    {
        var missing = inner.Evaluate(run, rows, result);
        NumberKernels.DivideRounded(result, by, result, inner.Low > -NumberKernels.ExactDouble && inner.High < NumberKernels.ExactDouble);
        return missing;
    }
}

/// <summary>A number that costs more than to look it up, and that several policies use: worked out once per block where all rows are wanted.</summary>
/// <param name="slot">Its place among the numbers a <see cref="BatchRun"/> keeps.</param>
internal sealed class SharedNumber(BatchNumber inner, int slot) : BatchNumber
{
    private BatchUnits? _units;

    public override string? Key => inner.Key;

    public override BatchPieces? Pieces => inner.Pieces ??
        (High - Low <= UnitKernels.Highest ? BatchPieces.Line(_units ??= new SharedUnits(this, (int)(High - Low)), 1, Low) : null);

    /// <param name="asked">Whether to work it out where that is not done yet.</param>
    /// <returns>How far all rows of the block lie above <see cref="BatchNumber.Low"/>; empty where one has no number.</returns>
    public ReadOnlySpan<int> Units(BatchRun run, bool asked)
    {
        if (!run.KeptNumbers(slot, out var kept, out var missing))
        {
            if (!asked)
            {
                return [];
            }
            missing = inner.Evaluate(run, run.AllRows, kept);
            run.KeepNumbers(slot, missing);
        }
        return missing ? [] : run.KeptUnits(slot, (long)Low);
    }

    public override long One(FactRow row) => inner.One(row);

    public override bool Evaluate(BatchRun run, ReadOnlySpan<ushort> rows, Span<long> result)
    {
        if (!run.KeptNumbers(slot, out var kept, out var missing))
        {
            if (rows.Length < run.Rows)
            {
                return inner.Evaluate(run, rows, result);
            }
            missing = inner.Evaluate(run, rows, kept);
            run.KeepNumbers(slot, missing);
        }
        if (rows.Length == run.Rows)
        {
            kept.CopyTo(result);
        }
        else
        {
            NumberKernels.Gather(kept, rows, result);
        }
        return missing;
    }
}

/// <summary>累进 with fixed starts and rates.</summary>
internal sealed class MarginalNumber(BatchNumber inner, long[] starts, long[] rates) : BatchNumber
{
    public override BatchPieces? Pieces => inner.Pieces?.Marginal(starts, rates);

    public override long One(FactRow row) => NumberKernels.Marginal(inner.One(row), starts, rates);

    public override bool Evaluate(BatchRun run, ReadOnlySpan<ushort> rows, Span<long> result)
    {
        var missing = inner.Evaluate(run, rows, result);
        NumberKernels.Marginal(result, starts, rates, result);
        return missing;
    }
}

/// <summary>分档: what the highest tier reached gives; zero below the first.</summary>
internal sealed class TierNumber(BatchNumber inner, long[] starts, BatchNumber[] gives) : BatchNumber
{
    public override BatchPieces? Pieces => inner.Pieces?.Tiers(starts, [.. gives.Select(g => g.Pieces)]);

    public override long One(FactRow row)
    {
        var value = inner.One(row);
        if (value == NumberKernels.Missing)
        {
            return value;
        }
        var at = starts.Length - 1;
        while (at >= 0 && starts[at] > value)
        {
            at--;
        }
        return at < 0 ? 0 : gives[at].One(row);
    }

    public override bool Evaluate(BatchRun run, ReadOnlySpan<ushort> rows, Span<long> result)
    {
        var (buffer, given) = (run.Take(), run.Take());
        var value = buffer.AsSpan(0, rows.Length);
        var gift = given.AsSpan(0, rows.Length);
        inner.Evaluate(run, rows, value);
        result.Clear();
        for (var tier = 0; tier < starts.Length; tier++)
        {
            gives[tier].Evaluate(run, rows, gift);
            for (var i = 0; i < rows.Length; i++)
            {
                result[i] = value[i] >= starts[tier] ? gift[i] : result[i];
            }
        }
        var missing = false;
        for (var i = 0; i < rows.Length; i++)
        {
            result[i] = value[i] == NumberKernels.Missing ? NumberKernels.Missing : result[i];
            missing |= result[i] == NumberKernels.Missing;
        }
        run.Give(buffer);
        run.Give(given);
        return missing;
    }
}

/// <summary>若: one of two numbers, or none where the condition is unknown.</summary>
internal sealed class ChosenNumber(BatchPredicate? condition, Func<FactRow, Truth> ask, BatchNumber yes, BatchNumber no) : BatchNumber
{
    public override long One(FactRow row) => ask(row) switch { Truth.Yes => yes.One(row), Truth.No => no.One(row), _ => NumberKernels.Missing };

    public override bool Evaluate(BatchRun run, ReadOnlySpan<ushort> rows, Span<long> result)
    {
        var answer = condition!.Evaluate(run, []);
        if (answer.IsNo || answer.IsAlways)
        {
            return (answer.IsAlways ? yes : no).Evaluate(run, rows, result);
        }
        var buffer = run.Take();
        var other = buffer.AsSpan(0, rows.Length);
        var missing = yes.Evaluate(run, rows, result) | no.Evaluate(run, rows, other) | !answer.IsCertain;
        for (var i = 0; i < rows.Length; i++)
        {
            var (word, bit) = (rows[i] / 64, 1UL << (rows[i] % 64));
            result[i] = (answer.Possible[word] & bit) == 0 ? other[i] : (answer.Yes[word] & bit) != 0 ? result[i] : NumberKernels.Missing;
        }
        run.Give(buffer);
        return missing;
    }
}

/// <summary>缺省: the first number, or the second where it is missing.</summary>
internal sealed class OtherwiseNumber(BatchNumber wanted, BatchNumber instead) : BatchNumber
{
    public override long One(FactRow row) => wanted.One(row) is var value && value != NumberKernels.Missing ? value : instead.One(row);

    public override bool Evaluate(BatchRun run, ReadOnlySpan<ushort> rows, Span<long> result)
    {
        if (!wanted.Evaluate(run, rows, result))
        {
            return false;
        }
        var buffer = run.Take();
        var other = buffer.AsSpan(0, rows.Length);
        var missing = instead.Evaluate(run, rows, other);
        for (var i = 0; i < rows.Length; i++)
        {
            result[i] = result[i] == NumberKernels.Missing ? other[i] : result[i];
        }
        run.Give(buffer);
        return missing;
    }
}
