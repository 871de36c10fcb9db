using Yinfeng.Analytics.Board;

namespace Yinfeng.Analytics.Tests.Board;

/// <summary>The engine under random edits against a recomputation that shares nothing with it but the definitions.</summary>
public class BoardEngineTests
{
    private const int First = BoardWorld.First;
    private const int Months = BoardWorld.Months;
    private static readonly BoardIndicator[] Indicators = BoardWorld.Indicators;
    private static readonly BoardColumn[] Columns =
        [.. Enumerable.Range(0, Indicators.Length).SelectMany(i => Enum.GetValues<BoardField>().Select(f => new BoardColumn(i, f)))];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Change_RandomSequences_EqualFullRebuildAndNaiveRecomputation(int seed)
    {
        var world = new BoardWorld(new Random(seed));
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

    /// <summary>Rows are read right after a change (derived alone), again (the page settles), several at once and in whole columns.</summary>
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void FillRows_BetweenRandomChanges_EqualsNaiveRecomputationAndRebuild(int seed)
    {
        var world = new BoardWorld(new Random(seed));
        var engine = world.Engine();
        engine.Change(world.Edit(engine, projects: 20));
        for (var step = 0; step < 80; step++)
        {
            var month = First + world.Random.Next(Months);
            switch (world.Random.Next(6))
            {
                case 0: engine.Change(world.Edit(engine)); break;
                case 1: Check(world, engine, month); break;
                case 2: month = world.EditMonth(engine); world.EditMonth(engine); break;
                default: month = world.EditMonth(engine); break;
            }
            int[] slots = [.. Enumerable.Range(0, world.Random.Next(1, 7)).Select(_ => world.Random.Next(engine.Layout(month).Count))];
            CheckRows(world, engine, month, slots[..1]);
            CheckRows(world, engine, month, slots);
        }
        var rebuilt = world.Engine();
        for (var month = First; month < First + Months; month++)
        {
            var n = engine.Layout(month).Count;
            for (var slot = 0; slot < n; slot++)
            {
                CheckRows(world, engine, month, [slot]);
            }
            Check(world, engine, month);
            Assert.Equal(All(rebuilt, month), All(engine, month));
            CheckImage(engine, month);
        }
    }

    [Fact]
    public void FillRows_MoreSeriesThanMarks_EqualsRebuild()
    {
        var random = new Random(6);
        BoardIndicator[] indicators = [.. Enumerable.Range(0, 40).SelectMany(m => Enum.GetValues<BoardWindow>()
            .Select(w => new BoardIndicator($"{m}.{w}", m, Window: w)))];
        var frame = new BoardWorld(random);
        var cube = new BoardCube(40);
        Contribution[] Entries() => [.. Enumerable.Range(0, 5).Select(_ => new Contribution(
            random.Next(1, 100_000), cube.Leaf(random.Next(10, 14)), (short)(First + random.Next(18)), cube.Set(1UL << random.Next(40) | 1UL << random.Next(40))))];
        var goals = new Goals(frame, indicators.Length);
        var engine = new BoardEngine(indicators, goals, cube, []);
        BoardColumn[] columns = [.. Enumerable.Range(0, indicators.Length)
            .SelectMany(i => Enum.GetValues<BoardField>().Select(f => new BoardColumn(i, f)))];
        for (var step = 0; step < 60; step++)
        {
            engine.Change([new(random.Next(30), Entries())]);
            var slot = random.Next(engine.Layout(First + 14).Count);
            var (kept, fresh) = (new long[columns.Length], new long[columns.Length]);
            engine.FillRows(First + 14, [slot], columns, kept);
            engine.Framed(goals).FillRows(First + 14, [slot], columns, fresh);
            Assert.Equal(fresh, kept);
        }
    }

    private sealed class Goals(BoardWorld world, int indicators) : IBoardFrame
    {
        public BoardLayout Layout(int month) => world.Layout(month);

        BoardGoals IBoardFrame.Goals(int month, BoardLayout layout)
        {
            long[] of = [.. Enumerable.Range(0, indicators * layout.Count).Select(i => 1_000L + i % 7 * 331)];
            return new BoardGoals(of, of, of, [.. layout.Units.Select(_ => true)]);
        }
    }

    [Fact]
    public void ChangeMonthAndFillRows_OnceRead_AllocateNothing()
    {
        var world = new BoardWorld(new Random(3));
        var engine = world.Engine();
        engine.Change([new(1, engine.Prepare(c => new Contribution[] { new(1_000, c.Leaf(11), First + 6, c.Set(0b100)) }))]);
        var (slots, buffer, before) = (new[] { 2 }, new long[Columns.Length], 0L);
        for (var i = 0; i < 1_000; i++)
        {
            before = i == 500 ? GC.GetAllocatedBytesForCurrentThread() : before;
            engine.ChangeMonth(1, First + 6, 1_000 + i, 1_001 + i);
            engine.FillRows(First + 6, slots, Columns, buffer);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(2_000, buffer[2 * BoardPage.Fields]);
    }

    [Fact]
    public void FillAll_ChosenIndicators_AreTheirShownColumns()
    {
        var engine = new BoardWorld(new Random(4)).Engine();
        var (image, one) = (new BoardImage(), new long[engine.Layout(First + 15).Count]);

        engine.FillAll(First + 15, [3, 1], image);

        engine.Fill(First + 15, [new BoardColumn(1, BoardField.Rank)], one);
        Assert.Equal(one, Numbers(image.Column(1, BoardField.Rank)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbers(image.Column(2, BoardField.Value)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbers(image.Column(0, BoardField.Share)));
    }

    [Fact]
    public void Change_MoreThanTheLogHolds_IsStillRight()
    {
        var world = new BoardWorld(new Random(9));
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
    public async Task EveryRead_WhileMoneyMovesBetweenUnits_NeverSeesHalfAMove()
    {
        var world = new BoardWorld(new Random(5));
        var engine = world.Engine();
        int a = engine.Prepare(c => c.Leaf(11)), b = engine.Prepare(c => c.Leaf(12));
        var set = engine.Prepare(c => c.Set(0b100));
        Contribution[] At(int leaf, int round) =>
            [new(1_000_000 + round % 100_000, leaf, First + 6, set), new(5_000_000 - round % 100_000, a, First + 6, set)];
        engine.Change([new(77, At(a, 0))]);
        const long total = 6_000_000;
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(600));
        var writer = Task.Run(() =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                engine.Change([new(77, At(i % 2 == 0 ? b : a, i))]);
            }
        });
        var readers = Enumerable.Range(0, 4).Select(reader => Task.Run(() =>
        {
            var funds = new BoardColumn(2, BoardField.Value);
            var (image, cells, row) = (new BoardImage(), new long[engine.Layout(First + 8).Count], new long[Columns.Length]);
            for (var i = reader; !stop.IsCancellationRequested; i++)
            {
                switch (i % 4)
                {
                    case 0: engine.Fill(First + 8, [funds], cells); break;
                    case 1: engine.FillRows(First + 8, [0, 1, 2, 3], [funds], cells); break;
                    case 2: engine.FillAll(First + 8, [2], image); image.Column(0, BoardField.Value).CopyTo(BoardForm.AsHeld, cells); break;
                    default:
                        engine.FillRows(First + 8, [2], Columns, row); // One unit's fields follow from one value.
                        var now = row.AsSpan(2 * BoardPage.Fields, BoardPage.Fields);
                        var target = now[(int)BoardField.Target];
                        Assert.Equal(target > 0 ? Exact.Scaled(now[0], 10_000, target) : BoardPage.Null, now[(int)BoardField.Completion]);
                        Assert.Equal(now[0], row[5 * BoardPage.Fields]); // The same sum since the beginning.
                        continue;
                }
                Assert.Equal(total, cells[0]);
                Assert.Equal(total, cells[2] + cells[3]);
            }
        })).ToArray();
        await Task.WhenAll([writer, .. readers]);
        Check(engine, First + 8, total);
    }

    private static void Check(BoardEngine engine, int month, long total)
    {
        var cell = new long[1];
        engine.FillRows(month, [0], [new BoardColumn(2, BoardField.Value)], cell);
        Assert.Equal(total, cell[0]);
    }

    private static long[] Numbers(ColumnView column)
    {
        var numbers = new long[column.Count];
        column.CopyTo(BoardForm.AsHeld, numbers);
        return numbers;
    }

    private static long[] All(BoardEngine engine, int month)
    {
        var buffer = new long[Columns.Length * engine.Layout(month).Count];
        engine.Fill(month, Columns, buffer);
        return buffer;
    }

    private static void CheckRows(BoardWorld world, BoardEngine engine, int month, int[] slots)
    {
        var (naive, units, rows) = (new NaiveBoard(world, month), engine.Layout(month).Units, new long[slots.Length * Columns.Length]);
        engine.FillRows(month, slots, Columns, rows);
        Assert.Equal(slots.SelectMany(s => Indicators.SelectMany((indicator, i) => naive.Row(indicator, i, units[s]))), rows);
    }

    private static void CheckImage(BoardEngine engine, int month)
    {
        var image = new BoardImage();
        engine.FillAll(month, [.. Enumerable.Range(0, Indicators.Length)], image);
        var cells = All(engine, month);
        for (var column = 0; column < Columns.Length; column++)
        {
            if (Columns[column].Field <= BoardField.Rank)
            {
                var shown = image.Column(Columns[column].Indicator, Columns[column].Field);
                Assert.Equal(cells[(column * image.Units)..((column + 1) * image.Units)], Numbers(shown));
                Assert.Equal(shown[image.Units - 1], Numbers(shown)[^1]);
            }
        }
    }

    private static void Check(BoardWorld world, BoardEngine engine, int month)
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
}
