using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Yinfeng.Persistence;

namespace Yinfeng.Benchmarks;

/// <summary>Puts the generated files of T1 (shared/bench, `Bench.dll gen t1`) into a Yinfeng store on SQLite: 1,832 units of their own,
/// 1,000,000 projects, 12,000,000 monthly rows, and targets at every level (a parent's is the sum of its children's).</summary>
internal static class T1Store
{
    public const long Nation = 100_000, FirstProvince = 200_000, FirstCity = 300_000, FirstCounty = 400_000, FirstProject = 2_000_000_000;

    public static async Task LoadAsync(string folder, string data)
    {
        string file;
        await using (var database = Database.Sqlite(folder))
        {
            await Startup.MigrateAsync(database, CancellationToken.None);
            file = database.SqliteFile;
        }
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        Run(connection, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-400000");
        var units = Read(Path.Combine(data, "t1_units.csv"), 6);
        var projects = Read(Path.Combine(data, "t1_projects.csv"), 8);
        await using var transaction = connection.BeginTransaction();
        var city = Units(connection, units);
        Targets(connection, units);
        Projects(connection, projects, city);
        Months(connection, Read(Path.Combine(data, "t1_progress.csv"), 4), projects[1], city);
        await transaction.CommitAsync();
        Run(connection, "PRAGMA journal_mode=WAL");
    }

    /// <summary>Integers of a CSV by column; an empty cell is −1.</summary>
    private static List<int>[] Read(string path, int columns)
    {
        var result = Enumerable.Range(0, columns).Select(_ => new List<int>()).ToArray();
        foreach (var line in File.ReadLines(path).Skip(1))
        {
            var rest = line.AsSpan();
            for (var column = 0; column < columns; column++)
            {
                var comma = rest.IndexOf(',');
                var cell = comma < 0 ? rest : rest[..comma];
                result[column].Add(cell.IsEmpty ? -1 : int.Parse(cell, NumberStyles.None, CultureInfo.InvariantCulture));
                rest = comma < 0 ? default : rest[(comma + 1)..];
            }
        }
        return result;
    }

    private static long[] Units(SqliteConnection connection, List<int>[] units)
    {
        var unit = Insert(connection, "INSERT INTO unit (id, kind) VALUES (@0, @1)", 2);
        var version = Insert(connection, "INSERT INTO unit_version (unit_id, valid_from, code, name, parent_id, ended) VALUES (@0, '2020-01-01', @1, @1, @2, 0)", 3);
        void Put(long id, string kind, long? parent)
        {
            unit(id, kind);
            version(id, id.ToString(CultureInfo.InvariantCulture), parent);
        }
        Put(Nation, "Nation", null);
        foreach (var province in units[2].Distinct())
        {
            Put(FirstProvince + province, "Province", Nation);
        }
        foreach (var (city, province) in units[1].Zip(units[2]).Distinct())
        {
            Put(FirstCity + city, "City", FirstProvince + province);
        }
        for (var u = 0; u < units[0].Count; u++)
        {
            Put(FirstCounty + u, "County", FirstCity + units[1][u]);
        }
        return [.. units[1].Select(c => FirstCity + c)];
    }

    private static void Targets(SqliteConnection connection, List<int>[] units)
    {
        var insert = Insert(connection, "INSERT INTO target (unit_id, year, indicator, level, value, version) VALUES (@0, @1, 'funds.total', 'Base', @2, 1)", 3);
        for (var year = 2023; year <= 2025; year++)
        {
            var sums = new Dictionary<long, long>();
            for (var u = 0; u < units[0].Count; u++)
            {
                foreach (var unit in new[] { FirstCounty + u, FirstCity + units[1][u], FirstProvince + units[2][u], Nation })
                {
                    sums[unit] = sums.GetValueOrDefault(unit) + units[year - 2020][u];
                }
            }
            foreach (var (unit, sum) in sums)
            {
                insert(unit, year, sum);
            }
        }
    }

    private static void Projects(SqliteConnection connection, List<int>[] p, long[] city)
    {
        var insert = Insert(connection, """
            INSERT INTO project (id, city_id, name, investor_origin, owner_unit_id, landing_unit_id, attraction, kind, total_investment_fen, currency,
                signed_online, tracks, confidentiality, is_sample, stage, status, signed_on, started_on, producing_on, created_at_utc, updated_at_utc, version)
            VALUES (@0, @1, '项目' || @0, 'Unknown', @2, @2, 'Capital', 'FixedAsset', @3, 'CNY', 0, 0, 'Public', 1, @4, 'Active', @5, @6, @7,
                '2026-01-01 00:00:00', '2026-01-01 00:00:00', 1)
            """, 8);
        for (var i = 0; i < p[0].Count; i++)
        {
            insert(FirstProject + p[0][i], city[p[1][i]], FirstCounty + p[1][i], p[4][i] * 1_000_000L,
                p[7][i] > 0 ? "Producing" : p[6][i] > 0 ? "Started" : "Signed", p[5][i], p[6][i] < 0 ? null : p[6][i], p[7][i] < 0 ? null : p[7][i]);
        }
    }

    private static void Months(SqliteConnection connection, List<int>[] m, List<int> unitOf, long[] city)
    {
        var order = Enumerable.Range(0, m[0].Count).ToArray();
        Array.Sort([.. order.Select(i => (long)m[0][i] * 1_000_000 + m[1][i])], order); // Rows of a project together, as the key wants them.
        var insert = Insert(connection, """
            INSERT INTO monthly_report (project_id, month, city_id, funds_fen, fixed_investment_fen, reported_by, reported_at_utc, version)
            VALUES (@0, @1, @2, @3, @4, 'bench', '2026-01-01 00:00:00', 1)
            """, 5);
        foreach (var i in order)
        {
            insert(FirstProject + m[0][i], m[1][i], city[unitOf[m[0][i]]], m[2][i], m[3][i]);
        }
    }

    private delegate void InsertRow(params ReadOnlySpan<object?> values);

    /// <summary>A prepared statement with parameters @0, @1 …</summary>
    private static InsertRow Insert(SqliteConnection connection, string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters; i++)
        {
            command.Parameters.Add(new SqliteParameter("@" + i.ToString(CultureInfo.InvariantCulture), null));
        }
        return values =>
        {
            for (var i = 0; i < values.Length; i++)
            {
                command.Parameters[i].Value = values[i] ?? DBNull.Value;
            }
            command.ExecuteNonQuery();
        };
    }

    private static void Run(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
