using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Enterprises;
using Yinfeng.Tests.Conditions;
using Yinfeng.Tests.Host;
using Yinfeng.Tests.Imports.Store;
using static Yinfeng.Tests.Enterprises.RegistryText;

namespace Yinfeng.Tests.Enterprises;

/// <summary>A registry import killed at moments spread over its length and begun again: the base is what one import in peace leaves.</summary>
public sealed class ImportEnterprisesKillTests : IDisposable
{
    private const int Rows = 100_000;
    private const string Held = "SELECT count(*) FROM enterprise";

    private const string Account = "SELECT status, rows, stored, merged, updated, refused, problems FROM enterprise_import";

    private readonly string _root = Directory.CreateTempSubdirectory("yinfeng-registry-kill-").FullName;
    private string File => Path.Combine(_root, "企业.csv");

    [Fact]
    public Task Import_KilledThreeTimes_EndsAsOneInPeace() => KillAsync("sqlite", 3);

    [PostgresFact]
    public Task ImportOnPostgres_KilledThreeTimes_EndsAsOneInPeace() => KillAsync("postgres", 3);

    [SoakFact]
    public Task Import_KilledOneHundredTimes_EndsAsOneInPeace() => KillAsync("sqlite", 100);

    [Fact]
    public async Task Upload_WhoseServerIsKilledTwice_EndsAsOneInPeace()
    {
        await WriteAsync();
        var peace = await PeaceAsync("sqlite");
        await using var store = await KilledStore.FreshAsync("sqlite", Path.Combine(_root, "served"));
        var folder = Directory.CreateDirectory(Path.Combine(store.Where[1], "registry")).FullName;
        System.IO.File.Copy(File, Path.Combine(folder, "1"));
        System.IO.File.Copy(File, Path.Combine(folder, "2")); // Cut off on its way in: it has no note.
        await System.IO.File.WriteAllTextAsync(Path.Combine(folder, "1.json"),
            JsonSerializer.Serialize(new { FileName = "企业.csv", ActorId = "user:7", On = 20141231, Columns = (object?)null }));
        for (var kill = 1; kill <= 2; kill++)
        {
            using var server = await Product.ServeAsync(store.Where[1]);
            await UntilAsync(store, held => held >= (kill - 1) * 40_000);
            server.Kill();
            await server.WaitForExitAsync();
        }
        using var last = await Product.ServeAsync(store.Where[1]);
        await UntilAsync(store, held => held == Rows && Directory.GetFiles(folder).Length == 0);
        last.Kill();
        await last.WaitForExitAsync();

        Assert.Equal(peace, (await BaseAsync(store), await store.TextAsync(Account)));
        Assert.Equal("user:7\n", await store.TextAsync("SELECT actor_id FROM enterprise_import"));
    }

    private async Task KillAsync(string provider, int kills)
    {
        await WriteAsync();
        var watch = Stopwatch.StartNew();
        var peace = await PeaceAsync(provider);
        var length = watch.Elapsed;
        var halves = 0;
        await using var fresh = await KilledStore.FreshAsync(provider, Path.Combine(_root, "fresh"));
        for (var i = 1; i <= kills; i++)
        {
            await using var store = await fresh.CopyAsync($"kill-{i}");
            using (var victim = Product.Start(["import", "enterprises", File, "--on", "2014-12-31", "--json", .. store.Where]))
            {
                _ = victim.StandardOutput.ReadToEndAsync();
                _ = victim.StandardError.ReadToEndAsync();
                await Task.WhenAny(victim.WaitForExitAsync(), UntilAsync(store, held => held >= Rows * i / (kills + 2)));
                victim.Kill();
                await victim.WaitForExitAsync();
            }
            await store.SettleAsync();
            Assert.Equal(0, (await Product.RunAsync(["doctor", .. store.Where])).Code);
            halves += await store.NumberAsync(Held) is > 0 and < Rows ? 1 : 0;

            Assert.Equal(0, (await ImportAsync(store)).Code);

            Assert.Equal(peace, (await BaseAsync(store), await store.TextAsync(Account)));
            Assert.Equal(0, (await Product.RunAsync(["audit", "verify", .. store.Where])).Code);
        }
        Assert.True(halves > 0, $"No kill struck half way; an import took {length}.");
    }

    private async Task<(string Base, string Account)> PeaceAsync(string provider)
    {
        await using var store = await KilledStore.FreshAsync(provider, Path.Combine(_root, "peace"));
        Assert.Equal(0, (await ImportAsync(store)).Code);
        Assert.Equal(Rows, await store.NumberAsync(Held));
        return (await BaseAsync(store), await store.TextAsync(Account));
    }

    /// <summary>Everything but the keys, in the order of the file.</summary>
    private static async Task<string> BaseAsync(KilledStore store)
    {
        await using var database = store.Open();
        await using var db = database.OpenRead();
        using var scopes = await ScopeRows.OpenAsync(database, long.MinValue, long.MaxValue, default);
        var lines = new SortedDictionary<int, string>();
        foreach (var e in await db.Set<Enterprise>().OrderBy(e => e.Id).ToListAsync())
        {
            lines.Add(e.SourceRow, $"{e.Name} {e.CreditCode} {e.Adcode} {e.County} {e.RegisteredOn} {e.Kind} {e.CapitalCents} {e.Division} {e.ScopeHash} "
                + Encoding.UTF8.GetString(scopes.Of(e.Id)));
        }
        Assert.All(lines.Values, line => Assert.EndsWith("。", line)); // Each has its scope.
        return string.Join('\n', lines.Values);
    }

    private Task<Product.Ended> ImportAsync(KilledStore store) => Product.RunAsync(["import", "enterprises", File, "--on", "2014-12-31", "--json", .. store.Where]);

    private static async Task UntilAsync(KilledStore store, Func<long, bool> enough)
    {
        for (var watch = Stopwatch.StartNew(); !enough(await store.NumberAsync(Held)); await Task.Delay(10))
        {
            Assert.True(watch.Elapsed.TotalMinutes < 2, "The import does not go on.");
        }
    }

    /// <summary>One row in a hundred comes twice, one has dirt.</summary>
    private Task WriteAsync() => System.IO.File.WriteAllLinesAsync(File,
        [
            Head,
            .. Enumerable.Range(1, Rows).Select(i => Row($"德州{i * 7919L % 999_983}号机械有限公司", Code(i), on: i % 100 == 7 ? "2013-02-30" : "2012-03-05", scope: $"机械加工{i}。")),
            .. Enumerable.Range(1, Rows / 100).Select(i => Row($"德州{i * 7919L % 999_983}号机械有限公司", Code(i), scope: $"机械加工{i}。")),
        ], new UTF8Encoding(false));

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
