using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Host;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Benchmarks;

/// <summary>T7: the ledger list over 100,000 projects. Rows follow the peers' loader (shared/bench/peers/t7_load.py) in number,
/// spread of stages and amounts, and text lengths; owners are the counties of one province.</summary>
internal static class T7Ledger
{
    private const string Insert = """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {0}),
        u AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS r, count(*) OVER () AS c FROM unit
              WHERE kind = 'County' AND id BETWEEN 370000 AND 379999)
        INSERT INTO project (id, city_id, name, investor, investor_origin, owner_unit_id, landing_unit_id, industry, attraction, kind,
            total_investment_fen, currency, signed_online, tracks, confidentiality, service_officer, content, is_sample, stage, status,
            signed_on, created_at_utc, updated_at_utc, version)
        SELECT 2000000000 + i, u.id / 100 * 100, '招商项目' || i || '号', '投资企业' || (i % 5000), 'OutsideProvince', u.id, u.id,
            CASE i % 5 WHEN 0 THEN '新能源' WHEN 1 THEN '生物医药' WHEN 2 THEN '集成电路' WHEN 3 THEN '高端装备' ELSE '现代农业' END,
            'Capital', 'FixedAsset', (100 + (CAST(i AS bigint) * 1103515245 + 12345) % 499900) * 1000000, 'CNY', {1}, 0, 'Internal',
            '专员' || (i % 500), '项目进展说明项目进展说明项目进展说明项目进展说明', {1},
            CASE (i * 13) % 5 WHEN 0 THEN 'Negotiating' WHEN 1 THEN 'Signed' WHEN 2 THEN 'Started' WHEN 3 THEN 'Producing' ELSE 'AtCapacity' END,
            'Active', 20230000 + 100 * (1 + i % 12) + 1 + i % 28, '2026-01-01 00:00:00', '2026-01-01 00:00:00', 1
        FROM n JOIN u ON u.r = (CAST(i AS bigint) * 104729) % u.c
        """;

    public static async Task<int> LoadAsync(string folder, int rows)
    {
        await using var database = Database.Sqlite(Path.GetFullPath(folder));
        await using var services = await OpenAsync(database);
        await FillAsync(database, rows);
        Console.WriteLine($"{rows} projects in {folder}");
        return 0;
    }

    /// <summary>Median microseconds of count and page, for a viewer of everything and for one province.</summary>
    public static int Scan(int rows)
    {
        var folder = Directory.CreateTempSubdirectory("yinfeng-t7-").FullName;
        try
        {
            return ScanAsync(folder, rows).GetAwaiter().GetResult();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> ScanAsync(string folder, int rows)
    {
        await using var database = Database.Sqlite(folder);
        await using var services = await OpenAsync(database);
        await FillAsync(database, rows);
        var index = services.GetRequiredService<LedgerIndex>();
        var watch = Stopwatch.StartNew();
        var columns = await index.ColumnsAsync(CancellationToken.None);
        Console.WriteLine($"load {columns.Count} rows: {watch.ElapsedMilliseconds} ms");
        LedgerQuery[] queries =
        [
            new(), new(Stage: ProjectStage.Signed, MinWan: 150_000, Page: 15), new(Stage: ProjectStage.Signed, MinWan: 150_000, Sort: LedgerSort.Signed, Page: 15),
            new(Text: "4711"), new(UnitId: 370200, Year: 2023),
        ];
        foreach (var viewer in (Viewer[])[Viewer.Operator("bench"), new("user:shandong", "山东", 370000, Rights.See)])
        {
            foreach (var query in queries)
            {
                Console.WriteLine($"{viewer.Name} {query.ToQueryString(),-40} {Median(columns, query, viewer):0.0} µs");
            }
        }
        return 0;
    }

    private static double Median(LedgerColumns columns, LedgerQuery query, Viewer viewer)
    {
        var words = new ulong[LedgerScan.Words(columns)];
        Span<int> page = stackalloc int[20];
        var times = new double[2_000];
        for (var round = 0; round < times.Length; round++)
        {
            var start = Stopwatch.GetTimestamp();
            var scan = LedgerScan.Run(columns, query, viewer, words);
            scan.OnlyStage(query.Stage);
            _ = scan.CountRows() + scan.Page(query, page);
            times[round] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }
        Array.Sort(times);
        return times[times.Length / 2];
    }

    public static async Task<ServiceProvider> OpenAsync(Database database)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddYinfeng(database);
        var provider = services.BuildServiceProvider();
        await Composition.StartAsync(provider, CancellationToken.None);
        return provider;
    }

    public static async Task FillAsync(Database database, int rows)
    {
        await using var db = database.OpenWrite();
        var sql = Insert.Replace("{0}", rows.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{1}", database.IsSqlite ? "0" : "false", StringComparison.Ordinal);
        await db.Database.ExecuteSqlRawAsync(sql);
    }
}
