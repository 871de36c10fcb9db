using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Yinfeng.Audit;
using Yinfeng.Persistence;
using Yinfeng.Tests.Architecture;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Audit;

/// <summary>Random flips, deletions, reorderings and truncations: each must be found up to the last anchor.</summary>
public class AuditDamageTests
{
    private const int Seed = 6962;
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public Task ADamagedExport_IsFound() => ExportAsync(250);

    [Fact]
    public Task ADamagedTable_IsFound() => TableAsync(250);

    [SoakFact]
    public Task ADamagedExport_IsFound_5000() => ExportAsync(5_000);

    [SoakFact]
    public Task ADamagedTable_IsFound_5000() => TableAsync(5_000);

    /// <summary>The second program agrees: sound is sound with the same root, damaged is damaged.</summary>
    [Fact]
    public async Task TheIndependentVerifier_AgreesOnSoundAndDamagedExports()
    {
        await using var store = await TestStore.NewAsync();
        var sound = await FileAsync(store);
        var random = new Random(Seed);
        var path = Path.Combine(store.Database.DataFolder, "log.txt");
        await File.WriteAllBytesAsync(path, sound);
        var ours = VerifyExport.Run(new MemoryStream(sound), [], null);
        var theirs = await NodeAsync(path);
        Assert.Equal((0, ours.Root, ours.Entries), (theirs.Code, theirs.Report.GetProperty("root").GetString(), theirs.Report.GetProperty("entries").GetInt64()));
        Assert.Equal(0, (await NodeAsync(path, "--key", Path.Combine(store.Database.DataFolder, AuditSigner.PublicFile))).Code);
        Assert.Equal(1, (await NodeAsync(path, "--size", "9", "--root", new string('a', 64))).Code);
        for (var round = 0; round < 25; round++)
        {
            await File.WriteAllBytesAsync(path, Damage(sound, random, out var what));
            Assert.True((await NodeAsync(path)).Code == 1, $"round {round}: {what}");
        }
    }

    [Fact]
    public async Task TheIndependentVerifier_ChecksProofs()
    {
        await using var store = await TestStore.NewAsync();
        await SomeLog.WriteAsync(store, 90);
        var log = store.Get<AuditCheckpoints>();
        var size = (await log.NowAsync(None)).Size;
        var path = Path.Combine(store.Database.DataFolder, "proof.json");
        foreach (var proof in new[] { await log.ConsistencyAsync(64, size, None), await log.ConsistencyAsync(37, size, None), await log.InclusionAsync(41, size, None) })
        {
            await File.WriteAllTextAsync(path, JsonSerializer.Serialize(proof, AuditJson.Options));
            Assert.Equal(0, (await NodeAsync("--proof", path)).Code);
            await File.WriteAllTextAsync(path, JsonSerializer.Serialize(proof! with { FromRoot = new string('0', 64) }, AuditJson.Options));
            Assert.Equal(1, (await NodeAsync("--proof", path)).Code);
        }
    }

    private static async Task ExportAsync(int rounds)
    {
        await using var store = await TestStore.NewAsync();
        var sound = await FileAsync(store);
        Assert.True(VerifyExport.Run(new MemoryStream(sound), [], null).Ok);
        var random = new Random(Seed);
        for (var round = 0; round < rounds; round++)
        {
            var damaged = Damage(sound, random, out var what);
            Assert.False(VerifyExport.Run(new MemoryStream(damaged), [], null).Ok, $"round {round}: {what}");
        }
    }

    private static async Task<byte[]> FileAsync(TestStore store)
    {
        await SomeLog.WriteAsync(store, 120);
        await store.Get<SignCheckpoint>().RunAsync(TestStore.Viewer, "request", None);
        await SomeLog.WriteAsync(store, 60);
        var file = new MemoryStream();
        Assert.True((await store.Get<AuditExport>().RunAsync(TestStore.Viewer, "log.txt", file, None)).Allowed);
        return file.ToArray();
    }

    private static byte[] Damage(byte[] sound, Random random, out string what)
    {
        var lines = Encoding.Latin1.GetString(sound).Split('\n')[..^1].ToList();
        var (a, b) = (random.Next(lines.Count), random.Next(lines.Count));
        switch (random.Next(5))
        {
            case 0:
                what = $"line {a} deleted";
                lines.RemoveAt(a);
                break;
            case 1 when lines[a] != lines[b]:
                what = $"lines {a} and {b} changed places";
                (lines[a], lines[b]) = (lines[b], lines[a]);
                break;
            case 2:
                var length = random.Next(sound.Length);
                what = $"cut to {length} bytes";
                return sound[..length];
            case 3:
                what = $"line {a} twice";
                lines.Insert(a, lines[a]);
                break;
            default:
                var (at, bit) = (random.Next(sound.Length), random.Next(8));
                what = $"bit {bit} of byte {at}";
                var flipped = sound.ToArray();
                flipped[at] ^= (byte)(1 << bit);
                return flipped;
        }
        return Encoding.Latin1.GetBytes(string.Join('\n', lines) + "\n");
    }

