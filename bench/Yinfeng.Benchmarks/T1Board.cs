using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Analytics.Board;
using Yinfeng.Host;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Reports;

namespace Yinfeng.Benchmarks;

/// <summary>T1: the board that the product serves, opened from its database, filling a caller's buffer with T1's columns.</summary>
/// <remarks>One JSON line per measurement, as shared/bench/README.md asks. Seconds are medians.</remarks>
internal static class T1Board
{
    private static readonly int[] Months = [202407, 202408, 202409, 202410, 202411, 202412, 202501, 202502, 202503, 202504, 202505, 202506];

    /// <summary>sy, ty, py, start rate, fy, fl, yoy, ay, target, completion, rank: the columns of peers/t1_sql.py and their weights in its checksum.</summary>
    private static readonly (string Indicator, BoardField Field, BoardForm Form, long Weight)[] Columns =
    [
        ("signed.count", BoardField.Value, BoardForm.Whole, 1), ("started.count", BoardField.Value, BoardForm.Whole, 3),
        ("producing.count", BoardField.Value, BoardForm.Whole, 5), ("start.rate.cumulative", BoardField.Share, BoardForm.ZeroForNull, 7),
        ("funds.total", BoardField.Value, BoardForm.AsHeld, 11), ("funds.total", BoardField.LastYear, BoardForm.ZeroForNull, 13),
        ("funds.total", BoardField.ToLastYear, BoardForm.ZeroForNull, 17), ("fixed_investment.made", BoardField.Value, BoardForm.AsHeld, 29),
        ("funds.total", BoardField.Target, BoardForm.ZeroForNull, 0), ("funds.total", BoardField.Share, BoardForm.ZeroForNull, 19),
        ("funds.total", BoardField.RankOfShare, BoardForm.ZeroForNull, 23),
    ];

    /// <param name="data">Folder with t1_units.csv, t1_projects.csv and t1_progress.csv.</param>
    /// <param name="folder">Data folder of the store; filled once, used again by later runs.</param>
    public static async Task<int> RunAsync(string data, string folder)
    {
        folder = Path.GetFullPath(folder);
        if (!File.Exists(Path.Combine(folder, "yinfeng.db")))
        {
            var filling = Stopwatch.StartNew();
            await T1Store.LoadAsync(folder, data);
            Print(new { task = "T1", peer = "ours", step = "fill store", seconds = filling.Elapsed.TotalSeconds });
        }
        await using var database = Database.Sqlite(folder);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddYinfeng(database);
        await using var provider = services.BuildServiceProvider();
        await Composition.StartAsync(provider, CancellationToken.None);
        var opening = Stopwatch.StartNew();
        var memory = await provider.GetRequiredService<BoardStore>().NowAsync(CancellationToken.None);
        var first = Stopwatch.StartNew();
        memory.Engine.Layout(Month(Months[^1]));
        Print(new
        {
            task = "T1", peer = "ours", step = "open from database", seconds = opening.Elapsed.TotalSeconds,
            first_page_s = first.Elapsed.TotalSeconds, rss_mb = Environment.WorkingSet / 1_000_000,
        });
        Board(memory);
        Full(memory);
        Incremental(memory);
        return 0;
    }

    private static BoardColumn[] ColumnsOf(BoardMemory memory) =>
        [.. Columns.Select(c => new BoardColumn(memory.IndexOf(c.Indicator), c.Field, c.Form))];

    private static void Board(BoardMemory memory)
    {
        var columns = ColumnsOf(memory);
        var n = memory.Engine.Layout(Month(Months[0])).Count;
        var buffer = new long[n * columns.Length];
        var times = Times(4_000, Months, m => memory.Engine.Fill(Month(m), columns, buffer));
        memory.Engine.Fill(Month(Months[^1]), columns, buffer);
        Print(new { task = "T1", peer = "ours", seconds = times[times.Length / 2], p99 = times[times.Length * 99 / 100], rows = n, checksum = Checksum(buffer, n) });
    }

    /// <summary>Every shown field of every indicator: as the store has it, and with a target, a stretch target and a plan everywhere.</summary>
    private static void Full(BoardMemory memory)
    {
        Full(memory, memory.Engine, "full board");
        Full(memory, memory.Engine.Framed(new EveryGoal(memory.Frame, memory.Indicators.Count)), "full board, every goal set");
    }

