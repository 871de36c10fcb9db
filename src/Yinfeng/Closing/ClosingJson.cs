namespace Yinfeng.Closing;

/// <summary>A closed month as JSON.</summary>
public sealed record ClosedMonthJson(long Id, string Unit, string UnitName, string Period, string Number, DateOnly IssuedOn, string By, DateTime AtUtc,
    int Restated)
{
    public static ClosedMonthJson Of(ClosedRow row) => new(row.Month.Id, row.UnitCode, row.Month.UnitName, row.Month.Period.ToString(), row.Month.Number,
        row.Month.IssuedOn, row.Month.ClosedByName, row.Month.ClosedAtUtc, row.Restated);
}

/// <summary>What computing a closed month again gave, as JSON.</summary>
/// <param name="Document">same, different or none.</param>
/// <param name="Damaged">Frozen parts that the audit log does not bear witness of.</param>
public sealed record ClosingCheckJson(string Period, string UnitName, string Number, bool Ok, int Cells, IReadOnlyList<FigureDifference> Differences,
    IReadOnlyList<string> Damaged, string Document)
{
    public static ClosingCheckJson Of(ClosingCheck check) => new(check.Month.Period.ToString(), check.Month.UnitName, check.Month.Number, check.Ok,
        check.Cells, check.Differences, check.Damaged, check.Document);
}
