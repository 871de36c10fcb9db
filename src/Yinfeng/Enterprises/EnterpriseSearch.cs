using System.Text;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Analytics.Search;
using Yinfeng.Persistence;
using Yinfeng.Reference;

namespace Yinfeng.Enterprises;

/// <summary>A company found: its row in the columns, how well it fits, and why.</summary>
public sealed record EnterpriseFound(int Row, double Score, string Why);

/// <summary>The names of the base at one moment, ready for searching.</summary>
internal sealed record EnterpriseNames(LiveNameIndex<EnterpriseColumns> Today, FormerNames Former);

/// <summary>Companies found as somebody types, in memory, correct after every committed write.</summary>
/// <remarks>Names that companies bore before are searched beside those of today, from the history of imports.</remarks>
public sealed class EnterpriseSearch(EnterpriseBase companies, Database database) : IDisposable
{
    private const int ShortestCode = 6, FewestDigits = 4, CodeLength = 18, MostCodes = 1_000;

    private readonly SemaphoreSlim _starting = new(1, 1);
    private volatile EnterpriseNames? _now;

    /// <param name="text">Name or part of one, abbreviation, traditional script, pinyin or initials, credit code or a part of one; empty for all
    /// that the filter lets through, the largest first.</param>
    /// <returns>The columns to which the rows belong, and the best first.</returns>
    public async Task<(EnterpriseColumns Columns, IReadOnlyList<EnterpriseFound> Found)> FindAsync(
        string text, int limit, EnterpriseFilter? filter, CancellationToken ct)
    {
        var now = await NowAsync(ct);
        var columns = now.Today.Names;
        var allow = filter?.Of(columns, await ListedAsync(filter.List, ct));
        var query = new NameQuery(text, CompanyNames.Reading, limit, allow, columns.Adcode);
        if (query.Text.Length == 0)
        {
            return (columns, allow is null ? [] : All(columns, allow, limit));
        }
        if (IsCode(query.Text))
        {
            return (columns, Codes(columns, query));
        }
        var found = (await now.Today.FindAsync(query)).Select(f => new EnterpriseFound(f.Row, f.Score, EnterpriseTerms.Of(f.Kind)));
        var former = now.Former.Find(query).Select(f => new EnterpriseFound(f.Row, f.Score, $"曾用名“{f.Name}”，{f.Why}"));
        return (columns, [.. found.Concat(former).OrderByDescending(f => f.Score).DistinctBy(f => f.Row).Take(limit)]);
    }

    /// <summary>Keeps what was read and indexed for the next command, where no server runs.</summary>
    internal async Task KeepAsync(CancellationToken ct)
    {
        if (_now is { } now)
        {
            await companies.KeepAsync(now.Today.Names, await now.Today.Main, ct);
        }
    }

    /// <summary>The names at this moment, one for everybody who looks among them; made when nobody has asked before.</summary>
    internal async ValueTask<EnterpriseNames> NowAsync(CancellationToken ct)
    {
        if (_now is { } now)
        {
            return now;
        }
        await _starting.WaitAsync(ct);
        try
        {
            if (_now is null)
            {
                await companies.NowAsync(ct);
                var former = await FormerNames.LoadAsync(database, ct);
                await companies.FollowAsync(change => Follow(change, former), ct);
            }
            return _now!;
        }
        finally
        {
            _starting.Release();
        }
    }

    private void Follow(EnterpriseChange change, FormerNames loaded)
    {
        var now = _now;
        _now = change.Before is null || now is null
            ? new(new(change.After, CompanyNames.Reading, EnterpriseWeight.Of, change.Indexes), (now?.Former ?? loaded).At(change.After))
            : new(now.Today.With(change.After, change.Rows), now.Former.With(change));
    }

    private static bool IsCode(string text) => text.Length >= ShortestCode && text.All(char.IsAsciiLetterOrDigit) && text.Count(char.IsAsciiDigit) >= FewestDigits;

    /// <summary>Ids of the companies on a list; null without one.</summary>
    internal async Task<IReadOnlySet<long>?> ListedAsync(long? list, CancellationToken ct)
    {
        if (list is not { } id)
        {
            return null;
        }
        await using var db = database.OpenRead();
        return (await db.Set<EnterpriseListEntry>().Where(e => e.ListId == id && e.EnterpriseId != null).Select(e => e.EnterpriseId!.Value).ToListAsync(ct)).ToHashSet();
    }

    private static List<EnterpriseFound> All(EnterpriseColumns columns, Func<int, bool> allow, int limit) =>
        [.. LargestCompanies.Of(columns, allow, limit).Rows.Select(row => new EnterpriseFound(row, 0, "符合条件"))];

    private static List<EnterpriseFound> Codes(EnterpriseColumns columns, NameQuery query)
    {
        var part = Encoding.ASCII.GetBytes(query.Text);
        var rows = columns.WithCode(query.Text).ToList();
        for (var row = 0; row < columns.Count && rows.Count < MostCodes && part.Length < CodeLength; row++)
        {
            if (columns.Code(row).IndexOf(part) >= 0 && !rows.Contains(row))
            {
                rows.Add(row);
            }
        }
        return [.. rows.Where(row => query.Allow?.Invoke(row) != false)
            .Select(row => (Row: row, Points: columns.Code(row).Length == part.Length ? 99 : columns.Code(row).StartsWith(part) ? 90 : 60))
            .OrderByDescending(r => r.Points).ThenByDescending(r => EnterpriseWeight.Of(columns, r.Row)).Take(query.Limit)
            .Select(r => new EnterpriseFound(r.Row, r.Points, EnterpriseTerms.Of(MatchKind.Code)))];
    }

    public void Dispose() => _starting.Dispose();
}
