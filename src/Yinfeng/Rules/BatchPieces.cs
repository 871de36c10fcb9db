namespace Yinfeng.Rules;

/// <summary>From this many units on: slope × units + offset.</summary>
internal readonly record struct BatchPiece(int Start, Int128 Slope, Int128 Offset)
{
    public Int128 At(int units) => (Slope * units) + Offset;
}

/// <summary>A number that follows one base in straight pieces, as a share of an amount with a cap or tiers does. Then the sum over many rows
/// needs only how many rows lie on each piece and what their units add up to, and no row's own number.</summary>
/// <param name="Base">Null for a constant.</param>
/// <param name="Pieces">The first starts at 0; each ends where the next one starts.</param>
internal sealed record BatchPieces(BatchUnits? Base, IReadOnlyList<BatchPiece> Pieces)
{
    /// <summary>With more pieces a pass over the rows is quicker.</summary>
    private const int Most = 12;

    public static BatchPieces Constant(Int128 value) => new(null, [new BatchPiece(0, 0, value)]);

    public static BatchPieces Line(BatchUnits units, Int128 slope, Int128 offset) => new(units, [new BatchPiece(0, slope, offset)]);

    public BatchPieces Times(Int128 factor) => new(Base, [.. Pieces.Select(p => new BatchPiece(p.Start, p.Slope * factor, p.Offset * factor))]);

    public BatchPieces? Plus(BatchPieces other) => Merge(other, (a, b, start, _) => [new BatchPiece(start, a.Slope + b.Slope, a.Offset + b.Offset)]);

    public BatchPieces? Smaller(BatchPieces other) => Merge(other, Lower);

    public BatchPieces? Larger(BatchPieces other) => Times(-1).Smaller(other.Times(-1))?.Times(-1);

    /// <summary>Only where nothing is rounded but constants: on all other pieces the result is whole for every number of units.</summary>
    public BatchPieces? Divided(long by) => Pieces.All(p => p.Slope % by == 0 && (p.Slope == 0 || p.Offset % by == 0))
        ? new(Base, [.. Pieces.Select(p => new BatchPiece(p.Start, p.Slope / by, Rounded(p.Offset, by)))]) : null;

    /// <summary>累进.</summary>
    public BatchPieces? Marginal(long[] starts, long[] rates)
    {
        BatchPieces? sum = Constant(0);
        for (var tier = 0; tier < starts.Length; tier++)
        {
            var upTo = tier + 1 < starts.Length ? Smaller(Constant(starts[tier + 1])) : this;
            var part = upTo?.Plus(Constant(-(Int128)starts[tier]))?.Larger(Constant(0))?.Times(rates[tier]);
            sum = part is null ? null : sum?.Plus(part);
        }
        return sum;
    }

    /// <summary>分档; only where this is one rising line, so that a tier once reached stays reached.</summary>
    public BatchPieces? Tiers(long[] starts, IReadOnlyList<BatchPieces?> gives)
    {
        if (Pieces is not [var (_, slope, offset)] || slope <= 0)
        {
            return null;
        }
        BatchPieces? result = Constant(0);
        for (var tier = 0; tier < starts.Length; tier++)
        {
            var reached = -FloorDivided(offset - starts[tier], slope);
            result = gives[tier] is { } gift ? result?.Merge(gift, (below, above, start, end) => reached <= start ? [above with { Start = start }]
                : reached > end ? [below with { Start = start }]
                : [below with { Start = start }, above with { Start = (int)reached }], Base) : null;
        }
        return result;
    }

    private BatchPieces? Merge(BatchPieces other, Func<BatchPiece, BatchPiece, int, int, BatchPiece[]> join, BatchUnits? of = null)
    {
        var units = Base ?? other.Base ?? of;
        if ((Base ?? units) != units || (other.Base ?? units) != units || (of ?? units) != units)
        {
            return null;
        }
        var starts = Pieces.Concat(other.Pieces).Select(p => p.Start).Distinct().Order().ToList();
        var merged = new List<BatchPiece>();
        for (var i = 0; i < starts.Count; i++)
        {
            var end = i + 1 < starts.Count ? starts[i + 1] - 1 : units?.Highest ?? 0;
            foreach (var piece in join(On(starts[i]), other.On(starts[i]), starts[i], end))
            {
                if (merged is not [.., var last] || (last.Slope, last.Offset) != (piece.Slope, piece.Offset))
                {
                    merged.Add(piece);
                }
            }
        }
        return merged.Count <= Most ? new BatchPieces(units, merged) : null;
    }

    private BatchPiece On(int units) => Pieces.Last(p => p.Start <= units);

    /// <summary>The lower of two lines, which cross at most once.</summary>
    private static BatchPiece[] Lower(BatchPiece a, BatchPiece b, int start, int end)
    {
        var (first, last) = (a.At(start) <= b.At(start) ? a : b, a.At(end) <= b.At(end) ? a : b);
        if (first == last)
        {
            return [first with { Start = start }];
        }
        // The line that is lower at the end rises more slowly; from here on it is not above the other.
        var from = -FloorDivided(first.Offset - last.Offset, first.Slope - last.Slope);
        return from <= start ? [last with { Start = start }] : [first with { Start = start }, last with { Start = (int)from }];
    }

    private static Int128 FloorDivided(Int128 value, Int128 by) =>
        (value / by) - (value % by != 0 && (value < 0) != (by < 0) ? 1 : 0);

    /// <summary>Half away from zero.</summary>
    private static Int128 Rounded(Int128 value, long by) => value >= 0 ? (value + (by / 2)) / by : -((-value + (by / 2)) / by);
}
