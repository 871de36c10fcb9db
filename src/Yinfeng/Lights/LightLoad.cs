using System.Data.Common;
using System.Globalization;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Rules;

namespace Yinfeng.Lights;

/// <summary>Reads projects from the tables as rows for lights: one pass each over projects, reports, shares and the stage log.</summary>
internal sealed class LightLoad(Database database, LightRuleBook book)
{
    private const string Columns =
        "id, name, owner_unit_id, landing_unit_id, stage, status, confidentiality, leader, service_officer, industry, industry_code, "
        + "created_at_utc, lead_on, contacted_on, negotiating_on, reviewed_on, signed_on, started_on, producing_on, at_capacity_on, "
        + "planned_signed_on, planned_started_on, planned_producing_on, planned_at_capacity_on, total_investment_fen";

    /// <summary>Read only where a rule has a condition.</summary>
    private const string FactColumns = ", city_id, kind, total_investment_fen, fixed_investment_fen, registered_capital_fen, paid_in_capital_fen, "
        + "expected_output_fen, expected_tax_fen, expected_jobs, investor_origin, investor_region_id, attraction, signed_online, chain";

    private const int FirstEntered = 12, FirstPlanned = 20, Total = 24, FirstFact = 25;
    private const int UsualDeadline = 5;
    private const int MostWords = 30;

    /// <summary>All projects by id, or only those named, with what imported ledgers cover.</summary>
    /// <param name="coverage">Filled when all projects are read; may be null for a few.</param>
    public async Task<List<LightRow>> RowsAsync(IReadOnlyCollection<long>? ids, CoverageMonths? coverage, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var rows = await ProjectsAsync(connection, ids, ct);
        var byId = rows.ToDictionary(r => r.Id);
        await ReadAsync(connection, "SELECT project_id, month, source_import_id, reported_at_utc FROM monthly_report" + Only(ids, "project_id"), r =>
            AddMonth(byId.GetValueOrDefault(r.GetInt64(0)), r, coverage), ct);
        var others = new Dictionary<long, HashSet<long>>();
        await ReadAsync(connection, "SELECT project_id, unit_id FROM credit_share" + Only(ids, "project_id"), r =>
            (others.TryGetValue(r.GetInt64(0), out var units) ? units : others[r.GetInt64(0)] = []).Add(r.GetInt64(1)), ct);
        foreach (var (id, units) in others)
        {
            if (byId.TryGetValue(id, out var row))
            {
                row.OtherUnits = [.. units.Where(u => u != row.OwnerUnitId && u != row.LandingUnitId)];
            }
        }
        await ReadAsync(connection, "SELECT project_id, from_status, to_status, \"on\", at_utc FROM stage_change WHERE from_status <> to_status"
            + Only(ids, "project_id", " AND ") + " ORDER BY id", r => AddStep(byId.GetValueOrDefault(r.GetInt64(0)), r), ct);
        await ReadAsync(connection, "SELECT project_id, CAST(decided_on AS TEXT), CAST(deadline AS TEXT), CAST(closed_on AS TEXT), CAST(reported_on AS TEXT), "
            + "unit_id, person, origin_name, text FROM resolution "
            + "WHERE project_id IS NOT NULL AND decided_on IS NOT NULL" + Only(ids, "project_id", " AND ") + " ORDER BY id",
            r => AddDue(byId.GetValueOrDefault(r.GetInt64(0)), r, "议定事项"), ct);
        await ReadAsync(connection, "SELECT project_id, CAST(promised_on AS TEXT), CAST(due AS TEXT), CAST(closed_on AS TEXT), CAST(reported_on AS TEXT), "
            + "unit_id, NULL, promised_to, text FROM promise WHERE project_id IS NOT NULL" + Only(ids, "project_id", " AND ") + " ORDER BY id",
            r => AddDue(byId.GetValueOrDefault(r.GetInt64(0)), r, "承诺"), ct);
        return rows;
    }

