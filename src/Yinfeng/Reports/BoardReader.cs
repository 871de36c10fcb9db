using System.Data;
using System.Data.Common;
using System.Globalization;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Rules;

namespace Yinfeng.Reports;

/// <summary>Reads what projects add to the board straight from the tables, in the order of project ids.</summary>
/// <remarks>Three readers side by side: projects, their shares, their months. One instance reads one range.</remarks>
internal sealed class BoardReader(Database database, BoardMeasures measures)
{
    public const string ProjectColumns =
        "id, city_id, owner_unit_id, kind, total_investment_fen, fixed_investment_fen, registered_capital_fen, paid_in_capital_fen, "
        + "expected_output_fen, expected_tax_fen, expected_jobs, investor_origin, investor_region_id, attraction, signed_online, status, "
        + "industry_code, chain, lead_on, contacted_on, negotiating_on, reviewed_on, signed_on, started_on, producing_on, at_capacity_on";

    private const string Shares = "SELECT project_id, unit_id, from_month, to_month, share_bp FROM credit_share";
    private const string Months = "SELECT project_id, month, city_id, funds_fen, fixed_investment_fen FROM monthly_report";
    private static readonly Statement OneProject = new($"SELECT {ProjectColumns} FROM project WHERE id = @id", ("id", DbType.Int64));
    private static readonly Statement SharesOfOne = new($"{Shares} WHERE project_id = @id ORDER BY from_month, unit_id", ("id", DbType.Int64));
    private static readonly Statement MonthsOfOne = new($"{Months} WHERE project_id = @id", ("id", DbType.Int64));
    private readonly ProjectFacts _facts = new();
    private readonly BoardCredit _credit = new();
    private readonly List<BoardMonth> _months = [];
    private readonly List<BoardEntry> _entries = [];

    /// <summary>Years of which a city has monthly reports, as met so far.</summary>
    public HashSet<(long City, int Year)> Years { get; } = [];

    /// <param name="take">Called once per project; the list is used again for the next.</param>
    public async Task ReadAsync(long firstId, long lastId, Action<long, List<BoardEntry>> take, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var second = await OtherAsync(ct);
        await using var third = await OtherAsync(ct);
        using var projects = await OpenAsync(connection, $"SELECT {ProjectColumns} FROM project", "id", firstId, lastId, ct);
        using var shares = await OpenAsync(second ?? connection, Shares, "project_id, from_month, unit_id",
            firstId, lastId, ct);
        using var months = await OpenAsync(third ?? connection, Months, "project_id", firstId, lastId, ct);
        var (moreShares, moreMonths) = (shares.Next(), months.Next());
        while (projects.Next())
        {
            var id = Start(projects);
            for (; moreShares && shares.GetInt64(0) <= id; moreShares = shares.Next())
            {
                if (shares.GetInt64(0) == id)
                {
                    AddShare(shares);
                }
            }
            for (; moreMonths && months.GetInt64(0) <= id; moreMonths = months.Next())
            {
                if (months.GetInt64(0) == id)
                {
                    AddMonth(months);
                }
            }
            take(id, Finish());
        }
    }

    /// <summary>Reads one project, for a board that follows a change.</summary>
    /// <returns>What it adds, in a list that is used again for the next; null where there is no such project.</returns>
    public async ValueTask<List<BoardEntry>?> ReadAsync(PreparedConnection sql, long id, CancellationToken ct)
    {
        if (await sql.FirstAsync(OneProject, Start, ct, id) == 0)
        {
            return null;
        }
        await sql.ReadAsync(SharesOfOne, AddShare, ct, id);
        await sql.ReadAsync(MonthsOfOne, AddMonth, ct, id);
        return Finish();
    }

    private long Start(DbDataReader row) => Start(new ReaderRows(row));

    private void AddShare(DbDataReader row) => AddShare(new ReaderRows(row));

    private void AddMonth(DbDataReader row) => AddMonth(new ReaderRows(row));

    private long Start(SelectRows row)
    {
        var project = Project(row);
        _facts.Fill(project);
        _credit.Start(project.OwnerUnitId);
        _months.Clear();
        _entries.Clear();
        return project.Id;
    }

    private void AddShare(SelectRows row) => _credit.Add(row.GetInt64(1), new YearMonth(row.GetInt32(2)).Ordinal,
        row.Int(3) is { } until ? new YearMonth(until).Ordinal : null, row.GetInt32(4));

    private void AddMonth(SelectRows row)
    {
        var month = new YearMonth(row.GetInt32(1));
        Years.Add((row.GetInt64(2), month.Year));
        _months.Add(new BoardMonth(month.Ordinal, row.Long(3) ?? 0, row.Long(4) ?? 0));
    }

    private List<BoardEntry> Finish()
    {
        measures.Read(_facts, _credit, _months, _entries);
        return _entries;
    }

    /// <summary>A connection for one more reader; null on SQLite, where one connection takes any number.</summary>
    private async Task<DbConnection?> OtherAsync(CancellationToken ct) => database.IsSqlite ? null : await database.OpenConnectionAsync(ct);

    /// <summary>Ids are numbers of ours, so they may stand in the text.</summary>
    private static Task<SelectRows> OpenAsync(DbConnection connection, string select, string order, long first, long last, CancellationToken ct) =>
        SelectRows.OpenAsync(connection, $"{select} WHERE {order.Split(',')[0]} BETWEEN {Text(first)} AND {Text(last)} ORDER BY {order}", ct);

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    /// <summary>The facts that <see cref="ProjectColumns"/> hold.</summary>
    public static Project Project(SelectRows row) => new()
    {
        Id = row.GetInt64(0), Name = "", CityId = row.GetInt64(1), OwnerUnitId = row.GetInt64(2),
        Kind = row.IsDBNull(3) ? null : row.Word<InvestmentKind>(3),
        TotalInvestmentFen = row.Long(4), FixedInvestmentFen = row.Long(5), RegisteredCapitalFen = row.Long(6),
        PaidInCapitalFen = row.Long(7), ExpectedOutputFen = row.Long(8), ExpectedTaxFen = row.Long(9),
        ExpectedJobs = row.Int(10), InvestorOrigin = row.Word<InvestorOrigin>(11),
        InvestorRegionId = row.Long(12), Attraction = row.Word<Attraction>(13), SignedOnline = row.GetBoolean(14),
        Status = row.Word<ProjectStatus>(15), IndustryCode = row.Text(16), Chain = row.Text(17),
        LeadOn = row.Date(18), ContactedOn = row.Date(19), NegotiatingOn = row.Date(20), ReviewedOn = row.Date(21),
        SignedOn = row.Date(22), StartedOn = row.Date(23), ProducingOn = row.Date(24), AtCapacityOn = row.Date(25),
    };
}
