using Microsoft.Data.Sqlite;
using System.Diagnostics;
using Yinfeng.Tests.Conditions;
using Yinfeng.Tests.Host;

namespace Yinfeng.Tests.Persistence;

/// <summary>A first start killed at moments spread evenly over its length; the next start must neither hang nor find damage.</summary>
public class MigrationKillTests
{
    [Fact]
    public Task Migrate_KilledFiveTimes_IsFinishedByTheNextStart() => KillAsync(5);

    [SoakFact]
    public Task Migrate_KilledAHundredTimes_IsFinishedByTheNextStart() => KillAsync(100);

    private static async Task KillAsync(int kills)
    {
        var length = await LengthAsync();
        for (var i = 1; i <= kills; i++)
        {
            var folder = Directory.CreateTempSubdirectory("yinfeng-kill-").FullName;
            using (var victim = Product.Start("migrate", "--data", folder))
            {
                await Task.Delay(length * i / (kills + 1));
                victim.Kill();
                await victim.WaitForExitAsync();
            }
            var next = await Product.RunAsync("doctor", "--data", folder);
            Assert.True(next.Code == 0, $"Kill {i} of {kills} at {length * i / (kills + 1)}: {next.Out}{next.Error}");
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The lock row that EF leaves when it is killed inside its own critical section.</summary>
    [Fact]
    public async Task Migrate_WithALockRowLeftBehind_DoesNotWaitForIt()
    {
        var folder = Directory.CreateTempSubdirectory("yinfeng-lock-").FullName;
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "yinfeng.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00');
                """;
            await command.ExecuteNonQueryAsync();
        }

        var ended = await Product.RunAsync("migrate", "--data", folder);

        Assert.Equal(0, ended.Code);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<TimeSpan> LengthAsync()
    {
        var folder = Directory.CreateTempSubdirectory("yinfeng-length-").FullName;
        var watch = Stopwatch.StartNew();
        Assert.Equal(0, (await Product.RunAsync("migrate", "--data", folder)).Code);
        Directory.Delete(folder, recursive: true);
        return watch.Elapsed;
    }
}
