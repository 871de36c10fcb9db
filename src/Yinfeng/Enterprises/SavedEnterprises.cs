using System.Globalization;
using System.Text;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Analytics.Search;
using Yinfeng.Persistence;
using Yinfeng.Reference;
using Yinfeng.Shell;

namespace Yinfeng.Enterprises;

/// <summary>The base and its indexes as a command without a server left them, so that the next one need not read and index every company again.</summary>
/// <remarks>A file speaks for one moment: it bears the newest line of the audit log, to which every write adds one, and says which build of the
/// program with which tables wrote it. It holds while that line is in the log and no later one is of a write to companies; a file that does
/// not hold, of another build, or damaged is deleted, never trusted.</remarks>
internal sealed class SavedEnterprises(Database database)
{
    private const int BufferSize = 1 << 20;
    private const int MostLines = 100_000; // To look through so many later lines takes as long as a search.
    private const string Newest = "SELECT s.log_id, e.seq, e.leaf_hash FROM audit_store s, audit_entry e WHERE e.seq = (SELECT max(seq) FROM audit_entry)";

    /// <summary>Of every write to companies: imports and their parts, new judgements of industries, corrections.</summary>
    private const string Touching = "action LIKE 'enterprise.%' OR action LIKE 'industry.%'";

    private string File => Path.Combine(database.DataFolder, "enterprises.saved");

    /// <summary>The newest line of the log; null for a store nobody wrote to.</summary>
    public async Task<SavedMoment?> MomentAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = Newest;
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? new(row.GetString(0), row.GetInt64(1), Convert.ToHexString((byte[])row.GetValue(2)), Program()) : null;
    }

    /// <summary>Whether the store's companies still are what they were at an earlier moment.</summary>
    public async Task<bool> HoldsAsync(SavedMoment then, SavedMoment now, CancellationToken ct)
    {
        if (then == now)
        {
            return true;
        }
        if (then.LogId != now.LogId || then.Program != now.Program || then.Seq >= now.Seq || now.Seq - then.Seq > MostLines)
        {
            return false;
        }
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture,
            $"SELECT leaf_hash FROM audit_entry WHERE seq = {then.Seq} AND NOT EXISTS (SELECT 1 FROM audit_entry WHERE seq > {then.Seq} AND ({Touching}))");
        return await command.ExecuteScalarAsync(ct) is byte[] hash && Convert.ToHexString(hash) == then.LeafHash;
    }

    /// <summary>What was left and still holds, with the moment it was read from the store; else null.</summary>
    public async Task<(SavedMoment Moment, EnterpriseColumns Columns, IReadOnlyList<NameIndex> Indexes)?> ReadAsync(SavedMoment now, CancellationToken ct)
    {
        if (!System.IO.File.Exists(File))
        {
            return null;
        }
        try
        {
            using var from = new FileStream(File, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            if (SavedMoment.Read(new string(from.ReadArray<char>())) is { } then && await HoldsAsync(then, now, ct))
            {
                var columns = EnterpriseColumns.ReadFrom(from);
                var indexes = new NameIndex[from.ReadArray<int>().Single()];
                for (var i = 0; i < indexes.Length; i++)
                {
                    indexes[i] = NameIndex.ReadFrom(from, columns, CompanyNames.Reading);
                }
                return (then, columns, indexes);
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            // Not ours, damaged or cut off: as good as none.
        }
        System.IO.File.Delete(File);
        return null;
    }

    public void Write(SavedMoment moment, EnterpriseColumns columns, IReadOnlyList<NameIndex> indexes)
    {
        var half = File + ".part";
        using (var to = new FileStream(half, FileMode.Create, FileAccess.Write, FileShare.None, BufferSize))
        {
            to.WriteArray<char>(moment.ToString());
            columns.WriteTo(to);
            to.WriteArray<int>([indexes.Count]);
            foreach (var index in indexes)
            {
                index.WriteTo(to);
            }
            to.Flush(flushToDisk: true);
        }
        System.IO.File.Move(half, File, overwrite: true); // A file that was cut off never bears the name of a whole one.
    }

    /// <summary>The build, and the tables that names are read with.</summary>
    private static string Program()
    {
        var text = new StringBuilder().Append(typeof(NameIndex).Module.ModuleVersionId).Append(' ').Append(typeof(SavedEnterprises).Module.ModuleVersionId);
        foreach (var table in new DirectoryInfo(AppFolders.Reference).EnumerateFiles().OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $" {table.Name} {table.Length} {table.LastWriteTimeUtc.Ticks}");
        }
        return text.ToString();
    }
}

/// <summary>A moment of the store.</summary>
/// <param name="LogId">Of the store's audit log.</param>
/// <param name="Seq">Of its newest line then.</param>
/// <param name="LeafHash">Of that line, in hexadecimal digits.</param>
/// <param name="Program">The build and its tables.</param>
internal sealed record SavedMoment(string LogId, long Seq, string LeafHash, string Program)
{
    private const char Between = '\n';

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{LogId}{Between}{Seq}{Between}{LeafHash}{Between}{Program}");

    /// <returns>Null for a text that is no moment.</returns>
    public static SavedMoment? Read(string text) => text.Split(Between) is [var log, var seq, var hash, var program]
        && long.TryParse(seq, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new(log, number, hash, program) : null;
}
