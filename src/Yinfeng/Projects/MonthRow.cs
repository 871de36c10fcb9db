using System.Data;
using System.Data.Common;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Projects;

/// <summary>A month's report as it stands, with what the checks need of its project: one row, one statement.</summary>
/// <param name="OtherFundsFen">Of all other months; null where none is stated.</param>
/// <param name="Report">Null where the month was not reported yet.</param>
internal sealed record MonthRow(long OwnerUnitId, long LandingUnitId, long CityId, ProjectStage Stage, Confidentiality Grade,
    ProjectStatus Status, long? TotalFen, long? OtherFundsFen, long? OtherFixedFen, MonthReport? Report)
{
    private static readonly Statement Select = new(
        """
        SELECT p.owner_unit_id, p.landing_unit_id, p.city_id, p.stage, p.confidentiality, p.status, p.total_investment_fen,
            (SELECT CAST(SUM(o.funds_fen) AS BIGINT) FROM monthly_report o WHERE o.project_id = p.id AND o.month <> @month),
            (SELECT CAST(SUM(o.fixed_investment_fen) AS BIGINT) FROM monthly_report o WHERE o.project_id = p.id AND o.month <> @month),
            r.version, r.funds_fen, r.fixed_investment_fen, r.in_statistics, r.progress, r.problems, r.reported_by, r.returned_by
        FROM project p LEFT JOIN monthly_report r ON r.project_id = p.id AND r.month = @month
        WHERE p.id = @id
        """, ("id", DbType.Int64), ("month", DbType.Int32));

    private static readonly Statement Insert = new(
        """
        INSERT INTO monthly_report (project_id, month, city_id, funds_fen, fixed_investment_fen, in_statistics, progress, problems,
            reported_by, reported_at_utc, moved_at_utc, typed_for_unit_id, typed_for, version)
        VALUES (@id, @month, @city, @funds, @fixed, @in_statistics, @progress, @problems, @by, @at, @at, @unit, @for, 1)
        ON CONFLICT DO NOTHING
        """,
        ("id", DbType.Int64), ("month", DbType.Int32), ("city", DbType.Int64), ("funds", DbType.Int64), ("fixed", DbType.Int64),
        ("in_statistics", DbType.Boolean), ("progress", DbType.String), ("problems", DbType.String), ("by", DbType.String),
        ("at", DbType.DateTime), ("unit", DbType.Int64), ("for", DbType.String));

    // Who verified is taken off: what was verified is not what stands there now.
    private static readonly Statement Update = new(
        """
        UPDATE monthly_report SET funds_fen = @funds, fixed_investment_fen = @fixed, in_statistics = @in_statistics, progress = @progress,
            problems = @problems, reported_by = @by, reported_at_utc = @at, moved_at_utc = @at, typed_for_unit_id = @unit,
            typed_for = @for, verified_by = NULL, accepted_by = NULL, returned_by = NULL, return_reason = NULL, version = version + 1
        WHERE project_id = @id AND month = @month AND version = @seen
        """,
        ("id", DbType.Int64), ("month", DbType.Int32), ("seen", DbType.Int32), ("funds", DbType.Int64), ("fixed", DbType.Int64),
        ("in_statistics", DbType.Boolean), ("progress", DbType.String), ("problems", DbType.String), ("by", DbType.String),
        ("at", DbType.DateTime), ("unit", DbType.Int64), ("for", DbType.String));

    /// <returns>Null where there is no such project.</returns>
    public static ValueTask<MonthRow?> FindAsync(PreparedConnection sql, long projectId, YearMonth month, CancellationToken ct) =>
        sql.FirstAsync(Select, Read, ct, projectId, month.Value);

    /// <summary>Stores what is to stand there from now on, unverified.</summary>
    /// <param name="now">Its version is the one after that of <see cref="Report"/>.</param>
    /// <returns>False when another process has stored this month since it was read.</returns>
    public async Task<bool> StoreAsync(
        PreparedConnection sql, long projectId, YearMonth month, MonthReport now, DateTime nowUtc, CancellationToken ct) => Report is null
        ? await sql.RunAsync(Insert, ct, projectId, month.Value, CityId, now.FundsFen, now.FixedInvestmentFen, now.InStatistics,
            now.Progress, now.Problems, now.ReportedBy, nowUtc, now.TypedForUnitId, now.TypedFor) == 1
        : await sql.RunAsync(Update, ct, projectId, month.Value, Report.Version, now.FundsFen, now.FixedInvestmentFen, now.InStatistics,
            now.Progress, now.Problems, now.ReportedBy, nowUtc, now.TypedForUnitId, now.TypedFor) == 1;

    private static MonthRow Read(DbDataReader row) => new(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.Word<ProjectStage>(3),
        row.Word<Confidentiality>(4), row.Word<ProjectStatus>(5), row.Long(6), row.Long(7), row.Long(8), row.IsDBNull(9) ? null
            : new MonthReport(row.GetInt32(9), row.Long(10), row.Long(11), row.Bool(12), row.Text(13), row.Text(14), row.GetString(15),
                IsReturned: !row.IsDBNull(16)));
}

/// <summary>What a report says and who sent it.</summary>
internal sealed record MonthReport(int Version, long? FundsFen, long? FixedInvestmentFen, bool? InStatistics, string? Progress,
    string? Problems, string ReportedBy, long? TypedForUnitId = null, string? TypedFor = null, bool IsReturned = false);
