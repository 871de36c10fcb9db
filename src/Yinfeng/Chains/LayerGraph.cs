using System.Globalization;
using System.Text;

namespace Yinfeng.Chains;

/// <summary>A place in a column: a node's box, or where a long link passes by.</summary>
internal sealed class LayerStop(ChainNode? node, int column)
{
    public ChainNode? Node => node;
    public int Column => column;
    public List<LayerStop> Before { get; } = [];
    public List<LayerStop> After { get; } = [];

    /// <summary>In the column, from the top.</summary>
    public int Rank { get; set; }
    public double Top { get; set; }
    public double Height { get; set; }
    public double Middle => Top + (Height / 2);
}

/// <summary>A link with all places where it stops.</summary>
internal sealed record LayerWay(ChainLink Link, IReadOnlyList<LayerStop> Stops);

/// <summary>Nodes and links by column; a link over several columns stops in each, so that every step goes to the next column.</summary>
internal sealed class LayerGraph
{
    public LayerGraph(IReadOnlyList<ChainNode> nodes, IReadOnlyDictionary<string, int> columns, IReadOnlyList<ChainLink> links)
    {
        Columns = [.. Enumerable.Range(0, columns.Count == 0 ? 0 : columns.Values.Max() + 1).Select(_ => new List<LayerStop>())];
        var boxes = nodes.ToDictionary(n => n.Id, n => Stop(n, columns[n.Id]), StringComparer.Ordinal);
        Boxes = [.. boxes.Values];
        Ways = [.. links.Select(l => Way(l, boxes[l.From], boxes[l.To]))];
        foreach (var column in Columns)
        {
            Rank(column);
        }
    }

    public IReadOnlyList<List<LayerStop>> Columns { get; }
    public IReadOnlyList<LayerStop> Boxes { get; }
    public IReadOnlyList<LayerWay> Ways { get; }

    public static void Rank(List<LayerStop> column)
    {
        for (var i = 0; i < column.Count; i++)
        {
            column[i].Rank = i;
        }
    }

    private LayerStop Stop(ChainNode? node, int column)
    {
        var stop = new LayerStop(node, column);
        Columns[column].Add(stop);
        return stop;
    }

    private LayerWay Way(ChainLink link, LayerStop from, LayerStop to)
    {
        var stops = new List<LayerStop> { from };
        for (var column = from.Column + 1; column <= to.Column; column++)
        {
            var next = column == to.Column ? to : Stop(null, column);
            stops[^1].After.Add(next);
            next.Before.Add(stops[^1]);
            stops.Add(next);
        }
        return new LayerWay(link, stops);
    }
}

/// <summary>Orders each column by the middle of its neighbours, to and fro, and keeps the order with the fewest crossings.</summary>
internal static class LayerOrder
{
    /// <returns>Crossings left.</returns>
    public static int Arrange(LayerGraph graph, int sweeps)
    {
        var best = Keep(graph);
        var fewest = Crossings(graph);
        for (var sweep = 0; sweep < sweeps && fewest > 0; sweep++)
        {
            var forward = sweep % 2 == 0;
            foreach (var column in forward ? graph.Columns.Skip(1) : graph.Columns.Reverse().Skip(1))
            {
                var sorted = column.OrderBy(s => Middle(forward ? s.Before : s.After, s.Rank)).ToList();
                column.Clear();
                column.AddRange(sorted);
                LayerGraph.Rank(column);
            }
            if (Crossings(graph) is var now && now < fewest)
            {
                (fewest, best) = (now, Keep(graph));
            }
        }
        for (var i = 0; i < best.Count; i++)
        {
            graph.Columns[i].Clear();
            graph.Columns[i].AddRange(best[i]);
            LayerGraph.Rank(graph.Columns[i]);
        }
        return fewest;
    }

    private static double Middle(List<LayerStop> neighbours, int otherwise) => neighbours.Count == 0 ? otherwise : neighbours.Average(n => n.Rank);

    private static List<LayerStop[]> Keep(LayerGraph graph) => [.. graph.Columns.Select(c => c.ToArray())];

    private static int Crossings(LayerGraph graph)
    {
        var crossings = 0;
        foreach (var column in graph.Columns)
        {
            var ends = column.SelectMany(s => s.After.Select(a => a.Rank).Order()).ToList();
            for (var i = 0; i < ends.Count; i++)
            {
                for (var j = i + 1; j < ends.Count; j++)
                {
                    crossings += ends[j] < ends[i] ? 1 : 0;
                }
            }
        }
        return crossings;
    }
}

/// <summary>Gives each stop its height in the picture, near the middle of its neighbours, in the order of its column.</summary>
internal static class LayerPlaces
{
    private const int Sweeps = 8;

    public static void Place(LayerGraph graph, double box, double lane, double gap)
    {
        foreach (var column in graph.Columns)
        {
            var top = 0.0;
            foreach (var stop in column)
            {
                (stop.Top, stop.Height) = (top, stop.Node is null ? lane : box);
                top += stop.Height + gap;
            }
        }
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            foreach (var column in sweep % 2 == 0 ? graph.Columns : graph.Columns.Reverse())
            {
                Settle(column, gap);
            }
        }
        var least = graph.Columns.SelectMany(c => c).Select(s => s.Top).DefaultIfEmpty(0).Min();
        foreach (var stop in graph.Columns.SelectMany(c => c))
        {
            stop.Top -= least;
        }
    }

    /// <summary>As near to the wished heights as the order and the distances allow: least squares,
    /// by pooling neighbours that want to cross.</summary>
    private static void Settle(List<LayerStop> column, double gap)
    {
        var pools = new Stack<(double Sum, int Count, int First)>();
        var offset = new double[column.Count];
        for (var i = 0; i < column.Count; i++)
        {
            offset[i] = i == 0 ? 0 : offset[i - 1] + column[i - 1].Height + gap;
            var around = column[i].Before.Concat(column[i].After).ToList();
            var wish = around.Count == 0 ? column[i].Top : around.Average(n => n.Middle) - (column[i].Height / 2);
            var pool = (Sum: wish - offset[i], Count: 1, First: i);
            while (pools.TryPeek(out var above) && above.Sum / above.Count > pool.Sum / pool.Count)
            {
                pools.Pop();
                pool = (above.Sum + pool.Sum, above.Count + pool.Count, above.First);
            }
            pools.Push(pool);
        }
        foreach (var (sum, count, first) in pools)
        {
            for (var i = first; i < first + count; i++)
            {
                column[i].Top = (sum / count) + offset[i];
            }
        }
    }
}

/// <summary>SVG path data, coordinates with one decimal.</summary>
internal sealed class PathText
{
    private readonly StringBuilder _text = new();

    public void Move(double x, double y) => Add($"M{x:0.#} {y:0.#}");
    public void Across(double x) => Add($"H{x:0.#}");
    public void Down(double y) => Add($"V{y:0.#}");
    public void Curve(double x1, double y1, double x2, double y2, double x, double y) => Add($"C{x1:0.#} {y1:0.#} {x2:0.#} {y2:0.#} {x:0.#} {y:0.#}");
    public override string ToString() => _text.ToString();

    private void Add(FormattableString piece) => _text.Append(piece.ToString(CultureInfo.InvariantCulture));
}
