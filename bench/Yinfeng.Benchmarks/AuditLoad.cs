using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Host;
using Yinfeng.Persistence;

namespace Yinfeng.Benchmarks;

/// <summary>A log of many entries: hashing its canonical bytes, verifying the live store, exporting, verifying the export.</summary>
internal static class AuditLoad
{
    public static async Task<int> RunAsync(string folder, int entries)
    {
        await using var database = Database.Sqlite(folder);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddYinfeng(database);
        await using var provider = services.BuildServiceProvider();
        await Composition.StartAsync(provider, CancellationToken.None);
        var checkpoints = provider.GetRequiredService<AuditCheckpoints>();
        if ((await checkpoints.NowAsync(CancellationToken.None)).Size < entries)
        {
            Fill(database, entries);
            await provider.GetRequiredService<SignCheckpoint>().RunAsync(SignCheckpoint.Clerk, "daily", CancellationToken.None);
        }
        var verify = provider.GetRequiredService<VerifyStore>();
        var path = Path.Combine(folder, "audit.txt");
        if (!File.Exists(path))
        {
            await using var file = File.Create(path);
            await provider.GetRequiredService<AuditExport>().RunAsync(Viewer.Operator("bench"), "audit.txt", file, CancellationToken.None);
        }
        var leaves = Canonical(path);
        for (var round = 0; round < 3; round++)
        {
            Time("hash the same bytes, one entry after the other", leaves.Count, () => leaves.ForEach(l => SHA256.HashData(l)));
            Time("hash and build the tree", leaves.Count, () =>
            {
                var growth = new AuditGrowth(AuditHash.Sha256);
                leaves.ForEach(l => growth.Add(AuditHash.Sha256.Hash(l)));
                _ = growth.Root();
            });
            await TimeAsync("verify the live store", leaves.Count, () => verify.RunAsync([], null, CancellationToken.None));
            await TimeAsync("verify the export", leaves.Count, () => Task.Run(() =>
            {
                using var file = File.OpenRead(path);
                return VerifyExport.Run(file, [], null);
            }));
        }
        return 0;
    }

    private static void Fill(Database database, int entries)
    {
        using var connection = new SqliteConnection($"Data Source={database.SqliteFile};Pooling=False");
        connection.Open();
        using var transaction = connection.BeginTransaction();
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO audit_entry (seq, at_utc, actor_id, action, subject, detail, leaf_hash) SELECT max(seq)+1, @at, @who, @act, @sub, @det, x'' FROM audit_entry";
        string[] names = ["@at", "@who", "@act", "@sub", "@det"];
        var values = names.Select(n => insert.Parameters.AddWithValue(n, "")).ToArray();
        using var hash = connection.CreateCommand();
        hash.CommandText = "UPDATE audit_entry SET leaf_hash = @h WHERE seq = @s";
        var (leaf, at) = (hash.Parameters.AddWithValue("@h", Array.Empty<byte>()), hash.Parameters.AddWithValue("@s", 0L));
        using var last = connection.CreateCommand();
        last.CommandText = "SELECT max(seq) FROM audit_entry";
        var start = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        for (var seq = (long)last.ExecuteScalar()! + 1; seq < entries; seq++)
        {
            var entry = new AuditEntry
            {
                Seq = seq, AtUtc = start.AddSeconds(seq), ActorId = "u-0123456789abcdef0123456789abcdef", Action = "project.month", Subject = $"project:{2_000_000_000 + seq % 100_000}",
                Detail = JsonSerializer.Serialize(new
                {
                    month = "2026-03", before = new { fundsWan = seq, progress = "主体封顶" },
                    after = new { fundsWan = seq + 120, progress = "设备安装", problems = "用地指标不足" },
                }, AuditJson.Options),
                LeafHash = [],
            };
            object[] row = [AuditLeaf.Instant(entry.AtUtc), entry.ActorId, entry.Action, entry.Subject, entry.Detail];
            for (var i = 0; i < row.Length; i++)
            {
                values[i].Value = row[i];
            }
            insert.ExecuteNonQuery();
            (leaf.Value, at.Value) = (AuditLeaf.Hash(AuditHash.Sha256, entry), seq);
            hash.ExecuteNonQuery();
        }
        transaction.Commit();
    }

    /// <summary>0x00 and the canonical bytes of each entry of an export.</summary>
    private static List<byte[]> Canonical(string path) => [.. File.ReadLines(path).Where(l => char.IsAsciiDigit(l[0]))
        .Select(l => (byte[])[0, .. Encoding.UTF8.GetBytes(l[..l.LastIndexOf('\t')])])];

    private static void Time(string step, int entries, Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        Print(step, entries, watch.Elapsed, null);
    }

    private static async Task TimeAsync(string step, int entries, Func<Task<AuditReport>> work)
    {
        var watch = Stopwatch.StartNew();
        var report = await work();
        Print(step, entries, watch.Elapsed, report.Ok);
    }

    private static void Print(string step, int entries, TimeSpan took, bool? ok) => Console.WriteLine(JsonSerializer.Serialize(
        new { task = "audit", step, entries, seconds = Math.Round(took.TotalSeconds, 3), ok }));
}
