using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Yinfeng.Persistence;

/// <summary>The transaction of one write, for statements and for a tracked context; a write that needs no context pays for none.</summary>
internal sealed class WriteTransaction : IAsyncDisposable
{
    private readonly DbTransaction _transaction;
    private readonly Func<DbConnection, YinfengDb> _context;
    private YinfengDb? _db;

    private WriteTransaction(PreparedConnection sql, DbTransaction transaction, Func<DbConnection, YinfengDb> context)
    {
        (Sql, _transaction, _context) = (sql, transaction, context);
        Sql.Transaction = transaction;
    }

    public PreparedConnection Sql { get; }

    /// <summary>The context, where the write has asked for one.</summary>
    public YinfengDb? Made => _db;

    public YinfengDb Db
    {
        get
        {
            if (_db is null)
            {
                _db = _context(Sql.Connection);
                _db.Database.UseTransaction(_transaction);
            }
            return _db;
        }
    }

    /// <param name="sql">Given back at the end.</param>
    /// <param name="context">Makes a context on the connection it is given.</param>
    public static async Task<WriteTransaction> BeginAsync(PreparedConnection sql, Func<DbConnection, YinfengDb> context, CancellationToken ct)
    {
        try
        {
            return new WriteTransaction(sql, await sql.Connection.BeginTransactionAsync(ct), context);
        }
        catch
        {
            await sql.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends what the context tracks, if there is one.</summary>
    public Task SaveAsync(CancellationToken ct) => _db is null ? Task.CompletedTask : _db.SaveChangesAsync(ct);
    public Task CommitAsync(CancellationToken ct) => _transaction.CommitAsync(ct);
    public Task RollbackAsync(CancellationToken ct) => _transaction.RollbackAsync(ct);

    public async ValueTask DisposeAsync()
    {
        if (_db is not null)
        {
            await _db.DisposeAsync();
        }
        await _transaction.DisposeAsync();
        await Sql.DisposeAsync();
    }
}
