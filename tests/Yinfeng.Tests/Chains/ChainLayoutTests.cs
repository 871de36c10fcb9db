using Yinfeng.Chains;

namespace Yinfeng.Tests.Chains;

public class ChainLayoutTests
{
    [Fact]
    public void Suppliers_stand_left_of_their_customers_and_no_box_touches_another()
    {
        foreach (var chain in ChainTemplates.Load().Append(Large(200)))
        {
            var drawing = ChainLayout.Draw(chain, _ => true);
            var at = drawing.Nodes.ToDictionary(n => n.Node.Id);
            Assert.Equal(chain.Nodes.Count, at.Count);
            Assert.Equal(chain.Links.Count, drawing.Links.Count);
            Assert.All(chain.Links.Where(l => !l.Returns), l => Assert.True(at[l.From].Column < at[l.To].Column, $"{chain.Id}: {l.From} {l.To}"));
            foreach (var column in drawing.Nodes.GroupBy(n => n.Column))
            {
                var tops = column.Select(n => n.Y).ToList();
                Assert.All(tops.Zip(tops.Skip(1)), pair => Assert.True(pair.Second - pair.First >= ChainLayout.BoxHeight + ChainLayout.RowGap - 0.001));
            }
            Assert.All(drawing.Nodes, n => Assert.InRange(n.X + ChainLayout.BoxWidth, 0, drawing.Width));
            Assert.All(drawing.Nodes, n => Assert.InRange(n.Y + ChainLayout.BoxHeight, 0, drawing.Height));
        }
    }

    [Fact]
    public void Heads_never_go_back_and_are_right_for_most_nodes()
    {
        ChainNode In(string id, ChainLayer layer) => Node(id) with { Layer = layer };
        var chain = new Chain("x", "试", default, "专家", null,
            [In("a", ChainLayer.Upstream), In("b", ChainLayer.Downstream), In("c", ChainLayer.Midstream), In("d", ChainLayer.Midstream), In("e", ChainLayer.Downstream)],
            [Link("a", "b"), Link("b", "c"), Link("b", "d"), Link("c", "e"), Link("d", "e")]);
        Assert.Equal([ChainLayer.Upstream, ChainLayer.Upstream, ChainLayer.Midstream, ChainLayer.Downstream], ChainLayout.Heads(ChainLayout.Draw(chain, _ => true)));
        Assert.All(ChainTemplates.Load(), c => Assert.Equal(ChainLayout.Heads(ChainLayout.Draw(c, _ => true)).Order(), ChainLayout.Heads(ChainLayout.Draw(c, _ => true))));
        Assert.Empty(ChainLayout.Heads(ChainLayout.Draw(chain, _ => false)));
    }

    [Fact]
    public void Links_that_can_be_drawn_without_crossing_are()
    {
        var chain = new Chain("x", "试", default, "专家", null, [.. "abcdef".Select(c => Node(c.ToString()))],
            [Link("a", "f"), Link("b", "e"), Link("c", "d")]);
        Assert.Equal(0, ChainLayout.Draw(chain, _ => true).Crossings);
    }

    [Fact]
    public void Ordering_leaves_fewer_crossings_than_the_order_of_the_file()
    {
        var chain = Large(200);
        var columns = ChainLayout.Columns(chain.Nodes, [.. chain.Links.Where(l => !l.Returns)]);
        var asWritten = LayerOrder.Arrange(new LayerGraph(chain.Nodes, columns, [.. chain.Links.Where(l => !l.Returns)]), 0);
        Assert.InRange(ChainLayout.Draw(chain, _ => true).Crossings, 0, asWritten * 2 / 3);
    }

    [Fact]
    public void What_is_filtered_away_takes_its_links_with_it()
    {
        var chain = ChainTemplates.Load().First(c => c.Id == "semiconductors");
        var drawing = ChainLayout.Draw(chain, n => n.Layer == ChainLayer.Midstream);
        Assert.All(drawing.Nodes, n => Assert.Equal(ChainLayer.Midstream, n.Node.Layer));
        Assert.NotEmpty(drawing.Links);
        Assert.Empty(ChainLayout.Draw(chain, _ => false).Nodes);
    }

    /// <summary>Layers of twenty, each node fed by two or three of the layers before.</summary>
    internal static Chain Large(int count)
    {
        var nodes = Enumerable.Range(0, count).Select(i => Node($"n{i}", (ChainLayer)Math.Min(3, i * 4 / count))).ToList();
        var random = new Random(7);
        var links = new List<ChainLink>();
        for (var i = 20; i < count; i++)
        {
            var layer = i / 20 * 20;
            links.AddRange(Enumerable.Range(0, 2 + random.Next(2)).Select(_ => layer - 1 - random.Next(random.Next(4) == 0 ? Math.Min(layer, 60) : 20)).Distinct()
                .Select(from => Link($"n{from}", $"n{i}")));
        }
        links.Add(new ChainLink($"n{count - 1}", "n0", null, Returns: true, "专家"));
        return new Chain("large", "二百个环节", new DateOnly(2026, 1, 1), "专家", null, nodes, links);
    }

    private static ChainNode Node(string id, ChainLayer layer = ChainLayer.Upstream) => new(id, "环节" + id, layer, [], ["词" + id], [], [], [], "专家");

    private static ChainLink Link(string from, string to) => new(from, to, null, Returns: false, "专家");
}
