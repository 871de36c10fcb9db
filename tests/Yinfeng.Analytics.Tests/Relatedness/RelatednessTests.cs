using Yinfeng.Analytics.Relatedness;
using Yinfeng.Analytics.Suspicion;

namespace Yinfeng.Analytics.Tests.Relatedness;

public class RelatednessTests
{
    /// <summary>Widths around the lanes of vectors, the tiles and the words of 64.</summary>
    public static TheoryData<int, int> Shapes
    {
        get
        {
            var shapes = new TheoryData<int, int>();
            foreach (var regions in new[] { 1, 2, 63, 64, 65, 130 })
            {
                for (var activities = 1; activities <= 18; activities++)
                {
                    shapes.Add(regions, activities);
                }
                shapes.Add(regions, 64);
                shapes.Add(regions, 131);
            }
            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Kernels_equal_the_definitions(int regions, int activities) => EqualsTheDefinitions(Counts(regions, activities), regions, activities);

    /// <summary>More regions than a byte counts, and activities around the ends of blocks and slices.</summary>
    [Theory]
    [InlineData(256, 33)]
    [InlineData(300, 128)]
    [InlineData(40, 129)]
    [InlineData(20, 257)]
    public void Kernels_equal_the_definitions_across_blocks(int regions, int activities) =>
        EqualsTheDefinitions(Counts(regions, activities), regions, activities);

    /// <summary>The same firms everywhere: every quotient is 1, up to the last rounding, and every activity close to all.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(600, 5)]
    [InlineData(7, 130)]
    public void Kernels_equal_the_definitions_where_everybody_has_everything(int regions, int activities)
    {
        var counts = new int[regions * activities];
        Array.Fill(counts, 3);
        EqualsTheDefinitions(counts, regions, activities);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 40)]
    public void Where_nobody_is_everything_is_zero(int regions, int activities)
    {
        var presence = new Presence(new int[regions * activities], regions, activities);
        var proximity = new Proximity(presence);
        Assert.Equal(0, presence.Count);
        Assert.All(Enumerable.Range(0, activities), activity => Assert.All(proximity.Of(activity).ToArray(), near => Assert.Equal(0, near)));
        Assert.All(Enumerable.Range(0, regions), region =>
            Assert.All(new Density(presence, proximity).Of(region).ToArray(), density => Assert.Equal(0, density)));
    }

    /// <summary>Quotients of 1 and next to 1 are judged as the division does, not by the rough test before it.</summary>
    [Fact]
    public void Presence_is_judged_exactly_next_to_one()
    {
        var (regions, activities) = (6, 48);
        var counts = new int[regions * activities];
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] = 40_000_000 + (i * 7 % 5) - 2;
        }
        var presence = new Presence(counts, regions, activities);
        Assert.InRange(presence.Count, 1, counts.Length - 1);
        for (var region = 0; region < regions; region++)
        {
            var there = Enumerable.Range(0, activities).Where(activity => presence.QuotientsOf(region)[activity] >= 1);
            Assert.Equal(there, presence.ActivitiesOf(region).ToArray());
        }
    }

    [Fact]
    public void Memory_of_earlier_results_changes_nothing()
    {
        var (regions, activities) = (70, 131);
        var old = new Presence(Counts(regions + 5, activities), regions + 5, activities);
        var (proximity, density) = (new Proximity(old), new Density(old, new Proximity(old)));
        var presence = new Presence(Counts(regions, activities), regions, activities);
        var (fresh, reused) = (new Proximity(presence), new Proximity(presence, proximity));
        Assert.All(Enumerable.Range(0, activities), activity => Assert.Equal(fresh.Of(activity).ToArray(), reused.Of(activity).ToArray()));
        var (first, second) = (new Density(presence, fresh), new Density(presence, reused, density));
        Assert.All(Enumerable.Range(0, regions), region => Assert.Equal(first.Of(region).ToArray(), second.Of(region).ToArray()));
        var third = new Density(presence, reused, second);
        Assert.All(Enumerable.Range(0, regions), region => Assert.Equal(first.Of(region).ToArray(), third.Of(region).ToArray()));
    }

    [Fact]
    public void Complexity_is_the_second_eigenvector()
    {
        var (regions, activities) = (40, 60);
        var presence = new Presence(Counts(regions, activities), regions, activities);
        var complexity = Complexity.OfRegions(presence);
        Assert.Equal(0, complexity.Average(), 9);
        Assert.Equal(1, complexity.Average(c => c * c), 9);
        // One walk region → activity → region multiplies it by one number, apart from the mean that the first eigenvector carries.
        var walked = new double[regions];
        for (var region = 0; region < regions; region++)
        {
            walked[region] = presence.ActivitiesOf(region).ToArray().Average(activity =>
                Enumerable.Range(0, regions).Where(r => presence.ActivitiesOf(r).Contains(activity)).Average(r => complexity[r]));
        }
        var mean = walked.Average();
        var value = Enumerable.Range(0, regions).Sum(r => (walked[r] - mean) * complexity[r]) / regions;
        Assert.InRange(value, 0.01, 0.999);
        Assert.All(Enumerable.Range(0, regions), r => Assert.Equal(value * complexity[r], walked[r] - mean, 6));
    }

    private static void EqualsTheDefinitions(int[] counts, int regions, int activities)
    {
        var presence = new Presence(counts, regions, activities);
        var proximity = new Proximity(presence);
        var density = new Density(presence, proximity);
        double all = counts.Sum();
        double[] ofActivity = [.. Enumerable.Range(0, activities).Select(a => Enumerable.Range(0, regions).Sum(r => counts[(r * activities) + a]))];
        for (var region = 0; region < regions; region++)
        {
            double ofRegion = counts.AsSpan(region * activities, activities).ToArray().Sum();
            var (quotients, present) = (presence.QuotientsOf(region), presence.ActivitiesOf(region).ToArray().ToHashSet());
            for (var activity = 0; activity < activities; activity++)
            {
                var count = counts[(region * activities) + activity];
                Assert.Equal(count == 0 ? 0 : count / ofRegion / (ofActivity[activity] / all), quotients[activity], 12);
                Assert.Equal(quotients[activity] >= 1, present.Contains(activity));
                Assert.Equal(present.Contains(activity), presence.RegionsOf(activity).Contains(region));
            }
            Assert.Equal(Density.Plain(presence, proximity, region), density.Of(region).ToArray(), (a, b) => Math.Abs(a - b) < 1e-9);
        }
        for (var a = 0; a < activities; a++)
        {
            var having = presence.RegionsOf(a).ToArray();
            for (var b = 0; b < activities; b++)
            {
                var both = having.Intersect(presence.RegionsOf(b).ToArray()).Count();
                var most = Math.Max(having.Length, presence.RegionsOf(b).Length);
                Assert.Equal(most == 0 ? 0 : both / (double)most, proximity.Of(a)[b]);
            }
        }
    }

    // Some activities are everywhere, some nowhere; some regions are empty.
    private static int[] Counts(int regions, int activities)
    {
        var draws = new SeededDraws((ulong)((regions * 1000) + activities));
        var counts = new int[regions * activities];
        for (var i = 0; i < counts.Length; i++)
        {
            var (region, activity) = (i / activities, i % activities);
            var empty = regions != 40 && (regions > 2 && region == regions - 1 || activity % 17 == 13);
            counts[i] = empty ? 0 : draws.Next(100) < 30 + activity % 5 * 10 ? draws.Next(400) : 0;
        }
        return counts;
    }
}
