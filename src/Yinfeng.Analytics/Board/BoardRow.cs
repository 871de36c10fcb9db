namespace Yinfeng.Analytics.Board;

/// <summary>The definitions of the derived fields, for one unit and indicator.</summary>
/// <param name="Months">1..12, for the time progress.</param>
/// <param name="Last">Null where last year's ledger was not taken in.</param>
internal readonly record struct BoardRow(int Months, long Value, long Last, long Target, long Stretch, long Plan)
{
    private const long Null = BoardPage.Null;

    public void Sum(Span<long> fields)
    {
        Common(fields);
        fields[(int)BoardField.Value] = Value;
        fields[(int)BoardField.LastYear] = Last;
        var hasTarget = Target > 0;
        fields[(int)BoardField.Completion] = hasTarget ? Exact.Scaled(Value, 10_000, Target) : Null;
        fields[(int)BoardField.Gap] = hasTarget ? Exact.Ahead(Value, Target, Months) : Null;
        fields[(int)BoardField.Share] = hasTarget ? Exact.Cut(Value, 10_000, Target) : Null;
        fields[(int)BoardField.PlanCompletion] = Plan > 0 ? Exact.Scaled(Value, 10_000, Plan) : Null;
        var hasLast = Last > 0;
        fields[(int)BoardField.YearOnYear] = hasLast ? Exact.Scaled(Value - Last, 1_000, Last) : Null;
        fields[(int)BoardField.ToLastYear] = hasLast ? Exact.Cut(Value, 10_000, Last) : Null;
    }

    public void Rate(long divisor, long lastDivisor, Span<long> fields)
    {
        Common(fields);
        var known = divisor > 0;
        var knownLast = Last != Null && lastDivisor > 0;
        fields[(int)BoardField.Value] = known ? Exact.Scaled(Value, 10_000, divisor) : Null;
        fields[(int)BoardField.LastYear] = knownLast ? Exact.Scaled(Last, 10_000, lastDivisor) : Null;
        fields[(int)BoardField.Share] = known ? Exact.Cut(Value, 10_000, divisor) : Null;
        fields[(int)BoardField.Completion] = Null;
        fields[(int)BoardField.PlanCompletion] = Null;
        fields[(int)BoardField.ToLastYear] = Null;

        // Targets of rates are in ten-thousandths of a point: one million is the whole.
        fields[(int)BoardField.Gap] = known && Target != Null ? Exact.Difference(Value, divisor, Target, 1_000_000, 10_000) : Null;
        fields[(int)BoardField.YearOnYear] = known && knownLast ? Exact.Difference(Value, divisor, Last, lastDivisor, 1_000) : Null;
    }

    private void Common(Span<long> fields)
    {
        fields[(int)BoardField.Target] = Target;
        fields[(int)BoardField.Stretch] = Stretch;
        fields[(int)BoardField.Plan] = Plan;
    }
}
