using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Imports;

public enum RowOutcome { Stored, Updated, Merged, Refused }

/// <summary>What one row changed on a stored project; texts are canonical (fen, yyyy-mm-dd, enum name).</summary>
/// <param name="Field">As in <see cref="LedgerFacts"/>, or "funds:2021-03".</param>
public sealed record FieldChange(string Field, string? Before, string? After);

/// <summary>The clerk's word on a suspected duplicate.</summary>
/// <param name="Same">The row is that project; false keeps both.</param>
/// <param name="ProjectId">The stored project meant; null means the row of the same workbook.</param>
public sealed record DuplicateDecision(bool Same, long? ProjectId);

/// <summary>What becomes of one ledger row.</summary>
public sealed class PlannedRow(LedgerRow row)
{
    public LedgerRow Row { get; } = row;
    public RowOutcome Outcome { get; set; } = RowOutcome.Stored;

    /// <summary>Problems found only against the store or the viewer, beside those of <see cref="LedgerRow.Problems"/>.</summary>
    public List<RowProblem>? FurtherProblems { get; set; }
    public long OwnerUnitId { get; set; }
    public long CityId { get; set; }
    public long ProjectId { get; set; }

    /// <summary>Rows of the same workbook that speak of this project too.</summary>
    public List<PlannedRow>? Others { get; set; }

    /// <summary>The row this one was merged into.</summary>
    public PlannedRow? Into { get; set; }

    /// <summary>A stored project that may be the same.</summary>
    public StoredProject? Suspect { get; set; }
    public IReadOnlyList<FieldChange> Changes { get; set; } = [];

    /// <summary>JSON for undoing; only of an updated row.</summary>
    public string? Before { get; set; }

    public IEnumerable<RowProblem> Problems => FurtherProblems is null ? Row.HasProblems ? Row.Problems : [] : Row.Problems.Concat(FurtherProblems);
    public bool HasProblems => FurtherProblems is not null || Row.HasProblems;
}

/// <summary>Decides for every row whether it is stored, updates a stored project, merges into an earlier row or is refused.</summary>
public sealed class ImportPlan
{
    public required List<PlannedRow> Rows { get; init; }
    public int Count(RowOutcome outcome) => Rows.Count(r => r.Outcome == outcome);

    /// <param name="decisions">By place in the workbook.</param>
    /// <param name="companies">Of the base, by the investors' names in the file, where they were matched.</param>
    internal static async Task<ImportPlan> MakeAsync(YinfengDb db, Viewer viewer, UnitTree tree, LedgerReading reading, long unitId,
        IReadOnlyDictionary<RowPlace, DuplicateDecision> decisions, IReadOnlyDictionary<string, long> companies, CancellationToken ct)
    {
        var rows = new List<PlannedRow>(reading.Rows.Count);
        var owners = new HashSet<long>();
        var cities = new Dictionary<long, (long City, bool Visible)>();
        foreach (var row in reading.Rows)
        {
            var owner = row.UnitId ?? unitId;
            if (!cities.TryGetValue(owner, out var known))
            {
                cities[owner] = known = (tree.CityOf(owner), tree.IsWithin(owner, viewer.UnitId));
            }
            var planned = new PlannedRow(row) { OwnerUnitId = owner, CityId = known.City };
            rows.Add(planned);
            if (!known.Visible)
            {
                planned.FurtherProblems = [new("unit", "unit-outside-scope", $"“{row.Unit}”不在您的管辖范围内，本行未导入。请由该单位或上级单位导入。")];
            }
            if (row.IsRefused || !known.Visible)
            {
                planned.Outcome = RowOutcome.Refused;
                continue;
            }
            owners.Add(owner);
        }
        var plan = new ImportPlan { Rows = rows };
        plan.MergeWithinWorkbook(decisions);
        if (owners.Count > 0)
        {
            var stored = await StoredProjects.LoadAsync(db, viewer, tree, owners, ct);
            plan.FindStored(stored, decisions);
            StoredSuspects.Mark([.. rows.Where(r => r.Outcome == RowOutcome.Stored)], stored, tree, decisions, companies);
        }
        return plan;
    }

    private void MergeWithinWorkbook(IReadOnlyDictionary<RowPlace, DuplicateDecision> decisions)
    {
        if (!Rows.Exists(r => r.Row.DuplicateOf is not null))
        {
            return;
        }
        var byPlace = Rows.ToDictionary(r => r.Row.Place);
        foreach (var row in Rows)
        {
            if (row.Outcome == RowOutcome.Refused || row.Row.DuplicateOf is not { } earlier
                || (decisions.TryGetValue(row.Row.Place, out var decided) && !decided.Same)
                || !byPlace.TryGetValue(earlier, out var into))
            {
                continue;
            }
            into = into.Into ?? into;
            if (into.Outcome == RowOutcome.Refused || into == row)
            {
                continue; // The earlier row is kept out, so this one stands for the project.
            }
            (row.Outcome, row.Into) = (RowOutcome.Merged, into);
            (into.Others ??= []).Add(row);
        }
    }

    private void FindStored(StoredProjects stored, IReadOnlyDictionary<RowPlace, DuplicateDecision> decisions)
    {
        foreach (var row in Rows)
        {
            if (row.Outcome != RowOutcome.Stored)
            {
                continue;
            }
            var found = stored.All.Count == 0 ? null
                : decisions.TryGetValue(row.Row.Place, out var decided) && decided is { Same: true, ProjectId: { } id } ? stored.Take(id)
                : stored.Take(row.Row.ProjectName!, row.Row.Investor, row.OwnerUnitId);
            if (found is null)
            {
                row.ProjectId = Ids.Next();
            }
            else
            {
                (row.ProjectId, row.Outcome) = (found.Id, RowOutcome.Updated);
            }
        }
        foreach (var row in Rows)
        {
            if (row.Into is { } into)
            {
                row.ProjectId = into.ProjectId;
            }
        }
    }
}
