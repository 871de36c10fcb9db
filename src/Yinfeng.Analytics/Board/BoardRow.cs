namespace Yinfeng.Analytics.Board;

/// <summary>The definitions of the derived fields but the ranks, for one unit and indicator.</summary>
/// <param name="IsRate">Whether <paramref name="Value"/> and <paramref name="Last"/> are numerators over the divisors; a sum has none.</param>
/// <param name="Months">1..12, for the time progress.</param>
/// <param name="Last">Null where last year's ledger was not taken in.</param>
internal readonly record struct BoardRow(
    bool IsRate, int Months, long Value, long Divisor, long Last, long LastDivisor, long Target, long Stretch, long Plan)
{
    private const long Null = BoardPage.Null;

    /// <summary>A field that is not a rank.</summary>
    public long this[BoardField field] => field switch
    {
        BoardField.Target => Target,
        BoardField.Stretch => Stretch,
        BoardField.Plan => Plan,
        _ => IsRate ? Rate(field) : Sum(field),
    };

    private long Sum(BoardField field) => field switch
    {
        BoardField.Value => Value,
        BoardField.LastYear => Last,
        BoardField.Completion => Target > 0 ? Exact.Scaled(Value, 10_000, Target) : Null,
        BoardField.PlanCompletion => Plan > 0 ? Exact.Scaled(Value, 10_000, Plan) : Null,
        BoardField.Gap => Target > 0 ? Exact.Ahead(Value, Target, Months) : Null,
        BoardField.YearOnYear => Last > 0 ? Exact.Scaled(Value - Last, 1_000, Last) : Null,
        BoardField.Share => Target > 0 ? Exact.Cut(Value, 10_000, Target) : Null,
        BoardField.ToLastYear => Last > 0 ? Exact.Cut(Value, 10_000, Last) : Null,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Ranks need the siblings."),
    };

    private long Rate(BoardField field)
    {
        var known = Divisor > 0;
        var knownLast = Last != Null && LastDivisor > 0;
        return field switch
        {
            BoardField.Value => known ? Exact.Scaled(Value, 10_000, Divisor) : Null,
            BoardField.LastYear => knownLast ? Exact.Scaled(Last, 10_000, LastDivisor) : Null,
            BoardField.Completion or BoardField.PlanCompletion or BoardField.ToLastYear => Null,

            // Targets of rates are in ten-thousandths of a point: one million is the whole.
            BoardField.Gap => known && Target != Null ? Exact.Difference(Value, Divisor, Target, 1_000_000, 10_000) : Null,
            BoardField.YearOnYear => known && knownLast ? Exact.Difference(Value, Divisor, Last, LastDivisor, 1_000) : Null,
            BoardField.Share => known ? Exact.Cut(Value, 10_000, Divisor) : Null,
            _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Ranks need the siblings."),
        };
    }
}
