using System.Data.Common;
using Yinfeng.Analytics.Graph;
using Yinfeng.Persistence;

namespace Yinfeng.Shareholdings;

/// <summary>All declared shareholdings in memory: nodes with key and name, dated edges, and the graph of one day. Immutable.</summary>
internal sealed class Holdings
{
    private readonly Parties _parties;
    private readonly OwnershipEdge[] _edges;

    private Holdings(Parties parties, OwnershipEdge[] edges, int day)
    {
        (_parties, _edges, Day) = (parties, edges, day);
        Graph = OwnershipGraph.Build(Nodes, edges, day);
        Groups = ConnectedGroups.Of(Graph);
    }

    /// <summary>The day of <see cref="Graph"/>, yyyymmdd.</summary>
    public int Day { get; }
    public OwnershipGraph Graph { get; }
    public ConnectedGroups Groups { get; }
    public int Nodes => _parties.Keys.Count;

    public string Key(int node) => _parties.Keys[node];
    public string Name(int node) => _parties.Names[node];
    public bool IsPerson(int node) => _parties.Persons[node];

    /// <summary>A node by credit code, key or whole name of a company; -1 for none. Persons are found by key only.</summary>
    public int Find(string asked) => _parties.Find(asked.Trim());

    /// <summary>Companies with this in their name, shortest name first.</summary>
    public IReadOnlyList<int> Named(string part, int most) => _parties.Named(part, most);

    /// <summary>The same holdings with the graph of another day.</summary>
    public Holdings On(int day) => new(_parties, _edges, day);

    public static async Task<Holdings> LoadAsync(DbConnection connection, int day, CancellationToken ct)
    {
        var (parties, read) = (new Parties(), new List<OwnershipEdge>());
        using (var rows = await SelectRows.OpenAsync(connection,
            "SELECT company_key, company_name, holder_key, holder_name, holder_is_person, basis_points, as_of FROM shareholding", ct))
        {
            while (rows.Next())
            {
                var company = parties.Add(rows.GetString(0), rows.GetString(1), isPerson: false);
                read.Add(new(parties.Add(rows.GetString(2), rows.GetString(3), rows.GetBoolean(4)), company, rows.GetInt32(5), rows.GetInt32(6)));
            }
        }
        var (joined, edges) = (parties.Join(), read.ToArray());
        for (var i = 0; i < edges.Length; i++)
        {
            edges[i] = edges[i] with { Holder = joined[edges[i].Holder], Held = joined[edges[i].Held] };
        }
        Date(edges);
        return new(parties, edges, day);
    }

    /// <summary>A company's list holds until its next one; of two rows for one holder on one day the larger share counts.</summary>
    private static void Date(OwnershipEdge[] edges)
    {
        Array.Sort(edges, (a, b) => a.Held != b.Held ? a.Held.CompareTo(b.Held) : a.From != b.From ? a.From.CompareTo(b.From)
            : a.Holder != b.Holder ? a.Holder.CompareTo(b.Holder) : b.BasisPoints.CompareTo(a.BasisPoints));
        var until = int.MaxValue;
        for (var i = edges.Length - 1; i >= 0; i--)
        {
            if (i + 1 < edges.Length && edges[i + 1].Held != edges[i].Held)
            {
                until = int.MaxValue;
            }
            else if (i + 1 < edges.Length && edges[i + 1].From != edges[i].From)
            {
                until = edges[i + 1].From;
            }
            var isSecond = i > 0 && (edges[i - 1].Held, edges[i - 1].From, edges[i - 1].Holder) == (edges[i].Held, edges[i].From, edges[i].Holder);
            edges[i] = edges[i] with { Until = isSecond ? 0 : until };
        }
    }
}
