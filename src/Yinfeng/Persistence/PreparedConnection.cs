using System.Data.Common;

namespace Yinfeng.Persistence;

/// <summary>A connection and the statements prepared on it: what runs a thousand times an hour is parsed and planned once.</summary>
/// <remarks>For one caller at a time; disposing it gives it back. On SQLite it lives as long as its connection; on PostgreSQL it is made
/// for each use of a pooled connection, whose plans the driver keeps by text.</remarks>
public sealed class PreparedConnection : IAsyncDisposable
{
    private readonly Dictionary<Statement, DbCommand> _commands = [];
    private readonly DbConnection _connection;
    private readonly Func<PreparedConnection, ValueTask> _giveBack;

    internal PreparedConnection(DbConnection connection, Func<PreparedConnection, ValueTask> giveBack) =>
        (_connection, _giveBack) = (connection, giveBack);

    internal DbConnection Connection => _connection;

    /// <summary>The transaction that statements run in; null outside of one.</summary>
    internal DbTransaction? Transaction { get; set; }

    /// <returns>How many rows were changed.</returns>
    /// <param name="values">One for each parameter of the statement, as stored: enumerations as text, months as numbers.</param>
    public async ValueTask<int> RunAsync(Statement statement, CancellationToken ct, params object?[] values) =>
        await (await CommandAsync(statement, values, ct)).ExecuteNonQueryAsync(ct);

    /// <summary>Calls <paramref name="row"/> for each row.</summary>
    public async ValueTask ReadAsync(Statement statement, Action<DbDataReader> row, CancellationToken ct, params object?[] values)
    {
        await using var reader = await (await CommandAsync(statement, values, ct)).ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            row(reader);
        }
    }

    /// <returns>What <paramref name="make"/> makes of the first row; the default where there is none.</returns>
    public async ValueTask<T?> FirstAsync<T>(Statement statement, Func<DbDataReader, T> make, CancellationToken ct, params object?[] values)
    {
        await using var reader = await (await CommandAsync(statement, values, ct)).ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? make(reader) : default;
    }

    private async ValueTask<DbCommand> CommandAsync(Statement statement, object?[] values, CancellationToken ct)
    {
        if (!_commands.TryGetValue(statement, out var command))
        {
            command = Command(statement);
            await command.PrepareAsync(ct); // Without a round trip where this connection of the pool has met the text before.
            _commands.Add(statement, command);
        }
        command.Transaction = Transaction;
        if (values.Length != command.Parameters.Count)
        {
            throw new ArgumentException($"The statement takes {command.Parameters.Count} values and got {values.Length}: {statement.Text}");
        }
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
        return command;
    }

    private DbCommand Command(Statement statement)
    {
        var command = _connection.CreateCommand();
        command.CommandText = statement.Text;
        command.Transaction = Transaction;
        foreach (var (name, type) in statement.Parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.DbType) = ("@" + name, type);
            command.Parameters.Add(parameter);
        }
        return command;
    }

    public ValueTask DisposeAsync()
    {
        Transaction = null;
        return _giveBack(this);
    }

    /// <summary>Closes the connection; with it go its statements.</summary>
    internal async ValueTask CloseAsync()
    {
        foreach (var command in _commands.Values)
        {
            await command.DisposeAsync();
        }
        await _connection.DisposeAsync();
    }
}
