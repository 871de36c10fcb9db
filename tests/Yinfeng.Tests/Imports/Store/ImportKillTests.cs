using System.Diagnostics;
using System.Text.Json;
using Yinfeng.Sheets;
using Yinfeng.Tests.Conditions;
using Yinfeng.Tests.Host;

namespace Yinfeng.Tests.Imports.Store;

/// <summary>An import killed at moments spread evenly over its length: the next start shows all of it or none.</summary>
public class ImportKillTests
{
    private const int Rows = 5_000;

    [Fact]
    public Task Import_KilledSixTimes_IsThereWholeOrNotAtAll() => KillAsync("sqlite", 6);

    [PostgresFact]
    public Task ImportOnPostgres_KilledSixTimes_IsThereWholeOrNotAtAll() => KillAsync("postgres", 6);

    [SoakFact]
    public Task Import_KilledTwoHundredTimes_IsThereWholeOrNotAtAll() => KillAsync("sqlite", 200);

    [SoakPostgresFact]
    public Task ImportOnPostgres_KilledTwoHundredTimes_IsThereWholeOrNotAtAll() => KillAsync("postgres", 200);

    private static async Task KillAsync(string provider, int kills)
    {
        var root = Directory.CreateTempSubdirectory("yinfeng-import-kill-").FullName;
        var ledger = Path.Combine(root, "ledger.xlsx");
        WriteLedger(ledger);
        await using var fresh = await KilledStore.FreshAsync(provider, Path.Combine(root, "fresh"));
        var watch = new Stopwatch();
        await using (var timed = await fresh.CopyAsync("length"))
        {
            watch.Start();
            Assert.Equal(0, (await ImportAsync(timed, ledger)).Code);
            watch.Stop();
        }
        var none = 0;
        for (var i = 1; i <= kills; i++)
        {
            await using var store = await fresh.CopyAsync($"kill-{i}");
            using (var victim = Product.Start(["import", "ledger", ledger, "--unit", "371400", "--json", .. store.Where]))
            {
                _ = victim.StandardOutput.ReadToEndAsync();
                _ = victim.StandardError.ReadToEndAsync();
                await Task.Delay(watch.Elapsed * i / (kills + 1));
                victim.Kill();
                await victim.WaitForExitAsync();
            }
            await store.SettleAsync();
            Assert.Equal(0, (await Product.RunAsync(["doctor", .. store.Where])).Code);
            var (imports, projects, lines, months) = await store.CountAsync();
            Assert.True((imports, projects, lines, months) is (0, 0, 0, 0) or (1, Rows, Rows, Rows),
                $"Kill {i} of {kills} left {imports} imports, {projects} projects, {lines} lines, {months} months.");
            none += imports == 1 ? 0 : 1;
            var again = await ImportAsync(store, ledger);
            using var json = JsonDocument.Parse(again.Out);
            Assert.Equal(imports == 1, json.RootElement.GetProperty("alreadyImported").GetBoolean());
            Assert.Equal((1, Rows, Rows, Rows), await store.CountAsync());
        }
        Assert.True(none > 0, "No kill struck before the commit.");
        Directory.Delete(root, recursive: true);
    }

    private static Task<Product.Ended> ImportAsync(KilledStore store, string ledger) =>
        Product.RunAsync(["import", "ledger", ledger, "--unit", "371400", "--json", .. store.Where]);

    private static void WriteLedger(string path)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.ReadWrite);
        WorkbookWriter.Write(stream,
        [
            new SheetToWrite("台账",
                [new("县（市、区）"), new("项目名称"), new("投资方"), new("总投资（万元）"), new("签约时间"), new("2023年1月到位资金（万元）")],
                Enumerable.Range(1, Rows).Select(i => new object?[]
                {
                    "临邑县", $"第{i}号甲乙丙丁项目{i * 7919}", $"投资方{i * 104729}有限公司", 1_000 + i, new DateOnly(2023, 1, 1 + i % 28), i,
                })),
        ]);
    }
}
