using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Host;
using Yinfeng.Persistence;

namespace Yinfeng.Benchmarks;

/// <summary>Fills a data folder for the bulletin: projects of all counties of a city or a province, signed and started over 2024 and
/// 2025, nine months of reports in each year with some missing, plans partly overdue, and targets at every level.</summary>
internal static class BulletinLoad
{
    private const string Counties = "(SELECT id, row_number() OVER (ORDER BY id) - 1 AS r, count(*) OVER () AS c FROM unit WHERE kind = 'County' AND id BETWEEN {1} AND {2})";

    private static readonly string[] Inserts =
    [
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {0}), u AS " + Counties + """
         INSERT INTO project (id, city_id, name, investor, investor_origin, owner_unit_id, landing_unit_id, attraction, kind, total_investment_fen,
            fixed_investment_fen, currency, signed_online, tracks, confidentiality, is_sample, stage, status, signed_on, started_on,
            planned_producing_on, created_at_utc, updated_at_utc, version)
        SELECT 2000000000 + i, u.id / 100 * 100, '招商项目' || i || '号', '投资企业' || (i % 5000), CASE i % 3 WHEN 0 THEN 'OutsideProvince' ELSE 'WithinProvince' END,
            u.id, u.id, 'Capital', CASE i % 5 WHEN 0 THEN 'NonFixedAsset' ELSE 'FixedAsset' END, (2000 + i * 7919 % 90000) * 1000000,
            (1000 + i * 7919 % 45000) * 1000000, 'CNY', i % 11 = 0, 0, 'Public', 0, CASE i % 3 WHEN 0 THEN 'Signed' ELSE 'Started' END, 'Active',
            20240000 + 10000 * (i % 2) + 100 * (1 + i % 8) + 1 + i % 28, CASE i % 3 WHEN 0 THEN NULL ELSE 20240000 + 10000 * (i % 2) + 100 * (2 + i % 8) + 1 + i % 28 END,
            20250000 + 100 * (3 + i % 9) + 15, '2025-10-01 00:00:00', '2025-10-01 00:00:00', 1
        FROM n JOIN u ON u.r = i * 104729 % u.c
        """,
        """
        WITH m(month) AS (VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9)), y(year) AS (VALUES (2024), (2025))
        INSERT INTO monthly_report (project_id, month, city_id, funds_fen, fixed_investment_fen, reported_by, reported_at_utc, version)
        SELECT p.id, y.year * 100 + m.month, p.city_id, (p.id * 31 + m.month * 977) % 40000000000, (p.id * 17 + m.month) % 9000000000, 'bench', '2025-10-01 00:00:00', 1
        FROM project p, m, y WHERE p.signed_on / 100 <= y.year * 100 + m.month AND (p.id + m.month) % 13 <> 0
        """,
        """
        WITH v(indicator, value) AS (VALUES ('signed.investment', 400000000000), ('funds.total', 300000000000), ('start.rate', 600000))
        INSERT INTO target (unit_id, year, indicator, level, value, version)
        SELECT u.id, 2025, v.indicator, 'Base', CASE WHEN v.indicator = 'start.rate' THEN v.value ELSE v.value * (1 + u.id % 7) END, 1
        FROM unit u, v WHERE u.id BETWEEN {1} AND {2} AND u.kind IN ('Province', 'City', 'County')
        """,
    ];

    /// <param name="unit">371400 fills one city, 370000 a province with its cities.</param>
    public static async Task<int> RunAsync(string folder, long unit, int projects)
    {
        await using var database = Database.Sqlite(Path.GetFullPath(folder));
        Directory.CreateDirectory(database.DataFolder);
        await using var services = new ServiceCollection().AddLogging().AddYinfeng(database).BuildServiceProvider();
        await Composition.StartAsync(services, CancellationToken.None);
        var last = unit + (unit % 10_000 == 0 ? 9_999 : 99);
        await services.GetRequiredService<Writer>().RunAsync(Viewer.Operator("bench"), Rights.None, async work =>
        {
            foreach (var insert in Inserts)
            {
                var sql = insert.Replace("{0}", Text(projects), StringComparison.Ordinal).Replace("{1}", Text(unit), StringComparison.Ordinal)
                    .Replace("{2}", Text(last), StringComparison.Ordinal);
                await work.Db.Database.ExecuteSqlRawAsync(sql);
            }
            work.Audit("bench.load", "", new { projects });
            work.Changes.Everything = true;
            return 0;
        }, CancellationToken.None);
        Console.WriteLine($"{projects} projects of {unit} in {folder}; now: yinfeng bulletin --period 2025-09 --unit {unit} --out a.docx");
        return 0;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
