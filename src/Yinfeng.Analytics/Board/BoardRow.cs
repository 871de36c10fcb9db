namespace Yinfeng.Analytics.Board;

/// <summary>The definitions of the derived fields, for one unit and indicator.</summary>
/// <param name="Months">1..12, for the time progress.</param>
/// <param name="Last">Null where last year's ledger was not taken in.</param>
internal readonly record struct BoardRow(int Months, long Value, long Last, long Target, long Stretch, long Plan)
{
    private const long Null = BoardPage.Null;

    public long Completion => Target > 0 ? Exact.Scaled(Value, 10_000, Target) : Null;
    public long Gap => Target > 0 ? Exact.Ahead(Value, Target, Months) : Null;
    public long Share => Target > 0 ? Exact.Cut(Value, 10_000, Target) : Null;
    public long PlanCompletion => Plan > 0 ? Exact.Scaled(Value, 10_000, Plan) : Null;
    public long YearOnYear => Last > 0 ? Exact.Scaled(Value - Last, 1_000, Last) : Null;
    public long ToLastYear => Last > 0 ? Exact.Cut(Value, 10_000, Last) : Null;

    /// <summary>All fields of a sum but its ranks.</summary>
    public void Sum(Span<long> fields)
    {
        Common(fields);
        fields[(int)BoardField.Value] = Value;
        fields[(int)BoardField.LastYear] = Last;
        fields[(int)BoardField.Completion] = Completion;
        fields[(int)BoardField.Gap] = Gap;
        fields[(int)BoardField.Share] = Share;
        fields[(int)BoardField.PlanCompletion] = PlanCompletion;
        fields[(int)BoardField.YearOnYear] = YearOnYear;
        fields[(int)BoardField.ToLastYear] = ToLastYear;
    }

    /// <summary>All fields of a rate but its ranks.</summary>
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
