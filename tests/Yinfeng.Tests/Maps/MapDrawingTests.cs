using System.Globalization;
using System.Text.RegularExpressions;
using Yinfeng.Maps;
using Yinfeng.Tests.Conditions;
using Yinfeng.Units;

namespace Yinfeng.Tests.Maps;

public class MapDrawingTests
{
    [Fact]
    public void Neighbours_ShareTheirLine_AndStillTouchWhenItIsSimplified()
    {
        GeoPoint[] between = [.. Enumerable.Range(0, 200).Select(i => GeoPoint.Of(110 + 0.002 * (i % 2), 30 + i * 0.01))];
        var west = new Land(1, default, [[.. between, GeoPoint.Of(109, 32), GeoPoint.Of(109, 30)]]);
        var east = new Land(2, default, [[.. between.Reverse(), GeoPoint.Of(111, 30), GeoPoint.Of(111, 32)]]);

        var lines = BorderLines.Cut([west, east]);
        var drawn = DrawnMap.Of([west, east], id => id, 1000, 1000, tolerance: 3);

        Assert.Contains(lines[0][0], a => lines[1][0].Any(b => ReferenceEquals(a.Line, b.Line) && a.Backwards != b.Backwards && a.Line.Owners.Count == 2));
        var (left, right) = (Points(drawn.Lands[0].Path), Points(drawn.Lands[1].Path));
        Assert.InRange(left.Count, 4, 20);
        Assert.Equal(left.Intersect(right).Count(), right.Intersect(left).Count());
        Assert.True(left.Intersect(right).Count() >= 2);
    }

    [Fact]
    public void ASimplifiedLine_StaysWithinItsTolerance()
    {
        var random = new Random(7);
        (double X, double Y)[] line = [.. Enumerable.Range(0, 500).Select(i => (X: (double)i, Y: 40 * Math.Sin(i / 30.0) + random.NextDouble()))];

        var kept = LineSimplifier.Keep(line, 2);

        Assert.InRange(kept.Count, 10, 120);
        Assert.All(line, p => Assert.True(Enumerable.Range(1, kept.Count - 1).Min(i => Distance(p, kept[i - 1], kept[i])) <= 2.0001));
        Assert.Equal((line[0], line[^1]), (kept[0], kept[^1]));
    }

    /// <summary>The map of the country is whole: every province, Taiwan, the inset and the dash east of Taiwan.</summary>
    [Fact]
    public async Task TheNation_HasEveryPrefecture_AndIsLightEnoughForAPage()
    {
        await using var store = await TestStore.NewAsync();
        var shelf = store.Get<MapShelf>();
        var tree = await store.Get<UnitDirectory>().TodayAsync(default);

        var nation = shelf.Of(UnitTree.NationId)!;

        Assert.Equal(34, nation.Lands.Select(l => l.RegionId / 10_000).Distinct().Count());
        Assert.Contains(nation.Lands, l => l.RegionId == 710000);
        Assert.DoesNotContain(nation.Lands, l => tree.Find(l.RegionId)?.Id != l.RegionId && l.RegionId < 710000); // Only codes of today.
        var missing = tree.InOrder.Where(u => u.Kind == UnitKind.City && !u.Code.EndsWith("9000", StringComparison.Ordinal) && u.Name.Length > 1 && u.Name is not ("市辖区" or "县" or "三沙市"))
            .Where(u => nation.Lands.All(l => l.RegionId != u.Id));
        Assert.Empty(missing.Select(u => u.Name));
        Assert.InRange(nation.Lands.Sum(l => l.Path.Length) + nation.Borders.Length, 50_000, 250_000);
        var (dash, taiwan) = (nation.Placed(122.66, 24), nation.Lands.Single(l => l.RegionId == 710000));
        Assert.True(dash.X > Points(taiwan.Path).Max(p => p.X) && dash.X < nation.Width);
        Assert.Equal(12, SouthChinaSea.Path.Count(c => c == 'M'));
        Assert.Null(shelf.Of(110000)); // One outline alone is no map.
        Assert.True(shelf.Of(370000)!.Lands.Count >= 16);
    }

    [Theory]
    [InlineData("3")]
    [InlineData("1 2 3 4 5")]
    [InlineData("71 34 31 30 26 24 22 19 15")]
    [InlineData("100000 1")]
    public void Classes_RiseOnRoundLimits_AndHoldEveryFigure(string figures)
    {
        var all = figures.Split(' ').Select(f => decimal.Parse(f, CultureInfo.InvariantCulture)).ToList();

        var made = MapClasses.Of(all, whole: true);

        Assert.InRange(made.From.Count, 1, MapClasses.Most);
        Assert.Equal(made.From.Order(), made.From);
        Assert.Equal(made.From.Distinct(), made.From);
        Assert.All(all, f => Assert.InRange(made.ClassOf(f), 0, made.From.Count - 1));
        Assert.Equal(made.From.Count - 1, made.ClassOf(all.Max()));
        Assert.Equal(-1, made.ClassOf(0));
        Assert.Equal(made.From.Count, Enumerable.Range(0, made.From.Count).Select(made.Shade).Distinct().Count());
    }

    [Fact]
    public void Text_GivesTheSameRingsBack()
    {
        GeoPoint[][] rings = [[GeoPoint.Of(116.1, 37.2), GeoPoint.Of(116.3, 37.1), GeoPoint.Of(116.2, 37.5)],
            [GeoPoint.Of(117, 38), GeoPoint.Of(117.00001, 38), GeoPoint.Of(117, 38.00001)]];

        Assert.Equal(rings, BoundaryText.Read(BoundaryText.Write(rings)));
    }

    private static List<(int X, int Y)> Points(string path)
    {
        var points = new List<(int X, int Y)>();
        foreach (var ring in path.Split('M', StringSplitOptions.RemoveEmptyEntries))
        {
            var numbers = Regex.Matches(ring, "-?[0-9]+").Select(m => int.Parse(m.Value, CultureInfo.InvariantCulture)).ToList();
            var at = (X: 0, Y: 0);
            for (var i = 0; i + 1 < numbers.Count; i += 2)
            {
                points.Add(at = (at.X + numbers[i], at.Y + numbers[i + 1]));
            }
        }
        return points;
    }

    private static double Distance((double X, double Y) p, (double X, double Y) a, (double X, double Y) b)
    {
        var (x, y) = (b.X - a.X, b.Y - a.Y);
        var along = Math.Clamp(((p.X - a.X) * x + (p.Y - a.Y) * y) / (x * x + y * y), 0, 1);
        return Math.Sqrt(Math.Pow(p.X - a.X - along * x, 2) + Math.Pow(p.Y - a.Y - along * y, 2));
    }
}
