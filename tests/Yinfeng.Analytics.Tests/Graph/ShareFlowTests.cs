using Yinfeng.Analytics.Graph;

namespace Yinfeng.Analytics.Tests.Graph;

public sealed class ShareFlowTests
{
    private const int A = 0, B = 1, C = 2, D = 3, E = 4;

    [Fact]
    public void Controllers_TwoPaths_ProductsAreAddedUp()
    {
        // D holds 60 % of B and 50 % of C, which hold 30 % and 40 % of A: 18 % + 20 %.
        var flow = Flow(5, new(B, A, 3000), new(C, A, 4000), new(D, B, 6000), new(D, C, 5000), new(E, A, 3000));

        Assert.Equal([(C, 0.40, false), (D, 0.38, true), (E, 0.30, true), (B, 0.30, false)], Rounded(flow.Controllers(A, 0.25)));
    }

    [Fact]
    public void Controllers_ExactlyTheThresholdBySums_Counts()
    {
        var flow = Flow(5, new(B, A, 1000), new(C, A, 1000), new(D, A, 1000), new(E, A, 700), new(E, B, 6000), new(E, C, 6000), new(E, D, 6000));

        Assert.Equal([(E, 0.25, true)], Rounded(flow.Controllers(A, 0.25)));
        Assert.Empty(flow.Controllers(A, 0.2501));
    }

    [Fact]
    public void Controllers_CompanyHeldByItsOwnSubsidiary_OwnerHasTheWhole()
    {
        // B holds half of A and belongs to A; the other half is C's, so in the end all of it is.
        var flow = Flow(3, new(B, A, 5000), new(C, A, 5000), new(A, B, 10000));

        Assert.Equal([(C, 1.0, true), (B, 0.5, false)], Rounded(flow.Controllers(A, 0.25)));
    }

    [Fact]
    public void Controllers_ClosedRing_ControlsItself()
    {
        var flow = Flow(4, new(B, A, 10000), new(C, B, 10000), new(B, C, 10000));

        Assert.Equal([(B, 1.0, true), (C, 1.0, true)], Rounded(flow.Controllers(A, 0.25)));
    }

    [Fact]
    public void Controllers_OwnShares_CountForTheOthers()
    {
        var flow = Flow(3, new(A, A, 2000), new(B, A, 4000), new(C, A, 4000));

        Assert.Equal([(B, 0.5, true), (C, 0.5, true)], Rounded(flow.Controllers(A, 0.25)));
    }

    [Fact]
    public void Build_MoreThanTheWholeDeclared_IsScaledDownAtBothEnds()
    {
        var graph = OwnershipGraph.Build(3, [new(B, A, 10000), new(C, A, 10000)]);

        Assert.Equal([5000, 5000], graph.HolderShares(A).ToArray());
        Assert.Equal([5000], graph.HeldShares(C).ToArray());
    }

    [Fact]
    public void Build_OnADay_TakesWhatHeldThen()
    {
        OwnershipEdge[] edges = [new(B, A, 10000, 20200101, 20220101), new(C, A, 10000, 20220101)];

        Assert.Equal([B], OwnershipGraph.Build(3, edges, 20211231).Holders(A).ToArray());
        Assert.Equal([C], OwnershipGraph.Build(3, edges, 20220101).Holders(A).ToArray());
        Assert.True(OwnershipGraph.Build(3, edges, 20191231).Holders(A).IsEmpty);
        Assert.Throws<ArgumentOutOfRangeException>(() => OwnershipGraph.Build(1, [new(1, 0, 5)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => OwnershipGraph.Build(2, [new(1, 0, 10001)]));
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Flow_RandomGraphs_AgreesWithTheReferenceBothWays(bool rings)
    {
        var pairs = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var graph = OwnershipWorlds.Random(seed, 4 + (seed % 22), rings);
            var flow = new ShareFlow(graph);
            for (var company = 0; company < graph.Nodes; company++)
            {
                var expected = Enumerable.Range(0, graph.Nodes).Where(h => h != company)
                    .Select(h => (Node: h, Part: PlainGraph.PartOf(graph, company, h))).Where(e => e.Part >= 0.05).ToDictionary(e => e.Node, e => e.Part);
                var found = flow.Controllers(company, 0.05).ToDictionary(f => f.Node, f => f.Part);
                AssertSame(expected, found, seed, company);
                pairs += found.Count;
                foreach (var holder in Enumerable.Range(0, graph.Nodes).Where(h => h != company))
                {
                    var down = flow.Controlled(holder, 0.05).Where(f => f.Node == company).Select(f => f.Part).SingleOrDefault();
                    Assert.True(Math.Abs(expected.GetValueOrDefault(holder) - down) < 1e-6, $"seed {seed}: {holder} of {company} is {down} from above");
                }
            }
        }
        Assert.True(pairs > 500);
    }

    private static void AssertSame(Dictionary<int, double> expected, Dictionary<int, double> found, int seed, int company)
    {
        Assert.True(expected.Keys.ToHashSet().SetEquals(found.Keys), $"seed {seed}, company {company}: {string.Join(",", expected.Keys)} but {string.Join(",", found.Keys)}");
        foreach (var (holder, part) in expected)
        {
            Assert.True(Math.Abs(part - found[holder]) < 1e-6, $"seed {seed}, company {company}, holder {holder}: {part} but {found[holder]}");
        }
    }

    private static ShareFlow Flow(int nodes, params OwnershipEdge[] edges) => new(OwnershipGraph.Build(nodes, edges));

    private static IEnumerable<(int, double, bool)> Rounded(IEnumerable<FlowShare> shares) => shares.Select(s => (s.Node, Math.Round(s.Part, 9), s.IsEnd));
}
