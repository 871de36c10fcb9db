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
/// program with which tables wrote it. A file of any other moment or build is deleted, never read.</remarks>
internal sealed class SavedEnterprises(Database database)
{
    private const int BufferSize = 1 << 20;
    private const string Newest = "SELECT s.log_id, e.seq, e.leaf_hash FROM audit_store s, audit_entry e WHERE e.seq = (SELECT max(seq) FROM audit_entry)";

    private string File => Path.Combine(database.DataFolder, "enterprises.saved");

    /// <summary>What tells this moment of the store from every other; null for a store nobody wrote to.</summary>
    public async Task<string?> MomentAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = Newest;
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct)
            ? string.Create(CultureInfo.InvariantCulture, $"{row.GetString(0)} {row.GetInt64(1)} {Convert.ToHexString((byte[])row.GetValue(2))} {Program()}") : null;
    }

    /// <summary>What was left at this moment, or null.</summary>
    public (EnterpriseColumns Columns, IReadOnlyList<NameIndex> Indexes)? Read(string moment)
    {
        if (!System.IO.File.Exists(File))
        {
            return null;
        }
        try
        {
            using var from = new FileStream(File, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            if (new string(from.ReadArray<char>()) == moment)
            {
                var columns = EnterpriseColumns.ReadFrom(from);
                var indexes = new NameIndex[from.ReadArray<int>().Single()];
                for (var i = 0; i < indexes.Length; i++)
                {
                    indexes[i] = NameIndex.ReadFrom(from, columns, CompanyNames.Reading);
                }
                return (columns, indexes);
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            // Not ours, or cut off: as good as none.
        }
        System.IO.File.Delete(File);
        return null;
    }

    public void Write(string moment, EnterpriseColumns columns, IReadOnlyList<NameIndex> indexes)
    {
        var half = File + ".part";
        using (var to = new FileStream(half, FileMode.Create, FileAccess.Write, FileShare.None, BufferSize))
        {
            to.WriteArray<char>(moment);
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
