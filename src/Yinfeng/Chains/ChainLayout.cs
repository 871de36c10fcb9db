namespace Yinfeng.Chains;

/// <summary>A node's box in the picture.</summary>
/// <param name="Column">From the left; suppliers stand left of their customers.</param>
public sealed record PlacedNode(ChainNode Node, int Column, double X, double Y);

/// <summary>A link in the picture.</summary>
/// <param name="Path">SVG path data; never through a box.</param>
public sealed record PlacedLink(ChainLink Link, string Path);

/// <summary>A chain drawn in layers.</summary>
/// <param name="Nodes">Column by column, from the top: the order of reading and of the tab key.</param>
/// <param name="Crossings">How often two links cross between columns.</param>
public sealed record ChainDrawing(double Width, double Height, IReadOnlyList<PlacedNode> Nodes, IReadOnlyList<PlacedLink> Links, int Crossings);

/// <summary>Puts the nodes of a chain into columns by their longest way from a source, orders each column by the middle of its neighbours so
/// that few links cross, and leads long links between the boxes.</summary>
/// <remarks>The layered drawing of Sugiyama, Tagawa and Toda (1981): longest path, barycentres, then places by least squares.</remarks>
internal static class ChainLayout
{
    public const double BoxWidth = 140, BoxHeight = 50, ColumnGap = 52, RowGap = 16, Head = 34;
    private const double LaneHeight = 8, ReturnGap = 10;
    private const int Sweeps = 12;

    /// <param name="shown">Which nodes to draw; links to others are left out.</param>
    public static ChainDrawing Draw(Chain chain, Func<ChainNode, bool> shown)
    {
        var nodes = chain.Nodes.Where(shown).ToList();
        var known = nodes.Select(n => n.Id).ToHashSet(StringComparer.Ordinal);
        var links = chain.Links.Where(l => known.Contains(l.From) && known.Contains(l.To)).ToList();
        var columns = Columns(nodes, [.. links.Where(l => !l.Returns)]);
        var graph = new LayerGraph(nodes, columns, [.. links.Where(l => !l.Returns)]);
        var crossings = LayerOrder.Arrange(graph, Sweeps);
        LayerPlaces.Place(graph, BoxHeight, LaneHeight, RowGap);
        var placed = graph.Boxes.Select(b => new PlacedNode(b.Node!, b.Column, Left(b.Column), Head + b.Top)).OrderBy(p =>
            p.Column).ThenBy(p => p.Y).ToList();
        var bottom = placed.Count == 0 ? Head : placed.Max(p => p.Y) + BoxHeight;
        var byId = placed.ToDictionary(p => p.Node.Id, StringComparer.Ordinal);
        var returns = links.Where(l => l.Returns).ToList();
        return new ChainDrawing(placed.Count == 0 ? BoxWidth : Left(placed.Max(p => p.Column)) + BoxWidth + ColumnGap,
            bottom + 8 + (returns.Count * ReturnGap) + 8,
            placed, [.. graph.Ways.Select(w => new PlacedLink(w.Link, Forward(w))), .. returns.Select((l, i) => new PlacedLink(l,
                Back(byId[l.From], byId[l.To], bottom + 8, i)))],
            crossings);
    }

    /// <summary>The layer that each column stands under: right for as many nodes as can be without going back from a later layer to an earlier one.</summary>
    public static IReadOnlyList<ChainLayer> Heads(ChainDrawing drawing)
    {
        var layers = Enum.GetValues<ChainLayer>();
        var columns = drawing.Nodes.GroupBy(n => n.Column).OrderBy(c => c.Key).Select(c => Array.ConvertAll(layers, l => c.Count(n => n.Node.Layer == l))).ToList();
        // By last layer: the most nodes that stand right so far, and the layers that lead there.
        var best = layers.Select(_ => (Right: 0, Way: (IReadOnlyList<ChainLayer>)[])).ToList();
        foreach (var counts in columns)
        {
            best = [.. layers.Select((layer, i) =>
            {
                var before = best.Take(i + 1).MaxBy(b => b.Right);
                return (before.Right + counts[i], (IReadOnlyList<ChainLayer>)[.. before.Way, layer]);
            })];
        }
        return best.MaxBy(b => b.Right).Way;
    }

    /// <summary>The longest way from a source; a source that is not upstream stands just before its first customer.</summary>
    internal static Dictionary<string, int> Columns(IReadOnlyList<ChainNode> nodes, IReadOnlyList<ChainLink> links)
    {
        var column = nodes.ToDictionary(n => n.Id, _ => 0, StringComparer.Ordinal);
        var waits = nodes.ToDictionary(n => n.Id, n => links.Count(l => l.To == n.Id), StringComparer.Ordinal);
        var after = links.ToLookup(l => l.From, StringComparer.Ordinal);
        var ready = new Queue<string>(nodes.Where(n => waits[n.Id] == 0).Select(n => n.Id));
        while (ready.TryDequeue(out var id))
        {
            foreach (var link in after[id])
            {
                column[link.To] = Math.Max(column[link.To], column[id] + 1);
                if (--waits[link.To] == 0)
                {
                    ready.Enqueue(link.To);
                }
            }
        }
        var fed = links.Select(l => l.To).ToHashSet(StringComparer.Ordinal);
        foreach (var source in nodes.Where(n => n.Layer != ChainLayer.Upstream && !fed.Contains(n.Id) && after[n.Id].Any()))
        {
            column[source.Id] = after[source.Id].Min(l => column[l.To]) - 1;
        }
        return column;
    }

    private static double Left(int column) => (ColumnGap / 2) + (column * (BoxWidth + ColumnGap));

    private static string Forward(LayerWay way)
    {
        var path = new PathText();
        var (x, y) = (Left(way.Stops[0].Column) + BoxWidth, Head + way.Stops[0].Middle);
        path.Move(x, y);
        foreach (var stop in way.Stops.Skip(1))
        {
            var (nextX, nextY) = (Left(stop.Column), Head + stop.Middle);
            path.Curve((x + nextX) / 2, y, (x + nextX) / 2, nextY, nextX, nextY);
            (x, y) = (nextX, nextY);
            if (stop.Node is null)
            {
                x += BoxWidth;
                path.Across(x);
            }
        }
        return path.ToString();
    }

    /// <summary>Down beside the box, below all others, and up again before the one it returns to.</summary>
    private static string Back(PlacedNode from, PlacedNode to, double below, int nth)
    {
        var (aside, lane) = (8 + (nth * 3 % 16), below + (nth * ReturnGap));
        var path = new PathText();
        path.Move(from.X + BoxWidth, from.Y + (BoxHeight * 0.75));
        path.Across(from.X + BoxWidth + aside);
        path.Down(lane);
        path.Across(to.X - aside);
        path.Down(to.Y + (BoxHeight * 0.75));
        path.Across(to.X);
        return path.ToString();
    }
}
