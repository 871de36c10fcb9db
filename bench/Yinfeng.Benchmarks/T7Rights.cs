using System.Collections.Frozen;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Reports;

namespace Yinfeng.Benchmarks;

/// <summary>List and board with permissions on against without, taken in turn: somebody of a province without sight of secrets, one project
/// in ten being one, and with 200 given projects, against somebody who sees everything.</summary>
internal static class T7Rights
{
    private const int Rounds = 1_000;

    public static int Run(int rows)
    {
        var folder = Directory.CreateTempSubdirectory("yinfeng-t7-").FullName;
        try
        {
            return RunAsync(folder, rows).GetAwaiter().GetResult();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> RunAsync(string folder, int rows)
    {
        await using var database = Database.Sqlite(folder);
        await using var services = await T7Ledger.OpenAsync(database);
        await T7Ledger.FillAsync(database, rows);
        await using (var db = database.OpenWrite())
        {
            await db.Set<Project>().Where(p => p.Id % 10 == 0).ExecuteUpdateAsync(p => p.SetProperty(x => x.Confidentiality, Confidentiality.CommercialSecret));
        }
        var columns = await services.GetRequiredService<LedgerIndex>().ColumnsAsync(CancellationToken.None);
        var (all, some) = (Viewer.Operator("bench"), new Viewer("user:shandong", "山东", 370000, Rights.See)
        {
            Shared = Enumerable.Range(1, 200).Select(i => 2_000_000_000L + i * 7).ToFrozenSet(),
        });
        var page = new int[20];
        LedgerQuery[] queries = [new(), new(Stage: ProjectStage.Signed, MinWan: 150_000, Page: 15), new(Text: "4711"), new(UnitId: 370200, Year: 2023)];
        foreach (var query in queries)
        {
            Ratio("list " + query.ToQueryString(), v => LedgerAnswer.Page(columns, query, v, page).Written, all, some);
        }
        var board = services.GetRequiredService<BoardQueries>();
        foreach (var unit in new[] { "370000", "370200" })
        {
            Ratio("board " + unit, v => board.BoardAsync(v, new(202306), unit, [], false, CancellationToken.None).GetAwaiter().GetResult().Value!.Rows.Length, all, some);
        }
        return 0;
    }

    private static void Ratio(string what, Func<Viewer, int> ask, Viewer all, Viewer some)
    {
        var (without, with) = (new double[Rounds], new double[Rounds]);
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (viewer, times) in new[] { (all, without), (some, with) })
            {
                var start = Stopwatch.GetTimestamp();
                _ = ask(viewer);
                times[round] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            }
        }
        Array.Sort(without);
        Array.Sort(with);
        Console.WriteLine($"{what,-44} {without[Rounds / 2],8:0.0} µs without, {with[Rounds / 2],8:0.0} µs with: {with[Rounds / 2] / without[Rounds / 2]:0.00}×");
    }
}
