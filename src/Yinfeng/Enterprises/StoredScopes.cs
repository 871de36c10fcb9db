using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Persistence;

namespace Yinfeng.Enterprises;

/// <summary>Business scopes as they are stored: those that changed since they came, and the packed ones.</summary>
internal static class StoredScopes
{
    /// <summary>Blocks overlap only where two servers imported in the same moment.</summary>
    private const int Nearest = 2;

    /// <summary>Of one company; null where none is known.</summary>
    public static async Task<string?> OfAsync(YinfengDb db, long id, CancellationToken ct) => (await OfAsync(db, [id], ct)).GetValueOrDefault(id);

    /// <inheritdoc cref="OfAsync(DbConnection, IReadOnlyCollection{long}, CancellationToken)"/>
    public static async Task<Dictionary<long, string>> OfAsync(YinfengDb db, IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct); // Until the context is disposed.
        return await OfAsync(db.Database.GetDbConnection(), ids, ct);
    }

    /// <returns>By company; those without a scope are missing.</returns>
    public static async Task<Dictionary<long, string>> OfAsync(DbConnection connection, IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        if (ids.Count == 0)
        {
            return [];
        }
        var texts = await ChangedAsync(connection, ids, ct);
        UnpackedScopes[] near = [];
        foreach (var id in ids.Where(id => !texts.ContainsKey(id)).Distinct().Order())
        {
            if (Find(near, id) is not { } text)
            {
                near = await NearAsync(connection, id, ct);
                text = Find(near, id);
            }
            if (text is not null)
            {
                texts.Add(id, text);
            }
        }
        return texts;
    }

    private static async Task<Dictionary<long, string>> ChangedAsync(DbConnection connection, IEnumerable<long> ids, CancellationToken ct)
    {
        var texts = new Dictionary<long, string>();
        var among = string.Join(',', ids.Select(i => i.ToString(CultureInfo.InvariantCulture))); // Numbers of ours.
        using var rows = await SelectRows.OpenAsync(connection, $"SELECT enterprise_id, text FROM enterprise_scope WHERE enterprise_id IN ({among})", ct);
        while (rows.Next())
        {
            texts.Add(rows.GetInt64(0), rows.GetString(1));
        }
        return texts;
    }

    /// <summary>The blocks in which a company's scope may stand.</summary>
    private static async Task<UnpackedScopes[]> NearAsync(DbConnection connection, long id, CancellationToken ct)
    {
        var near = new List<UnpackedScopes>(Nearest);
        using var rows = await SelectRows.OpenAsync(connection, string.Create(CultureInfo.InvariantCulture,
            $"SELECT last, packed FROM scope_block WHERE first <= {id} ORDER BY first DESC LIMIT {Nearest}"), ct);
        while (rows.Next())
        {
            if (rows.GetInt64(0) >= id)
            {
                near.Add(new UnpackedScopes(rows.Bytes(1)));
            }
        }
        return [.. near];
    }

    private static string? Find(UnpackedScopes[] near, long id)
    {
        foreach (var block in near)
        {
            if (block.Of(id) is { IsEmpty: false } text)
            {
                return Encoding.UTF8.GetString(text);
            }
        }
        return null;
    }
}

/// <summary>The business scopes of many companies, one after the other.</summary>
internal sealed class ScopeRows : IDisposable
{
    private readonly DbConnection _forBlocks, _forChanged;
    private readonly SelectRows _blocks, _changed;
    private readonly List<UnpackedScopes> _open = [];
    private bool _moreBlocks, _moreChanged;

    private ScopeRows(DbConnection forBlocks, DbConnection forChanged, SelectRows blocks, SelectRows changed)
    {
        (_forBlocks, _forChanged, _blocks, _changed) = (forBlocks, forChanged, blocks, changed);
        (_moreBlocks, _moreChanged) = (blocks.Next(), changed.Next());
    }

    /// <param name="from">Id of the first company that will be asked for.</param>
    /// <param name="to">Id of the last.</param>
    public static async Task<ScopeRows> OpenAsync(Database database, long from, long to, CancellationToken ct)
    {
        // PostgreSQL reads one table at a time on a connection.
        var (forBlocks, forChanged) = (await database.OpenConnectionAsync(ct), await database.OpenConnectionAsync(ct));
        return new(forBlocks, forChanged,
            await SelectRows.OpenAsync(forBlocks, string.Create(CultureInfo.InvariantCulture,
                $"SELECT first, last, packed FROM scope_block WHERE last >= {from} AND first <= {to} ORDER BY first"), ct),
            await SelectRows.OpenAsync(forChanged, string.Create(CultureInfo.InvariantCulture,
                $"SELECT enterprise_id, text FROM enterprise_scope WHERE enterprise_id BETWEEN {from} AND {to} ORDER BY enterprise_id"), ct));
    }

    /// <param name="id">Larger with each call.</param>
    /// <returns>UTF-8 until the next call; empty where the company has none.</returns>
    public ReadOnlySpan<byte> Of(long id)
    {
        while (_moreChanged && _changed.GetInt64(0) < id)
        {
            _moreChanged = _changed.Next();
        }
        if (_moreChanged && _changed.GetInt64(0) == id)
        {
            return _changed.Utf8(1);
        }
        for (; _moreBlocks && _blocks.GetInt64(0) <= id; _moreBlocks = _blocks.Next())
        {
            if (_blocks.GetInt64(1) >= id)
            {
                _open.Add(new UnpackedScopes(_blocks.Bytes(2)));
            }
        }
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            if (_open[i].Last < id)
            {
                _open.RemoveAt(i);
            }
            else if (_open[i].Of(id) is { IsEmpty: false } text)
            {
                return text;
            }
        }
        return [];
    }

    public void Dispose()
    {
        _blocks.Dispose();
        _changed.Dispose();
        _forBlocks.Dispose();
        _forChanged.Dispose();
    }
}
