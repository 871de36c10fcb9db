using Yinfeng.Analytics.Batch;

namespace Yinfeng.Rules;

/// <summary>An amount in fen as straight pieces over a base, ready for the kernels.</summary>
internal sealed class BatchPiecesAmount
{
    private readonly BatchUnits _base;
    private readonly int[] _starts;
    private readonly long[] _slopes;
    private readonly long[] _offsets;

    private BatchPiecesAmount(BatchUnits units, IReadOnlyList<BatchPiece> pieces) => (_base, _starts, _slopes, _offsets) =
        (units, [.. pieces.Select(p => p.Start)], [.. pieces.Select(p => (long)p.Slope)], [.. pieces.Select(p => (long)p.Offset)]);

    /// <summary>Null where the amount is no such one.</summary>
    public static BatchPiecesAmount? Of(BatchNumber fen) =>
        fen.Pieces is { Base: { } units } made && made.Pieces.All(p => Fits(p.Slope) && Fits(p.Offset)) ? new(units, made.Pieces) : null;

    private static bool Fits(Int128 value) => value >= long.MinValue && value <= long.MaxValue;

    /// <param name="wanted">How many rows are looked at.</param>
    /// <param name="known">Those rows of the block that have an amount; empty when all have.</param>
    /// <returns>Units of the block; empty where amounts are to be had only row by row.</returns>
    public ReadOnlySpan<int> Units(BatchRun run, int wanted, out ReadOnlySpan<ulong> known)
    {
        known = _base.Known(run);
        return _base.Of(run, wanted);
    }

    /// <summary>The sum of the amounts of some rows.</summary>
    public Int128 Sum(ReadOnlySpan<int> units)
    {
        var fen = (Int128)0;
        var (sum, count) = (0L, 0);
        for (var piece = 0; piece < _starts.Length; piece++)
        {
            var isLast = piece == _starts.Length - 1;
            var (sumTo, countTo) = isLast && _slopes[piece] == 0 ? (sum, units.Length)
                : UnitKernels.Below(units, isLast ? _base.Highest + 1 : _starts[piece + 1], _base.Highest);
            fen += ((Int128)_slopes[piece] * (sumTo - sum)) + ((Int128)_offsets[piece] * (countTo - count));
            (sum, count) = (sumTo, countTo);
        }
        return fen;
    }

    /// <summary>The amount of each of some rows.</summary>
    public void Each(ReadOnlySpan<int> units, Span<long> fen) => UnitKernels.Pieces(units, _starts, _slopes, _offsets, fen);
}
