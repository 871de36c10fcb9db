using System.Globalization;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Analytics.Names;
using Yinfeng.Analytics.Resolve;
using Yinfeng.Analytics.Search;
using Yinfeng.Enterprises;
using Yinfeng.Reference;

namespace Yinfeng.Resolving;

/// <summary>The names of the base, ready for finding what a written name may mean.</summary>
/// <remarks>Searches the index that the search of the base keeps; of its own it has only counts of neighbouring characters.</remarks>
public sealed class NameBase(EnterpriseBase companies, EnterpriseSearch search) : IDisposable
{
    private const int MostFound = 20, ShortestPart = 2;
    private const double Former = 0.97;
    private readonly Lazy<Dictionary<int, IReadOnlyList<string>>> _over = new(Places); // Most commands look up no name.
    private readonly SemaphoreSlim _starting = new(1, 1);
    private volatile NameComparison? _comparison;
    private PairCounts _pairs = new();

    /// <summary>The names at one moment.</summary>
    internal sealed class Snapshot(EnterpriseNames names, NameComparison comparison)
    {
        public EnterpriseColumns Columns => names.Today.Names;

        /// <summary>Companies that the name may mean, the best first.</summary>
        /// <param name="folded">As <see cref="NameFolding"/> folds it.</param>
        public async Task<IReadOnlyList<NameCandidate>> FindAsync(string folded) => Compare(folded, await RowsAsync(folded));

        private List<NameCandidate> Compare(string folded, HashSet<int> rows)
        {
            Span<char> name = stackalloc char[Enterprise.LongestName], bare = stackalloc char[Enterprise.LongestName];
            var columns = Columns;
            var found = new List<NameCandidate>();
            foreach (var row in rows)
            {
                var stored = columns.Name(row);
                var folding = CompanyNames.Reading.Folding;
                var likeness = comparison.Compare(folded, name[..folding.Fold(stored, name)],
                    bare[..folding.FoldWithoutBrackets(stored, bare)], columns.Adcode(row));
                if (likeness.Score > 0)
                {
                    found.Add(new(row, likeness, columns.Id(row)));
                }
            }
            foreach (var row in names.Former.Bore(folded))
            {
                found.RemoveAll(f => f.Row == row && f.Likeness.Score < Former);
                found.Add(new(row, new(Former, LikenessReason.FormerName), columns.Id(row)));
            }
            found.Sort((a, b) => a.Likeness.Score == b.Likeness.Score ? Preferred(a.Row, b.Row) : b.Likeness.Score.CompareTo(a.Likeness.Score));
            return found;
        }

        /// <summary>Of two of one name the one with a checked credit code, then the newer.</summary>
        private int Preferred(int a, int b)
        {
            var (checkedA, checkedB) = (Columns.Flags(a) & EnterpriseFlags.CodeChecked, Columns.Flags(b) & EnterpriseFlags.CodeChecked);
            return checkedA != checkedB ? checkedB.CompareTo(checkedA) : b.CompareTo(a);
        }

        /// <summary>Asked as written; unless that stands there, also without form, without place, and from each later place on.</summary>
        private async Task<HashSet<int>> RowsAsync(string folded)
        {
            var rows = new HashSet<int>();
            if (await AskAsync(folded, rows))
            {
                return rows;
            }
            var parts = CompanyNames.Reading.Parser.Parse(folded);
            await AskAsync(folded[..parts.Trade], rows);
            if (parts.Place > 0)
            {
                await AskAsync(folded[parts.Place..parts.Trade], rows);
                for (var at = ShortestPart; at <= parts.Place; at++)
                {
                    await AskAsync(folded[at..], rows);
                }
            }
            return rows;
        }

        private async Task<bool> AskAsync(string text, HashSet<int> rows)
        {
            if (text.Length < ShortestPart)
            {
                return false;
            }
            var hits = await names.Today.FindAsync(new NameQuery(text, CompanyNames.Reading, MostFound, null, Columns.Adcode));
            rows.UnionWith(hits.Select(h => h.Row));
            return hits.Any(h => h.Kind == MatchKind.Exact);
        }
    }

    internal async ValueTask<Snapshot> NowAsync(CancellationToken ct)
    {
        var names = await search.NowAsync(ct);
        if (_comparison is null)
        {
            await _starting.WaitAsync(ct);
            try
            {
                if (_comparison is null)
                {
                    await companies.FollowAsync(Count, ct);
                }
            }
            finally
            {
                _starting.Release();
            }
        }
        return new(names, _comparison!);
    }

    /// <summary>Counts the names that are new or changed; those of companies that were renamed stay counted until all are read afresh.</summary>
    private void Count(EnterpriseChange change)
    {
        var columns = change.After;
        var folding = CompanyNames.Reading.Folding;
        var pairs = change.Before is null ? new() : _pairs;
        Span<char> folded = stackalloc char[Enterprise.LongestName];
        if (change.Before is null)
        {
            for (var row = 0; row < columns.Count; row++)
            {
                pairs.Add(folded[..folding.Fold(columns.Name(row), folded)]);
            }
        }
        foreach (var row in change.Rows)
        {
            pairs.Add(folded[..folding.Fold(columns.Name(row), folded)]);
        }
        if (!ReferenceEquals(pairs, _pairs) || _comparison is null)
        {
            _pairs = pairs;
            _comparison = new(CompanyNames.Reading, new NameSlip(pairs, CompanyNames.Reading.Pinyin), adcode => _over.Value.GetValueOrDefault(adcode, []));
        }
    }

    /// <summary>For each code the names, whole and short, of the places in which it lies.</summary>
    private static Dictionary<int, IReadOnlyList<string>> Places()
    {
        var folding = CompanyNames.Reading.Folding;
        var rows = ReferenceTable.Read("gbt2260-2023.csv", "adcode", "name", "short_name")
            .Select(r => (Code: int.Parse(r[0], CultureInfo.InvariantCulture), Names: new[] { folding.Fold(r[1]), folding.Fold(r[2]) })).ToList();
        var byCode = rows.GroupBy(r => r.Code).ToDictionary(g => g.Key, g => g.First().Names);
        return byCode.Keys.ToDictionary(code => code, code => (IReadOnlyList<string>)[.. new[] { code / 10_000 * 10_000, code / 100 * 100, code }.Distinct()
            .SelectMany(c => byCode.GetValueOrDefault(c, [])).Where(n => n.Length > 1).Distinct()]);
    }

    public void Dispose() => _starting.Dispose();
}
