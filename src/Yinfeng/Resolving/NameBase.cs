using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Analytics.Names;
using Yinfeng.Analytics.Resolve;
using Yinfeng.Analytics.Search;
using Yinfeng.Enterprises;
using Yinfeng.Persistence;
using Yinfeng.Reference;

namespace Yinfeng.Resolving;

/// <summary>The names of the base, ready for finding what a written name may mean.</summary>
/// <remarks>Made at the first question and again at the first question after the base changed; a snapshot never changes.</remarks>
public sealed class NameBase(EnterpriseBase companies, Database database) : IDisposable
{
    private const int MostFound = 20, ShortestPart = 2;
    private const double Former = 0.97;
    private readonly Dictionary<int, IReadOnlyList<string>> _over = Places();
    private readonly SemaphoreSlim _making = new(1, 1);
    private volatile Snapshot? _held;

    /// <summary>The names at one moment.</summary>
    internal sealed class Snapshot(EnterpriseColumns columns, NameIndex index, NameComparison comparison, ILookup<string, long> former)
    {
        public EnterpriseColumns Columns => columns;

        /// <summary>Companies that the name may mean, the best first.</summary>
        /// <param name="folded">As <see cref="NameFolding"/> folds it.</param>
        public IReadOnlyList<NameCandidate> Find(string folded)
        {
            Span<char> name = stackalloc char[Enterprise.LongestName], bare = stackalloc char[Enterprise.LongestName];
            var found = new List<NameCandidate>();
            foreach (var row in Rows(folded))
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
            foreach (var row in former[folded].Distinct().Select(columns.Find).Where(row => row >= 0))
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
            var (checkedA, checkedB) = (columns.Flags(a) & EnterpriseFlags.CodeChecked, columns.Flags(b) & EnterpriseFlags.CodeChecked);
            return checkedA != checkedB ? checkedB.CompareTo(checkedA) : b.CompareTo(a);
        }

        /// <summary>Asked as written; unless that stands there, also without form, without place, and from each later place on.</summary>
        private HashSet<int> Rows(string folded)
        {
            var rows = new HashSet<int>();
            if (Ask(folded, rows))
            {
                return rows;
            }
            var parts = CompanyNames.Reading.Parser.Parse(folded);
            Ask(folded[..parts.Trade], rows);
            if (parts.Place > 0)
            {
                Ask(folded[parts.Place..parts.Trade], rows);
                for (var at = ShortestPart; at <= parts.Place; at++)
                {
                    Ask(folded[at..], rows);
                }
            }
            return rows;
        }

        private bool Ask(string text, HashSet<int> rows)
        {
            if (text.Length < ShortestPart)
            {
                return false;
            }
            var hits = NameSearch.Run(new NameQuery(text, CompanyNames.Reading, MostFound, null, columns.Adcode), new NameSearch.Part(index));
            rows.UnionWith(hits.Select(h => h.Row));
            return hits.Any(h => h.Kind == MatchKind.Exact);
        }
    }

    internal async ValueTask<Snapshot> NowAsync(CancellationToken ct)
    {
        var columns = await companies.NowAsync(ct);
        if (_held is { } held && held.Columns == columns)
        {
            return held;
        }
        await _making.WaitAsync(ct);
        try
        {
            return _held is { } made && made.Columns == columns ? made : _held = Make(columns, await FormerAsync(ct));
        }
        finally
        {
            _making.Release();
        }
    }

    /// <summary>Companies by the folded names they bore before.</summary>
    private async Task<ILookup<string, long>> FormerAsync(CancellationToken ct)
    {
        await using var db = database.OpenRead();
        return (await db.Set<EnterpriseHistory>().Where(h => h.Field == "name" && h.OldValue != null).Select(h => new { h.EnterpriseId, h.OldValue })
            .ToListAsync(ct)).ToLookup(h => NameResolver.Key(h.OldValue!), h => h.EnterpriseId);
    }

    private Snapshot Make(EnterpriseColumns columns, ILookup<string, long> former)
    {
        var reading = CompanyNames.Reading;
        var pairs = new PairCounts();
        Span<char> folded = stackalloc char[Enterprise.LongestName];
        for (var row = 0; row < columns.Count; row++)
        {
            pairs.Add(folded[..reading.Folding.Fold(columns.Name(row), folded)]);
        }
        var index = NameIndexBuilder.Build(new Names(columns), reading, row => (columns.Flags(row) & EnterpriseFlags.CodeChecked) != 0 ? (byte)1 : (byte)0);
        return new(columns, index, new NameComparison(reading, new NameSlip(pairs, reading.Pinyin), adcode => _over.GetValueOrDefault(adcode, [])), former);
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

    private sealed class Names(EnterpriseColumns columns) : INameList
    {
        public int Count => columns.Count;
        public ReadOnlySpan<char> Name(int row) => columns.Name(row);
    }

    public void Dispose() => _making.Dispose();
}
