using Yinfeng.Analytics.Batch;

namespace Yinfeng.Rules;

/// <summary>Numbers of all rows as small whole units above the lowest one, the base of <see cref="BatchPieces"/>.</summary>
internal abstract class BatchUnits
{
    /// <summary>The most units that any row has.</summary>
    public abstract int Highest { get; }

    /// <param name="wanted">Rows of the block that are looked at; where they are few it may not pay.</param>
    /// <returns>Units of all rows of the block, anything for rows without a number; empty where they are not to be had for this block.</returns>
    public abstract ReadOnlySpan<int> Of(BatchRun run, int wanted);

    /// <summary>The rows of the block that have a number; empty when all have.</summary>
    public virtual ReadOnlySpan<ulong> Known(BatchRun run) => [];
}

/// <summary>A column whose values are few steps apart, such as money in whole 万元: made once with the table.</summary>
internal sealed class ColumnUnits : BatchUnits
{
    private readonly int[] _units;
    private readonly ulong[]? _known;

    private ColumnUnits(int[] units, ulong[]? known, int highest) => (_units, _known, Highest) = (units, known, highest);

    /// <summary>The number of zero units.</summary>
    public long Low { get; private init; }

    /// <summary>How much one unit is.</summary>
    public long Step { get; private init; }
    public override int Highest { get; }

    /// <summary>Null when the values have no common step that makes their units small.</summary>
    public static ColumnUnits? Of(long[] numbers, long low, long high)
    {
        var (step, missing) = (StepOf(numbers, low), Array.IndexOf(numbers, FactRow.Missing) >= 0);
        if ((high - low) / step > UnitKernels.Highest)
        {
            return null;
        }
        var units = new int[numbers.Length];
        var known = missing ? new ulong[RowBits.Words(numbers.Length)] : null;
        for (var i = 0; i < numbers.Length; i++)
        {
            if (numbers[i] != FactRow.Missing)
            {
                units[i] = (int)((numbers[i] - low) / step);
                if (known is not null)
                {
                    known[i / 64] |= 1UL << (i % 64);
                }
            }
        }
        return new ColumnUnits(units, known, (int)((high - low) / step)) { Low = low, Step = step };
    }

    /// <summary>The greatest step by which all numbers can be reached from the lowest one.</summary>
    private static long StepOf(long[] numbers, long low)
    {
        var step = 0L;
        foreach (var number in numbers)
        {
            if (number != FactRow.Missing && (step == 0 || (number - low) % step != 0))
            {
                step = Common(step, number - low);
                if (step == 1)
                {
                    return 1;
                }
            }
        }
        return Math.Max(1, step);
    }

    public override ReadOnlySpan<int> Of(BatchRun run, int wanted) => _units.AsSpan(run.FirstRow, run.Rows);

    public override ReadOnlySpan<ulong> Known(BatchRun run) =>
        _known is null ? [] : _known.AsSpan(run.Block * RowBits.BlockWords, RowBits.Words(run.Rows));

    private static long Common(long a, long b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }
        return a;
    }
}

/// <summary>A number that policies share, worked out once for all rows of a block.</summary>
internal sealed class SharedUnits(SharedNumber number, int highest) : BatchUnits
{
    /// <summary>From one row in so many on.</summary>
    private const int Worthwhile = 8;

    public override int Highest => highest;

    public override ReadOnlySpan<int> Of(BatchRun run, int wanted) =>
        number.Units(run, wanted * Worthwhile > run.Rows);
}
