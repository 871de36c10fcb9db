using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Audit;

public class AuditVerificationTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory, OnSqlite, OnPostgres]
    public async Task ASoundLog_Verifies_AndItsRootIsTheOneThatIsShown(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await SomeLog.WriteAsync(store, 300);
        var checkpoint = await store.Get<SignCheckpoint>().RunAsync(TestStore.Viewer, "request", None);
        await SomeLog.WriteAsync(store, 20);

        var report = await store.Get<VerifyStore>().RunAsync([], null, None);

        Assert.Null(report.FirstDamaged);
        Assert.True(report.Ok);
        var now = await store.Get<AuditCheckpoints>().NowAsync(None);
        Assert.Equal((now.Size, now.Root), (report.Entries, report.Root));
        Assert.Equal(checkpoint.Size, report.Anchored);
    }

    /// <summary>An entry, its leaf and every later row of the tree may be rewritten by whoever has the database: the checkpoint tells.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task AnEntryRewrittenWithItsLeaf_IsFoundByTheNextCheckpoint(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await SomeLog.WriteAsync(store, 30);
        var first = await store.Get<SignCheckpoint>().RunAsync(TestStore.Viewer, "request", None);
        await SomeLog.WriteAsync(store, 30);
        await store.Get<SignCheckpoint>().RunAsync(TestStore.Viewer, "request", None);
        var seq = first.Size + 7;
        var entry = await SomeLog.EntryAsync(store, seq);
        var other = new AuditEntry
        {
            Seq = seq, AtUtc = entry.AtUtc, ActorId = entry.ActorId, Action = entry.Action, Subject = entry.Subject, Detail = """{"n":0}""", LeafHash = [],
        };
        await SomeLog.ChangeAsync(store, $"UPDATE audit_entry SET detail = '{other.Detail}', leaf_hash = {SomeLog.Blob(store, AuditLeaf.Hash(AuditHash.Sha256, other))} WHERE seq = {seq}");

        var report = await store.Get<VerifyStore>().RunAsync([], null, None);

        Assert.False(report.Ok);
        Assert.Equal((first.Size, first.Size), (report.FirstDamaged!.Seq, report.Anchored));
        Assert.InRange(seq, report.FirstDamaged.Seq, report.FirstDamaged.UpTo!.Value);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task AChangedEntry_IsNamed(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await SomeLog.WriteAsync(store, 50);
        var entry = await SomeLog.EntryAsync(store, 40);
        await SomeLog.ChangeAsync(store, "UPDATE audit_entry SET subject = 'project:99' WHERE seq = 40");

        var damage = (await store.Get<VerifyStore>().RunAsync([], null, None)).FirstDamaged!;

        Assert.Equal((40L, AuditLeaf.Instant(entry.AtUtc), entry.Action, "project:99"), (damage.Seq, damage.At, damage.Action, damage.Subject));
    }

    /// <summary>Cutting the log and the checkpoints that knew more: only a root outside of the store tells, and it does.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task ACutTail_IsFoundByCheckpoint_AndWithoutItByARootFromOutside(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await SomeLog.WriteAsync(store, 40);
        await store.Get<SignCheckpoint>().RunAsync(TestStore.Viewer, "request", None);
        var outside = await store.Get<AuditCheckpoints>().NowAsync(None);
        await SomeLog.ChangeAsync(store, $"DELETE FROM audit_entry WHERE seq >= {outside.Size - 5}");

        var cut = await store.Get<VerifyStore>().RunAsync([], null, None);
        await SomeLog.ChangeAsync(store, "DELETE FROM audit_checkpoint");
        var blind = await store.Get<VerifyStore>().RunAsync([], null, None);
        var told = await store.Get<VerifyStore>().RunAsync([new(outside.Size, outside.Root, "记下的根值")], null, None);

        Assert.Equal((false, outside.Size - 5), (cut.Ok, cut.FirstDamaged!.Seq));
        Assert.True(blind.Ok);
        Assert.Equal((false, outside.Size - 5), (told.Ok, told.FirstDamaged!.Seq));
    }

    [Fact]
    public async Task AKeyThatIsNotTrusted_IsRefused()
    {
        await using var store = await TestStore.NewAsync();
        await store.Get<SignCheckpoint>().RunAsync(TestStore.Viewer, "request", None);

        Assert.True((await store.Get<VerifyStore>().RunAsync([], [store.Get<AuditSigner>().Key.Id], None)).Ok);
        Assert.False((await store.Get<VerifyStore>().RunAsync([], ["0123456789abcdef"], None)).Ok);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(store.Database.DataFolder, AuditSigner.PrivateFile)));
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Proofs_OfTheStoredLog_Hold(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await SomeLog.WriteAsync(store, 60);
        var checkpoints = store.Get<AuditCheckpoints>();
        var early = await checkpoints.NowAsync(None);
        await SomeLog.WriteAsync(store, 70);
        var now = await checkpoints.NowAsync(None);

        var consistency = (await checkpoints.ConsistencyAsync(early.Size, now.Size, None))!;
        var inclusion = (await checkpoints.InclusionAsync(3, now.Size, None))!;

        Assert.Equal((early.Root, now.Root), (consistency.FromRoot, consistency.Root));
        Assert.True(AuditProofs.Consistent(AuditHash.Sha256, early.Size, Hex(early.Root), now.Size, Hex(now.Root), [.. consistency.Proof.Select(Hex)]));
        Assert.True(AuditProofs.Includes(AuditHash.Sha256, Hex(inclusion.FromRoot), 3, now.Size, [.. inclusion.Proof.Select(Hex)], Hex(now.Root)));
        Assert.Equal(inclusion.FromRoot, Convert.ToHexStringLower((await SomeLog.EntryAsync(store, 3)).LeafHash));
        Assert.Null(await checkpoints.ConsistencyAsync(5, now.Size + 1, None));
    }

    private static byte[] Hex(string text) => Convert.FromHexString(text);
}

/// <summary>Entries to verify, and a way past the writer for whoever would forge them.</summary>
internal static class SomeLog
{
    /// <summary>Entries of several writes: with and without persons, numbers and line ends in what people typed.</summary>
    public static async Task WriteAsync(TestStore store, int entries)
    {
        var viewer = Some.User("li", null);
        for (var done = 0; done < entries;)
        {
            await store.Get<Writer>().RunAsync(viewer, Rights.None, work =>
            {
                for (var i = 0; i < 1 + done % 7 && done < entries; i++, done++)
                {
                    work.Audit(done % 3 == 0 ? "project.edit" : "project.month", $"project:{done}",
                        done % 5 == 0 ? new { after = new { leader = $"王{done}", remark = "第一行\n\t第二行" } } : new { n = done, reason = "补报 ü" });
                }
                return Task.FromResult(Decision.Allow);
            }, CancellationToken.None);
        }
    }

    public static async Task<AuditEntry> EntryAsync(TestStore store, long seq)
    {
        await using var db = store.Database.OpenRead();
        return await db.Set<AuditEntry>().SingleAsync(e => e.Seq == seq);
    }

    /// <summary>What somebody with the database's password does.</summary>
    public static async Task ChangeAsync(TestStore store, string sql)
    {
        await using var db = store.Database.OpenWrite();
#pragma warning disable EF1002 // The test's own SQL.
        Assert.NotEqual(0, await db.Database.ExecuteSqlRawAsync(sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)));
#pragma warning restore EF1002
    }

    public static string Blob(TestStore store, byte[] bytes) =>
        store.Database.IsSqlite ? $"x'{Convert.ToHexStringLower(bytes)}'" : $"'\\x{Convert.ToHexStringLower(bytes)}'::bytea";
}
