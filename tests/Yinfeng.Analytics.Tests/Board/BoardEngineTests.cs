using System.Numerics;
using Yinfeng.Analytics.Board;

namespace Yinfeng.Analytics.Tests.Board;

/// <summary>The engine under random edits against a recomputation that shares nothing with it but the definitions.</summary>
public class BoardEngineTests
{
    private const long Null = BoardPage.Null;
    private const int First = 2020 * 12;
    private const int Months = 36;

    private static readonly BoardIndicator[] Indicators =
    [
        new("signed", 0), new("started", 1), new("funds", 2), new("rate", 1, Base: 0),
        new("rate.ever", 1, Base: 0, BoardWindow.SinceBeginning), new("funds.ever", 2, Window: BoardWindow.SinceBeginning),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Change_RandomSequences_EqualFullRebuildAndNaiveRecomputation(int seed)
    {
        var world = new World(new Random(seed));
        var engine = world.Engine();
        for (var step = 0; step < 60; step++)
        {
            engine.Change(world.Edit(engine));
            var month = First + world.Random.Next(Months);
            Check(world, engine, month);
        }
        var rebuilt = world.Engine();
        for (var month = First; month < First + Months; month++)
        {
            Check(world, engine, month);
            Assert.Equal(All(rebuilt, month), All(engine, month));
        }
    }

    [Fact]
    public void FillAll_ChosenIndicators_AreTheirShownColumns()
    {
        var engine = new World(new Random(4)).Engine();
        var n = engine.Layout(First + 15).Count;
        var (all, one) = (new long[2 * BoardPage.ShownFields * n], new long[n]);

        engine.FillAll(First + 15, [3, 1], all);

        engine.Fill(First + 15, [new BoardColumn(1, BoardField.Rank)], one);
        Assert.Equal(one, all[^n..]);
    }

    [Fact]
    public void Change_MoreThanTheLogHolds_IsStillRight()
    {
        var world = new World(new Random(9));
        var engine = world.Engine();
        var before = All(engine, First + 20);
        for (var i = 0; i < 40; i++)
        {
            engine.Change(world.Edit(engine, projects: 200));
        }
        Assert.NotEqual(before, All(engine, First + 20));
        Check(world, engine, First + 20);
    }

    [Fact]
    public async Task Fill_WhileMoneyMovesBetweenUnits_NeverSeesHalfAMove()
    {
        var world = new World(new Random(5));
        var engine = world.Engine();
        int a = engine.Prepare(c => c.Leaf(11)), b = engine.Prepare(c => c.Leaf(12));
        var set = engine.Prepare(c => c.Set(0b100));
        Contribution[] At(int leaf) => [new(1_000, leaf, First + 6, set)];
        engine.Change([new(77, At(a))]);
        var funds = new BoardColumn(2, BoardField.Value);
        var n = engine.Layout(First + 8).Count;
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(400));
        var writer = Task.Run(() =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                engine.Change([new(77, At(i % 2 == 0 ? b : a))]);
            }
        });
        var buffer = new long[n];
        engine.Fill(First + 8, [funds], buffer);
        var (total, pair) = (buffer[0], buffer[2] + buffer[3]);
        while (!stop.IsCancellationRequested)
        {
            engine.Fill(First + 8, [funds], buffer);
            Assert.Equal(total, buffer[0]);
            Assert.Equal(pair, buffer[2] + buffer[3]);
        }
        await writer;
    }

    private static long[] All(BoardEngine engine, int month)
    {
        var buffer = new long[Indicators.Length * BoardPage.Fields * engine.Layout(month).Count];
        engine.Fill(month, [.. Enumerable.Range(0, Indicators.Length).SelectMany(i => Enum.GetValues<BoardField>()
            .Select(f => new BoardColumn(i, f)))], buffer);
        return buffer;
    }

    private static void Check(World world, BoardEngine engine, int month)
    {
        var cells = All(engine, month);
        var layout = engine.Layout(month);
        var naive = new NaiveBoard(world, month);
        for (var i = 0; i < Indicators.Length; i++)
        {
            for (var slot = 0; slot < layout.Count; slot++)
            {
                var row = Enumerable.Range(0, BoardPage.Fields).Select(f => cells[(i * BoardPage.Fields + f) * layout.Count + slot]);
                Assert.Equal(naive.Row(Indicators[i], i, layout.Units[slot]), row);
            }
        }
    }

    /// <summary>Unit 1 over 10 and 20; 10 over 11, 12 and 13; 20 over 21. In the second year 12 ends in 13 and 21 moves under 10.</summary>
    internal sealed class World(Random random) : IBoardFrame
    {
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
            var draw = new Random(HashCode.Combine(_goalSeed, kind, indicator, month / 12, unit));
            return draw.Next(4) switch { 0 => Null, 1 => 0, _ => draw.Next(1, 2_000_000) };
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
                    units[Random.Next(units.Length)], First + Random.Next(Months), Random.Next(3), Random.NextInt64(-500, 5_000))).ToList();
                Rows[id] = rows;
                changes.Add(new(id, engine.Prepare(cube => Entries(cube, rows))));
            }
            return changes;
        }

        private static Contribution[] Entries(BoardCube cube, List<(long Unit, int Month, int Measure, long Amount)> rows) =>
            [.. rows.Select(r => new Contribution(r.Amount, cube.Leaf(r.Unit), (short)r.Month, cube.Set(1UL << r.Measure)))];
    }

    /// <summary>Figures straight from the rows, over unlimited integers.</summary>
    private sealed class NaiveBoard(World world, int month)
    {
        private readonly Dictionary<long, long> _parents = World.Parents(month);

        private BigInteger Sum(int measure, BoardWindow window, long unit, int page) => world.Rows.Values.SelectMany(r => r)
            .Where(r => r.Measure == measure && r.Month <= page && (window == BoardWindow.SinceBeginning || r.Month / 12 == page / 12)
                && World.Under(World.Home(r.Unit, month), unit, _parents))
            .Aggregate(BigInteger.Zero, (sum, r) => sum + r.Amount);

        public long[] Row(BoardIndicator indicator, int index, long unit)
        {
            var (target, stretch, plan) = (world.Goal(0, index, month, unit), world.Goal(1, index, month, unit), world.Goal(2, index, month, unit));
            var (a, b) = Quotient(indicator, index, unit);
            var known = World.KnowsLastYear(month, unit);
            var last = Sum(indicator.Measure, indicator.Window, unit, month - 12);
            long? share = b > 0 ? (long)(a * 10_000 / b) : null;
            long? rank = b > 0 ? Rank(indicator, index, unit) : null;
            long? byShare = b > 0 ? RankByShare(indicator, index, unit) : null;
            long?[] row;
            if (indicator.IsRate)
            {
                var lastBase = Sum(indicator.Base, indicator.Window, unit, month - 12);
                var knownLast = known && lastBase > 0;
                row = [b > 0 ? R(a * 10_000, b) : null, knownLast ? R(last * 10_000, lastBase) : null, target, stretch, plan, null, null,
                    b > 0 && target != Null ? R((a * 1_000_000 - target * b) * 10_000, b * 1_000_000) : null,
                    b > 0 && knownLast ? R((a * lastBase - last * b) * 1_000, b * lastBase) : null, rank, share, null, byShare];
            }
            else
            {
                var months = month % 12 + 1;
                row = [(long)a, known ? (long)last : null, target, stretch, plan,
                    b > 0 ? R(a * 10_000, b) : null, plan > 0 ? R(a * 10_000, plan) : null,
                    b > 0 ? R(a * 12 * 10_000 - b * months * 10_000, b * 12) : null,
                    known && last > 0 ? R((a - last) * 1_000, last) : null, rank, share,
                    known && last > 0 ? (long)(a * 10_000 / last) : null, byShare];
            }
            return [.. row.Select(v => v ?? Null)];
        }

        private (BigInteger A, BigInteger B) Quotient(BoardIndicator indicator, int index, long unit) =>
            (Sum(indicator.Measure, indicator.Window, unit, month),
             indicator.IsRate ? Sum(indicator.Base, indicator.Window, unit, month) : world.Goal(0, index, month, unit));

        private long Rank(BoardIndicator indicator, int index, long unit)
        {
            var (a, b) = Quotient(indicator, index, unit);
            return 1 + _parents.Where(p => p.Value == _parents[unit]).Select(p => Quotient(indicator, index, p.Key))
                .Count(q => q.B > 0 && q.A * b > a * q.B);
        }

        private long RankByShare(BoardIndicator indicator, int index, long unit)
        {
            var (a, b) = Quotient(indicator, index, unit);
            return 1 + _parents.Where(p => p.Value == _parents[unit]).Select(p => Quotient(indicator, index, p.Key))
                .Count(q => q.B > 0 && BigInteger.Divide(q.A * 10_000, q.B) > BigInteger.Divide(a * 10_000, b));
        }

        private static long? R(BigInteger a, BigInteger b) => (long)ExactTests.Round(a, b);
    }
}
