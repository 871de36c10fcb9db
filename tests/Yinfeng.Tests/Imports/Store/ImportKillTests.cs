using System.Diagnostics;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Yinfeng.Sheets;
using Yinfeng.Tests.Conditions;
using Yinfeng.Tests.Host;

namespace Yinfeng.Tests.Imports.Store;

/// <summary>An import killed at moments spread evenly over its length: the next start shows all of it or none.</summary>
public class ImportKillTests
{
    private const int Rows = 5_000;

    [Fact]
    public Task Import_KilledSixTimes_IsThereWholeOrNotAtAll() => KillAsync(6);

    [SoakFact]
    public Task Import_KilledTwoHundredTimes_IsThereWholeOrNotAtAll() => KillAsync(200);

    private static async Task KillAsync(int kills)
    {
        var root = Directory.CreateTempSubdirectory("yinfeng-import-kill-").FullName;
        var ledger = Path.Combine(root, "ledger.xlsx");
        WriteLedger(ledger);
        var fresh = Path.Combine(root, "fresh");
        Assert.Equal(0, (await Product.RunAsync("migrate", "--data", fresh)).Code);
        var watch = Stopwatch.StartNew();
        Assert.Equal(0, (await ImportAsync(Copy(fresh, Path.Combine(root, "length")), ledger)).Code);
        var (length, whole, none) = (watch.Elapsed, 0, 0);
        for (var i = 1; i <= kills; i++)
        {
            var folder = Copy(fresh, Path.Combine(root, $"kill-{i}"));
            using (var victim = Product.Start("import", "ledger", ledger, "--unit", "371400", "--json", "--data", folder))
            {
                _ = victim.StandardOutput.ReadToEndAsync();
                _ = victim.StandardError.ReadToEndAsync();
                await Task.Delay(length * i / (kills + 1));
                victim.Kill();
                await victim.WaitForExitAsync();
            }
            Assert.Equal(0, (await Product.RunAsync("doctor", "--data", folder)).Code);
            var (imports, projects, lines, months) = Count(folder);
            Assert.True((imports, projects, lines, months) is (0, 0, 0, 0) or (1, Rows, Rows, Rows),
                $"Kill {i} of {kills} left {imports} imports, {projects} projects, {lines} lines, {months} months.");
            (whole, none) = imports == 1 ? (whole + 1, none) : (whole, none + 1);
            var again = await ImportAsync(folder, ledger);
            using var json = JsonDocument.Parse(again.Out);
            Assert.Equal(imports == 1, json.RootElement.GetProperty("alreadyImported").GetBoolean());
            Assert.Equal((1, Rows, Rows, Rows), Count(folder));
            Directory.Delete(folder, recursive: true);
        }
        Directory.Delete(root, recursive: true);
        Assert.True(none > 0, "No kill struck before the commit.");
    }

    private static Task<Product.Ended> ImportAsync(string folder, string ledger) =>
        Product.RunAsync("import", "ledger", ledger, "--unit", "371400", "--json", "--data", folder);

    private static (long Imports, long Projects, long Lines, long Months) Count(string folder)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "yinfeng.db")};Pooling=False");
        connection.Open();
        long Of(string table, string what = "count(*)")
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT {what} FROM {table}";
            return (long)command.ExecuteScalar()!;
        }
        return (Of("import"), Of("project"), Of("import_block", "coalesce(sum(length(marks)), 0)"), Of("monthly_report"));
    }

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

    private static string Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from).Where(f => Path.GetFileName(f).StartsWith("yinfeng.db", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
        return to;
    }
}
