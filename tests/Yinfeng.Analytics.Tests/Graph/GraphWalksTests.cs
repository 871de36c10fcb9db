using Yinfeng.Analytics.Graph;

namespace Yinfeng.Analytics.Tests.Graph;

public sealed class GraphWalksTests
{
    [Fact]
    public void Walks_RandomGraphs_AgreeWithTheReference()
    {
        var (paths, none) = (0, 0);
        for (var seed = 0; seed < 40; seed++)
        {
            var graph = OwnershipWorlds.Random(seed, 2 + (seed * 3), rings: seed % 2 == 0);
            var walks = new GraphWalks(graph);
            for (var from = 0; from < graph.Nodes; from += 3)
            {
                var distances = PlainGraph.Distances(graph, from);
                for (var to = 0; to < graph.Nodes; to++)
                {
                    var path = walks.Shortest(from, to);
                    Assert.Equal(distances[to] + 1, path.Length);
                    AssertIsPath(graph, path, from, to);
                    (paths, none) = path.Length > 0 ? (paths + 1, none) : (paths, none + 1);
                }
                for (var steps = 0; steps < 5; steps++)
                {
                    Assert.Equal(PlainGraph.CountWithin(graph, from, steps), walks.CountWithin(from, steps));
                }
            }
        }
        Assert.True(paths > 1000 && none > 100);
    }

    [Fact]
    public void Within_Star_NearestFirst()
    {
        var graph = OwnershipGraph.Build(5, [new(0, 1, 100), new(2, 0, 100), new(2, 3, 0)]);

        Assert.Equal([0, 2, 1, 3], new GraphWalks(graph).Within(0, 2).ToArray());
    }

    [Fact]
    public void Groups_RandomGraphs_AgreeWithTheReference()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var graph = OwnershipWorlds.Random(seed, 1 + (seed * 7), rings: seed % 2 == 0);
            var groups = ConnectedGroups.Of(graph);
            var seen = new HashSet<int>();
            for (var node = 0; node < graph.Nodes; node++)
            {
                var reached = PlainGraph.Distances(graph, node);
                Assert.Equal(reached.Count(d => d >= 0), groups.SizeOf(node));
                Assert.All(Enumerable.Range(0, graph.Nodes), other => Assert.Equal(reached[other] >= 0, groups.Of(other) == groups.Of(node)));
                seen.Add(groups.Of(node));
            }
            Assert.Equal(seen.Count, groups.Count);
            Assert.Equal(Enumerable.Range(0, groups.Count), seen.Order());
        }
    }

    private static void AssertIsPath(OwnershipGraph graph, int[] path, int from, int to)
    {
        if (path.Length > 0)
        {
            Assert.Equal((from, to), (path[0], path[^1]));
        }
        for (var i = 1; i < path.Length; i++)
        {
            Assert.True(graph.Around(path[i - 1]).Contains(path[i]), $"{path[i - 1]} and {path[i]} are not tied");
        }
    }
}
