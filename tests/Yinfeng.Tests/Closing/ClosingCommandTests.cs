using System.Diagnostics;
using System.Text.Json;
using Yinfeng.Tests.Host;

namespace Yinfeng.Tests.Closing;

/// <summary>Closing through the product's own executable: the commands, the reason on the command line, and a kill in the middle.</summary>
public sealed class ClosingCommandTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("yinfeng-closing-").FullName;

    [Fact]
    public async Task Import_IntoAClosedMonth_NeedsRestate_AndTheMonthStillVerifies()
    {
        var folder = await StoreAsync();
        Assert.Equal(0, (await RegisterAsync(folder)).Code);
        var board = await BoardAsync(folder);

        var refused = await Product.RunAsync("import", "ledger", Ledger("late", "某厂项目", 3), "--unit", "371400", "--data", folder);
        var done = await Product.RunAsync("import", "ledger", Ledger("late", "某厂项目", 3), "--unit", "371400", "--restate", "漏报补记", "--data", folder);

        Assert.Equal(1, refused.Code);
        Assert.Contains("已经关账", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, done.Code);
        using var rows = JsonDocument.Parse((await Product.RunAsync("close", "restatements", "--unit", "371424", "--json", "--data", folder)).Out);
        var signed = rows.RootElement.EnumerateArray().Single(r => r.GetProperty("indicator").GetString() == "signed.count" && r.GetProperty("unit").GetString() == "371424");
        Assert.Equal((2m, 5m, "漏报补记"), (signed.GetProperty("before").GetDecimal(), signed.GetProperty("after").GetDecimal(), signed.GetProperty("reason").GetString()));
        Assert.Equal(board, await BoardAsync(folder));
        Assert.Contains("\"restated\":", (await Product.RunAsync("board", "--period", "2023-03", "--unit", "371400", "--restated", "--json", "--data", folder)).Out, StringComparison.Ordinal);
        Assert.Equal(0, (await Product.RunAsync("close", "verify", "--period", "2023-03", "--unit", "371400", "--json", "--data", folder)).Code);
        Assert.Equal(1, (await Product.RunAsync("close", "verify", "--period", "2023-04", "--unit", "371400", "--data", folder)).Code);
        Assert.Equal(2, (await Product.RunAsync("close", "verify", "--period", "2023年3月", "--unit", "371400", "--data", folder)).Code);
    }

    [Fact]
    public async Task Close_KilledOnTheWay_IsThereWholeOrNotAtAll()
    {
        var folder = await StoreAsync();
        var watch = Stopwatch.StartNew();
        await Product.RunAsync("close", "list", "--data", folder); // As long as a closing takes, but for its work.
        for (var kill = 1; kill <= 3; kill++)
        {
            using (var victim = Product.Start("close", "register", "--period", "2023-03", "--unit", "371400", "--number", "德招通报〔2023〕3号",
                "--issued-on", "2023-04-06", "--data", folder))
            {
                _ = victim.StandardOutput.ReadToEndAsync();
                _ = victim.StandardError.ReadToEndAsync();
                await Task.Delay(watch.Elapsed * (0.6 + 0.3 * kill) / kill);
                victim.Kill();
                await victim.WaitForExitAsync();
            }
            using var list = JsonDocument.Parse((await Product.RunAsync("close", "list", "--json", "--data", folder)).Out);
            var closed = list.RootElement.GetArrayLength();
            Assert.InRange(closed, 0, 1);
            Assert.Equal(1 - closed, (await Product.RunAsync("close", "verify", "--period", "2023-03", "--unit", "371400", "--data", folder)).Code);
        }
    }

    private async Task<string> StoreAsync()
    {
        var folder = Path.Combine(_root, "data");
        Assert.Equal(0, (await Product.RunAsync("import", "ledger", Ledger("first", "某公司项目", 2), "--unit", "371400", "--data", folder)).Code);
        return folder;
    }

    private string Ledger(string name, string project, int rows)
    {
        var path = Path.Combine(_root, name + ".csv");
        File.WriteAllLines(path, Enumerable.Range(1, rows).Select(i => $"{project}{i}期,企业{name}{i},临邑县,{20_000 + i},2023-02-1{i}")
            .Prepend("项目名称,投资方,责任单位,总投资（万元）,签约日期"));
        return path;
    }

    private static Task<Product.Ended> RegisterAsync(string folder) => Product.RunAsync("close", "register", "--period", "2023-03", "--unit", "371400",
        "--number", "德招通报〔2023〕3号", "--issued-on", "2023-04-06", "--data", folder);

    private static async Task<string> BoardAsync(string folder) =>
        (await Product.RunAsync("board", "--period", "2023-03", "--unit", "371400", "--json", "--data", folder)).Out;

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
