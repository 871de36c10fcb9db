using Microsoft.EntityFrameworkCore;
using Yinfeng.Imports;
using Yinfeng.Kernel;

namespace Yinfeng.Tests.Imports.Store;

/// <summary>Builds read ledgers by hand, so that storing is tested without a workbook.</summary>
internal static class Ledgers
{
    public const long Dezhou = 371400;
    public const long Linyi = 371424;

    public static LedgerRow Row(int row, string name, string? investor = null, long? unit = Linyi, string sheet = "台账") => new()
    {
        Place = new RowPlace(sheet, row), ProjectName = name, Investor = investor, Unit = unit is null ? "某区" : "临邑县",
        UnitId = unit, Adcode = unit?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        TotalInvestment = Money.FromWan(10_000), Currency = "CNY", SignedOn = new LedgerDate(2023, 2, 0),
    };

    public static LedgerRow WithMonth(this LedgerRow row, int yearMonth, decimal wan, string column = "R")
    {
        row.Months.Add(new MonthAmount(new YearMonth(yearMonth), Money.FromWan(wan), column));
        return row;
    }

    public static LedgerReading Reading(params IEnumerable<LedgerRow> rows)
    {
        var reading = new LedgerReading();
        reading.Sheets.Add(new SheetMapping { Sheet = "台账", Role = SheetRole.Ledger, HeaderFirstRow = 1, HeaderLastRow = 1, Year = 2023 });
        reading.Rows.AddRange(rows);
        return reading;
    }

    /// <summary>A file whose content is its name, so that different names are different files.</summary>
    public static async Task<LedgerFile> FileAsync(TestStore store, string name)
    {
        var path = Path.Combine(store.Database.DataFolder, name);
        await File.WriteAllTextAsync(path, name);
        return await LedgerFile.OpenAsync(path, name, CancellationToken.None);
    }

    public static async Task<ImportOutcome> ImportAsync(TestStore store, string name, LedgerReading reading, bool dryRun = false)
    {
        var stored = await store.Get<ImportLedger>().RunAsync(TestStore.Viewer,
            new ImportRequest(await FileAsync(store, name), reading, Dezhou, DryRun: dryRun), CancellationToken.None);
        Assert.True(stored.Allowed, string.Join(" ", stored.Unmet.Select(u => u.Message)));
        return stored.Value!;
    }

    /// <summary>What the only import of a store says of a row of its workbook.</summary>
    public static async Task<ImportRow> LineAsync(TestStore store, int row)
    {
        await using var db = store.Database.OpenRead();
        var import = await db.Set<Import>().SingleAsync();
        return (await store.Get<ImportQueries>().RowsAsync(TestStore.Viewer, import.Id, null, 0, int.MaxValue, CancellationToken.None)).Rows.Single(r => r.Row == row);
    }
}
