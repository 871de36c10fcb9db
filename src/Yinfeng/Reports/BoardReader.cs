using System.Data.Common;
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

    private readonly ProjectFacts _facts = new();
    private readonly BoardCredit _credit = new();
    private readonly List<BoardMonth> _months = [];

    /// <summary>Years of which a city has monthly reports, as met so far.</summary>
    public HashSet<(long City, int Year)> Years { get; } = [];

    /// <param name="take">Called once per project; the list is used again for the next.</param>
    public async Task ReadAsync(long firstId, long lastId, Action<long, List<BoardEntry>> take, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var second = await OtherAsync(ct);
        await using var third = await OtherAsync(ct);
        await using var projects = await OpenAsync(connection, $"SELECT {ProjectColumns} FROM project", "id", firstId, lastId, ct);
        await using var shares = await OpenAsync(second ?? connection,
            "SELECT project_id, unit_id, from_month, to_month, share_bp FROM credit_share", "project_id, from_month, unit_id", firstId, lastId, ct);
        await using var months = await OpenAsync(third ?? connection,
            "SELECT project_id, month, city_id, funds_fen, fixed_investment_fen FROM monthly_report", "project_id", firstId, lastId, ct);
        var (moreShares, moreMonths) = (shares.Read(), months.Read());
        var entries = new List<BoardEntry>();
        while (projects.Read())
        {
            var project = Project(projects);
            _facts.Fill(project);
            _credit.Start(project.OwnerUnitId);
            _months.Clear();
            for (; moreShares && shares.GetInt64(0) <= project.Id; moreShares = shares.Read())
            {
                if (shares.GetInt64(0) == project.Id)
                {
                    _credit.Add(shares.GetInt64(1), new YearMonth(shares.GetInt32(2)).Ordinal,
                        shares.IsDBNull(3) ? null : new YearMonth(shares.GetInt32(3)).Ordinal, shares.GetInt32(4));
                }
            }
            for (; moreMonths && months.GetInt64(0) <= project.Id; moreMonths = months.Read())
            {
                if (months.GetInt64(0) == project.Id)
                {
                    var month = new YearMonth(months.GetInt32(1));
                    Years.Add((months.GetInt64(2), month.Year));
                    _months.Add(new BoardMonth(month.Ordinal, Long(months, 3) ?? 0, Long(months, 4) ?? 0));
                }
            }
            entries.Clear();
            measures.Read(_facts, _credit, _months, entries);
            take(project.Id, entries);
        }
    }

    /// <summary>A connection for one more reader; null on SQLite, where one connection takes any number.</summary>
    private async Task<DbConnection?> OtherAsync(CancellationToken ct) => database.IsSqlite ? null : await database.OpenConnectionAsync(ct);

    private static async Task<DbDataReader> OpenAsync(DbConnection connection, string select, string order, long first, long last, CancellationToken ct)
    {
        var command = connection.CreateCommand(); // Disposed with its connection.
        command.CommandText = $"{select} WHERE {order.Split(',')[0]} BETWEEN @first AND @last ORDER BY {order}";
        foreach (var (name, value) in new[] { ("@first", first), ("@last", last) })
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
        return await command.ExecuteReaderAsync(ct);
    }

    /// <summary>The facts that <see cref="ProjectColumns"/> hold.</summary>
    public static Project Project(DbDataReader row) => new()
    {
        Id = row.GetInt64(0), Name = "", CityId = row.GetInt64(1), OwnerUnitId = row.GetInt64(2),
        Kind = row.IsDBNull(3) ? null : EnumText<InvestmentKind>.Of(row.GetString(3)),
        TotalInvestmentFen = Long(row, 4), FixedInvestmentFen = Long(row, 5), RegisteredCapitalFen = Long(row, 6),
        PaidInCapitalFen = Long(row, 7), ExpectedOutputFen = Long(row, 8), ExpectedTaxFen = Long(row, 9),
        ExpectedJobs = row.IsDBNull(10) ? null : row.GetInt32(10), InvestorOrigin = EnumText<InvestorOrigin>.Of(row.GetString(11)),
        InvestorRegionId = Long(row, 12), Attraction = EnumText<Attraction>.Of(row.GetString(13)), SignedOnline = row.GetBoolean(14),
        Status = EnumText<ProjectStatus>.Of(row.GetString(15)), IndustryCode = Text(row, 16), Chain = Text(row, 17),
        LeadOn = Date(row, 18), ContactedOn = Date(row, 19), NegotiatingOn = Date(row, 20), ReviewedOn = Date(row, 21),
        SignedOn = Date(row, 22), StartedOn = Date(row, 23), ProducingOn = Date(row, 24), AtCapacityOn = Date(row, 25),
    };

    private static long? Long(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static LedgerDate? Date(DbDataReader row, int column) => row.IsDBNull(column) ? null : new LedgerDate(row.GetInt32(column));

    /// <summary>Enumerations are text in the tables; a million rows ask for the same few words.</summary>
    private static class EnumText<T> where T : struct, Enum
    {
        private static readonly Dictionary<string, T> Values = Enum.GetValues<T>().ToDictionary(v => v.ToString());

        public static T Of(string text) => Values[text];
    }
}