    /// <summary>Which ledgers of which years were taken in.</summary>
    public async Task<List<(long Unit, int Year, long Import, int Month)>> LedgersAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var ledgers = new List<(long, int, long, int)>();
        await ReadAsync(connection, "SELECT c.unit_id, c.year, c.import_id, i.at_utc FROM ledger_coverage c JOIN import i ON i.id = c.import_id",
            r => ledgers.Add((r.GetInt64(0), r.GetInt32(1), r.GetInt64(2), YearMonth.Of(r.DayOf(3)).Ordinal)), ct);
        return ledgers;
    }

    private async Task<List<LightRow>> ProjectsAsync(DbConnection connection, IReadOnlyCollection<long>? ids, CancellationToken ct)
    {
        var conditions = book.Conditional.ToList();
        var facts = conditions.Count > 0 ? new ProjectFacts() : null;
        var rows = new List<LightRow>();
        await ReadAsync(connection, $"SELECT {Columns}{(facts is null ? "" : FactColumns)} FROM project{Only(ids, "id")} ORDER BY id", r =>
        {
            var row = Project(r);
            rows.Add(row);
            if (facts is not null)
            {
                facts.Fill(Facts(r, row));
                foreach (var rule in conditions)
                {
                    var answer = rule.Condition!.Ask(facts);
                    row.Fits |= answer == Truth.Yes ? 1UL << rule.Bit : 0;
                    row.Unsure |= answer == Truth.Unknown ? 1UL << rule.Bit : 0;
                }
            }
        }, ct);
        return rows;
    }

    private static LightRow Project(SelectRows r)
    {
        var row = new LightRow
        {
            Id = r.GetInt64(0), Name = r.GetString(1), OwnerUnitId = r.GetInt64(2), LandingUnitId = r.GetInt64(3),
            Stage = r.Word<ProjectStage>(4), Status = r.Word<ProjectStatus>(5),
            Grade = r.Word<Confidentiality>(6), Leader = r.Text(7), Officer = r.Text(8), Industry = r.Text(9),
            IndustryCode = r.Text(10), TotalFen = r.Long(Total), CreatedDay = r.DayOf(11).DayNumber,
        };
        for (var stage = 0; stage < 8; stage++)
        {
            if (!r.IsDBNull(FirstEntered + stage))
            {
                var date = new LedgerDate(r.GetInt32(FirstEntered + stage));
                row.Entered[stage] = date.Latest.DayNumber;
                row.Exact |= date.IsPartial ? 0 : 1 << stage;
            }
            if (stage >= (int)ProjectStage.Signed && FirstPlanned + stage - (int)ProjectStage.Signed is var at && !r.IsDBNull(at))
            {
                row.Planned[stage] = new LedgerDate(r.GetInt32(at)).Latest.DayNumber;
            }
        }
        return row;
    }

    /// <summary>What conditions may ask about; the days are those of the row.</summary>
    private static Project Facts(SelectRows r, LightRow row)
    {
        var project = new Project
        {
            Id = row.Id, Name = row.Name, OwnerUnitId = row.OwnerUnitId, Stage = row.Stage, Status = row.Status, IndustryCode = row.IndustryCode,
            CityId = r.GetInt64(FirstFact), Kind = r.IsDBNull(FirstFact + 1) ? null : r.Word<InvestmentKind>(FirstFact + 1),
            TotalInvestmentFen = r.Long(FirstFact + 2), FixedInvestmentFen = r.Long(FirstFact + 3), RegisteredCapitalFen = r.Long(FirstFact + 4),
            PaidInCapitalFen = r.Long(FirstFact + 5), ExpectedOutputFen = r.Long(FirstFact + 6), ExpectedTaxFen = r.Long(FirstFact + 7),
            ExpectedJobs = r.Int(FirstFact + 8), InvestorOrigin = r.Word<InvestorOrigin>(FirstFact + 9),
            InvestorRegionId = r.Long(FirstFact + 10), Attraction = r.Word<Attraction>(FirstFact + 11),
            SignedOnline = r.GetBoolean(FirstFact + 12), Chain = r.Text(FirstFact + 13),
        };
        for (var stage = ProjectStage.Lead; stage <= ProjectStage.AtCapacity; stage++)
        {
            project.SetDate(stage, r.IsDBNull(FirstEntered + (int)stage) ? null : new LedgerDate(r.GetInt32(FirstEntered + (int)stage)));
        }
        return project;
    }

    private static void AddMonth(LightRow? row, SelectRows r, CoverageMonths? coverage)
    {
        var month = new YearMonth(r.GetInt32(1));
        row?.Reported.Add(month.Ordinal);
        if (!r.IsDBNull(2))
        {
            coverage?.Saw(r.GetInt64(2), month);
        }
        else if (row is not null && r.DayOf(3).DayNumber is var day && day > month.LastDay.DayNumber + UsualDeadline)
        {
            row.LateReportDay = Math.Max(row.LateReportDay, day);
        }
    }

    private static void AddStep(LightRow? row, SelectRows r)
    {
        if (row is not null)
        {
            var day = r.IsDBNull(3) ? r.DayOf(4).DayNumber : new LedgerDate(r.GetInt32(3)).Latest.DayNumber;
            row.Steps = [.. row.Steps ?? [], new StatusStep(day, r.Word<ProjectStatus>(1), r.Word<ProjectStatus>(2))];
        }
    }

    private static void AddDue(LightRow? row, SelectRows r, string what)
    {
        if (row is not null)
        {
            int Number(int column) => r.IsDBNull(column) ? 0 : DateOnly.ParseExact(r.GetString(column), "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber;
            var (due, reported, text) = (Number(2), Number(4), r.GetString(8));
            row.Resolutions = [.. row.Resolutions ?? [], new ResolutionDue(Number(1), due, reported != 0 && reported <= due ? reported : Number(3), r.GetInt64(5),
                r.Text(6), $"{r.GetString(7)}{what}“{(text.Length > MostWords ? text[..MostWords] + "…" : text)}”")];
        }
    }

    private static async Task ReadAsync(DbConnection connection, string sql, Action<SelectRows> take, CancellationToken ct)
    {
        using var rows = await SelectRows.OpenAsync(connection, sql, ct);
        while (rows.Next())
        {
            take(rows);
        }
    }

    /// <summary>Ids are numbers of ours, so they may stand in the text.</summary>
    private static string Only(IReadOnlyCollection<long>? ids, string column, string word = " WHERE ") => ids is null
        ? "" : $"{word}{column} IN ({string.Join(',', ids.Select(i => i.ToString(CultureInfo.InvariantCulture)))})";
}
