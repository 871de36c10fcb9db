using Yinfeng.Analytics.Board;

namespace Yinfeng.Analytics.Tests.Board;

/// <summary>Unit 1 over 10 and 20; 10 over 11, 12 and 13; 20 over 21. In the second year 12 ends in 13 and 21 moves under 10.</summary>
internal sealed class BoardWorld(Random random) : IBoardFrame
{
    public const int First = 2020 * 12;
    public const int Months = 36;

    public static readonly BoardIndicator[] Indicators =
    [
        new("signed", 0), new("started", 1), new("funds", 2), new("rate", 1, Base: 0),
        new("rate.ever", 1, Base: 0, BoardWindow.SinceBeginning), new("funds.ever", 2, Window: BoardWindow.SinceBeginning),
        new("started.few", 1, HigherIsBetter: false),
    ];

    public Random Random { get; } = random;
    public Dictionary<long, List<(long Unit, int Month, int Measure, long Amount)>> Rows { get; } = [];
    private readonly int _goalSeed = random.Next();

    public static Dictionary<long, long> Parents(int month) => month < First + 12
        ? new() { [1] = 0, [10] = 1, [11] = 10, [12] = 10, [13] = 10, [20] = 1, [21] = 20 }
        : new() { [1] = 0, [10] = 1, [11] = 10, [13] = 10, [20] = 1, [21] = 10 };

    /// <summary>12's figures go to 13 once it has ended; unit 99 belongs nowhere.</summary>
    public static long Home(long unit, int month) => unit == 12 && month >= First + 12 ? 13 : unit;

    public BoardLayout Layout(int month)
    {
        long[] units = month < First + 12 ? [1, 10, 11, 12, 13, 20, 21] : [1, 10, 11, 13, 21, 20];
        var parents = Parents(month);
        var parent = units.Select(u => Array.IndexOf(units, parents[u])).ToArray();
        var last = units.Select((u, i) => Enumerable.Range(0, units.Length).Last(j => Under(units[j], u, parents))).ToArray();
        return new BoardLayout(units, parent, last, unit => Array.IndexOf(units, Home(unit, month)));
    }

    public static bool Under(long unit, long top, Dictionary<long, long> parents)
    {
        for (; unit != 0; unit = parents.GetValueOrDefault(unit))
        {
            if (unit == top)
            {
                return true;
            }
        }
        return false;
    }

    public long Goal(int kind, int indicator, int month, long unit)
    {
        var draw = new Random(unchecked((((_goalSeed * 31 + kind) * 31 + indicator) * 31 + month / 12) * 1009 + (int)unit));
        return draw.Next(4) switch { 0 => BoardPage.Null, 1 => 0, _ => draw.Next(1, 2_000_000) };
    }

    public static bool KnowsLastYear(int month, long unit) => month >= First + 12 && unit != 20;

    public BoardGoals Goals(int month, BoardLayout layout)
    {
        long[] Of(int kind) => [.. Enumerable.Range(0, Indicators.Length)
            .SelectMany(i => layout.Units.Select(u => Goal(kind, i, month, u)))];
        return new BoardGoals(Of(0), Of(1), Of(2), [.. layout.Units.Select(u => KnowsLastYear(month, u))]);
    }

    public BoardEngine Engine()
    {
        var cube = new BoardCube(3);
        var projects = Rows.ToDictionary(r => r.Key, r => Entries(cube, r.Value));
        foreach (var entry in projects.Values.SelectMany(e => e))
        {
            cube.Add(entry, 1);
        }
        return new BoardEngine(Indicators, this, cube, projects);
    }

    public List<KeyValuePair<long, Contribution[]>> Edit(BoardEngine engine, int projects = 2)
    {
        long[] units = [10, 11, 12, 13, 20, 21, 99];
        var changes = new List<KeyValuePair<long, Contribution[]>>();
        for (var i = 0; i < projects; i++)
        {
            var id = Random.Next(1, 300);
            var rows = Random.Next(8) == 0 ? [] : Enumerable.Range(0, Random.Next(1, 9)).Select(_ => (
                units[Random.Next(units.Length)], First + Random.Next(Months), Random.Next(3), Amount())).ToList();
            Rows[id] = rows;
            changes.Add(new(id, engine.Prepare(cube => Entries(cube, rows))));
        }
        return changes;
    }

    /// <summary>Changes one amount where it stands, and says in which month.</summary>
    public int EditMonth(BoardEngine engine)
    {
        var (project, rows) = Rows.Where(r => r.Value.Count > 0).ElementAt(Random.Next(Rows.Count(r => r.Value.Count > 0)));
        var row = rows[Random.Next(rows.Count)];
        var at = rows.FindIndex(r => r.Month == row.Month && r.Amount == row.Amount);
        var amount = Amount();
        Assert.True(engine.ChangeMonth(project, row.Month, row.Amount, amount));
        rows[at] = rows[at] with { Amount = amount };
        return row.Month;
    }

    // Mostly small and now and then beyond 16 and 32 bits, so that columns widen.
    private long Amount() => Random.Next(12) switch
    {
        0 => Random.NextInt64(-500, 1L << 20),
        1 => Random.NextInt64(-500, 1L << 34),
        _ => Random.NextInt64(-500, 5_000),
    };

    private static Contribution[] Entries(BoardCube cube, List<(long Unit, int Month, int Measure, long Amount)> rows) =>
        [.. rows.Select(r => new Contribution(r.Amount, cube.Leaf(r.Unit), (short)r.Month, cube.Set(1UL << r.Measure)))];
}
