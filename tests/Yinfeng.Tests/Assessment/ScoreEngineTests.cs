using Yinfeng.Assessment;
using Yinfeng.Kernel;
using Yinfeng.Rules;

namespace Yinfeng.Tests.Assessment;

/// <summary>The engine against arithmetic written out by hand, item by item, over many random groups.</summary>
public class ScoreEngineTests
{
    private static readonly ScoreScheme Scheme = SchemeFile.Read("试验.yaml", ScoreWorld.Scheme, ScoreWorld.Indicators).Single();

    private static IReadOnlyList<SubjectScore> Run(ScoreWorld world) => ScoreEngine.Run(Scheme, world.Period, ScoreWorld.Indicators, [world.Group]);

    [Fact]
    public void Scores_EqualArithmeticByHand_ForEveryItem()
    {
        var (items, unknown, ties) = (0, 0, 0);
        for (var seed = 0; seed < 2_000; seed++)
        {
            var world = ScoreWorld.Random(seed);
            var made = Run(world);
            var totals = new List<(decimal Total, decimal Funds, decimal Signed)>();
            foreach (var subject in world.Group.Subjects)
            {
                var score = made.Single(s => s.Subject == subject.Key);
                var hand = ByHand.Score(subject, world.Group.Subjects);
                Assert.True(hand.Items.Keys.SequenceEqual(score.Items.Select(i => i.Code)));
                foreach (var item in score.Items)
                {
                    var (points, state) = hand.Items[item.Code];
                    Assert.True(points == item.Points && state == item.State, $"seed {seed} {subject.Name} {item.Code}: {points} {state} ≠ {item.Points} {item.State}");
                    items++;
                    unknown += state is ItemState.Unknown or ItemState.LeftOut ? 1 : 0;
                }
                Assert.True(hand.Total == score.Total, $"seed {seed} {subject.Name}: {hand.Total} ≠ {score.Total}");
                Assert.Equal(hand.Grade, score.Grade);
                totals.Add((score.Total, hand.Items["funds"].Points, hand.Items["signed"].Points));
            }
            foreach (var (subject, own) in world.Group.Subjects.Zip(totals))
            {
                var better = totals.Count(t => t.Total > own.Total || (t.Total == own.Total && t.Funds > own.Funds)
                    || (t.Total == own.Total && t.Funds == own.Funds && t.Signed > own.Signed));
                Assert.Equal(better + 1, made.Single(s => s.Subject == subject.Key).Rank);
                ties += totals.Count(t => t == own) > 1 ? 1 : 0;
            }
        }
        Assert.True(items > 50_000 && unknown > 5_000 && ties > 1_000, $"{items} {unknown} {ties}"); // The worlds hold what they are meant to try.
    }

    [Fact]
    public void EqualTotals_ShareThePlace_AndTheNextIsSkipped()
    {
        FileSubject Unit(int id, decimal funds) => new(FileSubject.UnitKey(id), id, $"37140{id}", $"{id}县",
            [new SubjectFigures("funds", funds, null, 10, null, null)], new SortedDictionary<ExtraBasis, int>(), []);

        var scores = ScoreEngine.Run(Scheme, new YearMonth(2023, 6), ScoreWorld.Indicators, [new FileGroup("县", [Unit(1, 5), Unit(2, 8), Unit(3, 8), Unit(4, 4)])]);

        Assert.Equal([("2县", 1), ("3县", 1), ("1县", 3), ("4县", 4)], scores.Select(s => (s.Name, s.Rank)));
    }

    [Fact]
    public void Alone_HidesWhatComparesAndHasNoPlace()
    {
        var world = ScoreWorld.Random(3);

        var score = Assert.Single(ScoreEngine.Run(Scheme, world.Period, ScoreWorld.Indicators, [world.Group with { Subjects = [world.Group.Subjects[0]] }], alone: true));

        Assert.Equal(["best", "place"], score.Items.Where(i => i.State == ItemState.Hidden).Select(i => i.Code));
        Assert.Equal(0, score.Rank);
        Assert.All(score.Items.Where(i => i.State == ItemState.Hidden), i => Assert.Empty(i.Steps));
    }

    [Fact]
    public void File_ReadAgain_ComputesTheSameBytes()
    {
        var world = ScoreWorld.Random(7);
        var file = new ScoreFile(ScoreFile.Version, new FileScheme(Scheme.Id, Scheme.Code, Scheme.Name, Scheme.ValidFrom, null, "试验", false, "试验.yaml", ScoreWorld.Scheme,
            AssessedKind.Unit), new FileUnit(371400, "371400", "德州市"), world.Period.ToString(), ScoreWorld.Indicators, null, [world.Group], Run(world));

        var read = ScoreFile.Read(file.Bytes());
        var again = read with { Scores = ScoreEngine.Run(read.ReadScheme(), world.Period, read.Indicators, read.Groups) };

        Assert.Equal(file.Bytes(), read.Bytes());
        Assert.Equal(file.Bytes(), again.Bytes());
    }
}
