using Yinfeng.Analytics.Enterprises;
using Yinfeng.Analytics.Search;
using Yinfeng.Persistence;
using Yinfeng.Reference;

namespace Yinfeng.Enterprises;

/// <summary>Names that companies bore before (曾用名), searched like those of today. A moment that never changes.</summary>
internal sealed class FormerNames
{
    private readonly List<(long Id, string Name)> _names;
    private readonly EnterpriseColumns _columns;
    private readonly Lazy<NameSearch.Part[]> _index;
    private readonly Lazy<ILookup<string, int>> _folded;

    private FormerNames(List<(long Id, string Name)> names, EnterpriseColumns columns)
    {
        (_names, _columns) = (names, columns);
        _index = new(() => names.Count == 0 ? []
            : [.. NameIndexBuilder.Build(new PackedNames(names.ConvertAll(n => n.Name)), CompanyNames.Reading, _ => 0).Select(i => new NameSearch.Part(i))]);
        _folded = new(() => Enumerable.Range(0, names.Count).ToLookup(i => CompanyNames.Reading.Folding.Fold(names[i].Name)));
    }

    /// <summary>From the history that imports keep.</summary>
    public static async Task<FormerNames> LoadAsync(Database database, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        using var rows = await SelectRows.OpenAsync(connection,
            "SELECT enterprise_id, old_value FROM enterprise_history WHERE field = 'name' AND old_value IS NOT NULL ORDER BY id", ct);
        var names = new List<(long, string)>();
        while (rows.Next())
        {
            names.Add((rows.GetInt64(0), rows.GetString(1)));
        }
        return new(names, EnterpriseColumns.Empty);
    }

    /// <summary>The same names over companies that were read afresh.</summary>
    public FormerNames At(EnterpriseColumns columns) => new(_names, columns);

    public FormerNames With(EnterpriseChange change)
    {
        var before = change.Before!;
        var renamed = change.Rows.Where(row => row < before.Count && !before.Name(row).SequenceEqual(change.After.Name(row))).ToList();
        return renamed.Count == 0 && ReferenceEquals(before, _columns) && _names.Count == 0 ? new(_names, change.After)
            : new([.. _names, .. renamed.Select(row => (before.Id(row), before.Name(row).ToString()))], change.After);
    }

    public IEnumerable<(int Row, double Score, string Name, string Why)> Find(NameQuery query)
    {
        if (_names.Count == 0)
        {
            return [];
        }
        var allow = query.Allow;
        var asked = query.Among(i => Row(i) is >= 0 and var row && allow?.Invoke(row) != false, i => _columns.Adcode(Math.Max(0, Row(i))));
        return NameSearch.Run(asked, _index.Value)
            .Select(f => (Row(f.Row), Math.Max(0, f.Score - 1), _names[f.Row].Name, EnterpriseTerms.Of(f.Kind))); // The name of today comes first.
    }

    /// <summary>Rows of the companies that bore exactly this name, folded.</summary>
    public IEnumerable<int> Bore(string folded) => _folded.Value[folded].Select(Row).Where(row => row >= 0).Distinct();

    private int Row(int i) => _columns.Find(_names[i].Id);
}