    private static async Task TableAsync(int rounds)
    {
        await using var store = await TestStore.NewAsync();
        await SomeLog.WriteAsync(store, 100);
        await store.Get<SignCheckpoint>().RunAsync(TestStore.Viewer, "request", None);
        await SomeLog.WriteAsync(store, 50);
        var last = await store.Get<SignCheckpoint>().RunAsync(TestStore.Viewer, "request", None);
        using var writer = new SqliteConnection($"Data Source={store.Database.SqliteFile};Pooling=False;Default Timeout=60");
        writer.Open();
        var table = new DamagedTable(writer, last.Size, new Random(Seed));
        Assert.True((await store.Get<VerifyStore>().RunAsync([], null, None)).Ok);
        for (var round = 0; round < rounds; round++)
        {
            var what = table.Damage();
            Assert.False(await IsSoundAsync(store), $"round {round}: {what}");
            table.Restore();
        }
        Assert.True((await store.Get<VerifyStore>().RunAsync([], null, None)).Ok);
    }

    private static async Task<bool> IsSoundAsync(TestStore store)
    {
        try
        {
            return (await store.Get<VerifyStore>().RunAsync([], null, None)).Ok;
        }
        catch (Exception e) when (e is DataRefusedException or InvalidOperationException or DbException or InvalidCastException or FormatException)
        {
            return false; // Not even readable any more.
        }
    }

    private static async Task<(int Code, JsonElement Report)> NodeAsync(params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo("node", [Path.Combine(Repository.Root, "tools", "verify-audit.mjs"), .. args])
        {
            RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8,
        })!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }
}

/// <summary>The log's tables on SQLite, damaged by somebody with the file, and put right again.</summary>
internal sealed class DamagedTable
{
    private static readonly string[] Tables = ["audit_entry", "audit_checkpoint", "audit_key", "audit_person", "audit_personal", "audit_store"];

    /// <summary>Columns that say nothing: an ordinal that only orders.</summary>
    private static readonly string[] Idle = ["n", "id"];
    private readonly SqliteConnection _connection;
    private readonly Random _random;
    private readonly long _anchored;

    public DamagedTable(SqliteConnection connection, long anchored, Random random)
    {
        (_connection, _anchored, _random) = (connection, anchored, random);
        Array.ForEach(Tables, t => Run($"CREATE TEMP TABLE kept_{t} AS SELECT * FROM {t}"));
    }

    public string Damage()
    {
        var seq = _random.NextInt64(_anchored);
        switch (_random.Next(5))
        {
            case 0:
                Run($"DELETE FROM audit_entry WHERE seq = {seq}");
                return $"entry {seq} deleted";
            case 1:
                var other = (seq + 1 + _random.NextInt64(_anchored - 1)) % _anchored;
                Run($"UPDATE audit_entry SET seq = -7 WHERE seq = {seq}; UPDATE audit_entry SET seq = {seq} WHERE seq = {other}; UPDATE audit_entry SET seq = {other} WHERE seq = -7");
                return $"entries {seq} and {other} changed places";
            case 2:
                Run($"DELETE FROM audit_entry WHERE seq >= {seq}");
                return $"cut at {seq}";
            default:
                return Flip(_random.Next(3) > 0 ? Tables[0] : Tables[1 + _random.Next(Tables.Length - 1)]);
        }
    }

    public void Restore()
    {
        foreach (var t in Tables)
        {
            Run($"DELETE FROM {t}; INSERT INTO {t} SELECT * FROM kept_{t}");
        }
    }

    /// <summary>Changes one bit of one cell.</summary>
    private string Flip(string table)
    {
        var where = table == "audit_entry" ? $"WHERE seq < {_anchored}" : "";
        var columns = Ask($"SELECT name FROM pragma_table_info('{table}')").Where(c => !Idle.Contains((string)c)).ToList();
        if (table == "audit_key")
        {
            columns = ["id", "spki"];
        }
        var column = (string)columns[_random.Next(columns.Count)];
        var rows = Ask($"SELECT rowid FROM {table} {where}");
        var row = rows[_random.Next(rows.Count)];
        var value = Ask($"SELECT {column} FROM {table} WHERE rowid = {row}")[0];
        using var update = _connection.CreateCommand();
        update.CommandText = $"UPDATE OR IGNORE {table} SET {column} = {(value is string ? "CAST(@v AS TEXT)" : "@v")} WHERE rowid = {row}";
        update.Parameters.AddWithValue("@v", value switch
        {
            long number => number ^ (1L << _random.Next(40)),
            string text => Flipped(Encoding.UTF8.GetBytes(text)),
            byte[] bytes => Flipped(bytes),
            _ => throw new InvalidOperationException($"{table}.{column}"),
        });
        update.ExecuteNonQuery();
        // Another row had that number already: nothing was changed, so delete one instead.
        if (value is long && Ask($"SELECT {column} FROM {table} WHERE rowid = {row}") is [long same] && same == (long)value)
        {
            Run($"DELETE FROM audit_entry WHERE seq = {_random.NextInt64(_anchored)}");
        }
        return string.Create(CultureInfo.InvariantCulture, $"{table}.{column} of row {row}");
    }

    private byte[] Flipped(byte[] bytes)
    {
        var other = bytes.Length == 0 ? new byte[1] : bytes.ToArray(); // An entry about many things has an empty subject.
        other[_random.Next(other.Length)] ^= (byte)(1 << _random.Next(8));
        return other;
    }

    private List<object> Ask(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var values = new List<object>();
        while (reader.Read())
        {
            values.Add(reader.GetValue(0));
        }
        return values;
    }

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
