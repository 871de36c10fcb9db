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
    public void Kernels_equal_the_definitions(int regions, int activities)
    {
        var counts = Counts(regions, activities);
        var presence = new Presence(counts, regions, activities);
        var proximity = new Proximity(presence);
        var density = new Density(presence, proximity);
        double all = counts.Sum();
        for (var region = 0; region < regions; region++)
        {
            double ofRegion = counts.AsSpan(region * activities, activities).ToArray().Sum();
            for (var activity = 0; activity < activities; activity++)
            {
                double ofActivity = Enumerable.Range(0, regions).Sum(r => counts[(r * activities) + activity]);
                var count = counts[(region * activities) + activity];
                var quotient = count == 0 ? 0 : count / ofRegion / (ofActivity / all);
                Assert.Equal(quotient, presence.QuotientsOf(region)[activity], 12);
                Assert.Equal(presence.QuotientsOf(region)[activity] >= 1, presence.ActivitiesOf(region).Contains(activity));
                Assert.Equal(presence.ActivitiesOf(region).Contains(activity), presence.RegionsOf(activity).Contains(region));
            }
            Assert.Equal(Density.Plain(presence, proximity, region), density.Of(region).ToArray(), (a, b) => Math.Abs(a - b) < 1e-9);
        }
        for (var a = 0; a < activities; a++)
        {
            for (var b = 0; b < activities; b++)
            {
                var both = Enumerable.Range(0, regions).Count(r => Has(r, a) && Has(r, b));
                var most = Math.Max(Enumerable.Range(0, regions).Count(r => Has(r, a)), Enumerable.Range(0, regions).Count(r => Has(r, b)));
                Assert.Equal(most == 0 ? 0 : both / (double)most, proximity.Of(a)[b]);
            }
        }
        bool Has(int region, int activity) => presence.ActivitiesOf(region).Contains(activity);
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