    private static void Full(BoardMemory memory, BoardEngine engine, string step)
    {
        int[] shown = [.. Enumerable.Range(0, memory.Indicators.Count).Where(i => !memory.Indicators[i].Hidden)];
        var image = new BoardImage();
        var times = Times(400, Months, m => engine.FillAll(Month(m), shown, image));
        engine.FillAll(Month(Months[^1]), shown, image);
        var (one, other) = (new long[image.Units], new long[image.Units]);
        var same = true;
        for (var i = 0; i < shown.Length * BoardPage.ShownFields; i++)
        {
            var (indicator, field) = (i / BoardPage.ShownFields, (BoardField)(i % BoardPage.ShownFields));
            image.Column(indicator, field).CopyTo(BoardForm.AsHeld, one);
            engine.Fill(Month(Months[^1]), [new BoardColumn(shown[indicator], field)], other);
            same &= one.AsSpan().SequenceEqual(other);
        }
        Print(new
        {
            task = "T1", peer = "ours", step, seconds = times[times.Length / 2], p99 = times[times.Length * 99 / 100], rows = image.Units,
            indicators = shown.Length, fields = BoardPage.ShownFields, mb = image.Size / 1e6, same_as_columns = same,
        });
    }

    /// <summary>A frame that leaves no goal out: amounts as money has them, one per unit and indicator.</summary>
    private sealed class EveryGoal(IBoardFrame frame, int indicators) : IBoardFrame
    {
        public BoardLayout Layout(int month) => frame.Layout(month);

        public BoardGoals Goals(int month, BoardLayout layout)
        {
            var random = new Random(month / 12);
            long[] Of() => [.. Enumerable.Range(0, indicators * layout.Count).Select(_ => random.NextInt64(1, 1L << 40))];
            return new BoardGoals(Of(), Of(), Of(), frame.Goals(month, layout).LastYearKnown);
        }
    }

    /// <summary>One monthly row of one project changes; then the row of its county is read.</summary>
    private static void Incremental(BoardMemory memory)
    {
        const int changes = 200_000; // Long enough for the compiler to have seen the loop.
        var columns = ColumnsOf(memory);
        var (engine, month) = (memory.Engine, Month(Months[^1]));
        var rows = engine.Rows(engine.Indicators[memory.IndexOf("funds.total")].Measure, month, month, _ => true);
        var random = new Random(1);
        var picked = Enumerable.Range(0, changes).Select(_ => rows[random.Next(rows.Count)]).DistinctBy(r => r.Project).ToArray();
        var slots = picked.Select(r => memory.Frame.HomeOf(r.Unit, memory.Frame.Tree(month))!.First).ToArray();
        var buffer = new long[columns.Length];
        var times = new double[picked.Length];
        for (var i = 0; i < picked.Length; i++)
        {
            var started = Stopwatch.GetTimestamp();
            engine.ChangeMonth(picked[i].Project, month, picked[i].Amount, picked[i].Amount + 1);
            engine.FillRows(month, slots.AsSpan(i, 1), columns, buffer);
            times[i] = Stopwatch.GetElapsedTime(started).TotalSeconds;
        }
        Array.Sort(times);
        BoardColumn[] all = [.. Enumerable.Range(0, engine.Indicators.Count)
            .SelectMany(i => Enum.GetValues<BoardField>().Select(f => new BoardColumn(i, f)))];
        var (kept, fresh) = (new long[all.Length * engine.Layout(month).Count], new long[all.Length * engine.Layout(month).Count]);
        engine.Fill(month, all, kept);
        engine.Framed(memory.Frame).Fill(month, all, fresh);
        Print(new
        {
            task = "T1", peer = "ours", step = "incremental", seconds = times[times.Length / 2], p99 = times[times.Length * 99 / 100],
            same_as_full = kept.AsSpan().SequenceEqual(fresh),
        });
    }

    private static double[] Times(int rounds, int[] months, Action<int> run)
    {
        var times = new List<double>(rounds * months.Length);
        for (var round = -rounds / 10; round < rounds; round++) // The first tenth warms up.
        {
            foreach (var month in months)
            {
                var started = Stopwatch.GetTimestamp();
                run(month);
                if (round >= 0)
                {
                    times.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
                }
            }
        }
        times.Sort();
        return [.. times];
    }

    private static long Checksum(long[] buffer, int n) =>
        Columns.Select((c, i) => c.Weight * buffer.AsSpan(i * n, n).ToArray().Sum()).Sum();

    private static int Month(int yyyymm) => new YearMonth(yyyymm).Ordinal;

    private static void Print(object line) => Console.WriteLine(JsonSerializer.Serialize(line));
}
