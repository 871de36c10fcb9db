using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Imports;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Targets;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Imports.Store;

/// <summary>The acceptance workbooks, from the file to the store and back.</summary>
public class SharedLedgerTests
{
    [SharedTheory]
    [InlineData("cases/yuncheng-2021.xlsx", 140800, 562, 70)]
    [InlineData("cases/dezhou-2023q1.xlsx", 371400, 266, 26)]
    public async Task Import_PublishedLedger_StoresEveryRowAndTarget(string path, long unit, int projects, int targets)
    {
        await using var store = await TestStore.NewAsync();

        var outcome = await ImportAsync(store, Have.Shared(path), unit);

        await using var db = store.Database.OpenRead();
        Assert.Equal((projects, 0, 0, 0), (outcome.Plan.Count(RowOutcome.Stored), outcome.Plan.Count(RowOutcome.Updated),
            outcome.Plan.Count(RowOutcome.Merged), outcome.Plan.Count(RowOutcome.Refused)));
        Assert.Equal(projects, await db.Set<Project>().CountAsync());
        Assert.Equal(targets, await db.Set<Target>().CountAsync() + await db.Set<Plan>().CountAsync());
    }

    [SharedTheory]
    [InlineData("cases/yuncheng-2021.xlsx", 140800)]
    [InlineData("cases/dezhou-2023q1.xlsx", 371400)]
    [InlineData("cases/untidy/messy-mini.xlsx", 100000)]
    public async Task Export_ReimportedIntoAnEmptyStore_GivesIdenticalData(string path, long unit)
    {
        await using var first = await TestStore.NewAsync();
        await ImportAsync(first, Have.Shared(path), unit);
        var exported = Path.Combine(first.Database.DataFolder, "export.xlsx");
        await ExportAsync(first, unit, exported);

        await using var second = await TestStore.NewAsync();
        await ImportAsync(second, exported, unit);

        Assert.Equal(await DumpAsync(first), await DumpAsync(second));
        var again = Path.Combine(second.Database.DataFolder, "again.xlsx");
        await ExportAsync(second, unit, again);
        await using var third = await TestStore.NewAsync();
        var same = await ImportAsync(third, again, unit);
        Assert.Equal(await DumpAsync(first), await DumpAsync(third));
        Assert.Equal(0, same.Plan.Count(RowOutcome.Refused));
    }

    private static async Task<ImportOutcome> ImportAsync(TestStore store, string path, long unit)
    {
        var file = await LedgerFile.OpenAsync(path, null, CancellationToken.None);
        var read = await store.Get<ReadLedger>().RunAsync(file, unit, null, null, null, null, CancellationToken.None);
        Assert.True(read.Allowed, string.Join(" ", read.Unmet.Select(u => u.Message)));
        var stored = await store.Get<ImportLedger>().RunAsync(TestStore.Viewer, new ImportRequest(file, read.Value!, unit), CancellationToken.None);
        Assert.True(stored.Allowed);
        return stored.Value!;
    }

    private static async Task ExportAsync(TestStore store, long unit, string path)
    {
        await using var stream = new FileStream(path, FileMode.Create, FileAccess.ReadWrite);
        Assert.NotNull(await store.Get<ExportLedger>().WriteAsync(TestStore.Viewer, unit, null, null, stream, CancellationToken.None));
    }

    /// <summary>Everything an office entered, without keys, sources and instants.</summary>
    private static async Task<string> DumpAsync(TestStore store)
    {
        await using var db = store.Database.OpenRead();
        var projects = await db.Set<Project>().ToListAsync();
        var months = (await db.Set<MonthlyReport>().ToListAsync()).ToLookup(m => m.ProjectId);
        var lines = projects.Select(p => string.Join('|', LedgerFacts.All.Select(f => f.Read(p)).Append($"{p.OwnerUnitId} {p.CityId}")
            .Concat(months[p.Id].OrderBy(m => m.Month).Select(m => $"{m.Month}={m.FundsFen}")))).Order(StringComparer.Ordinal);
        return JsonSerializer.Serialize(new
        {
            lines,
            targets = await db.Set<Target>().OrderBy(t => t.UnitId).ThenBy(t => t.Indicator).Select(t => new { t.UnitId, t.Year, t.Indicator, t.Value }).ToListAsync(),
            plans = await db.Set<Plan>().OrderBy(t => t.UnitId).ThenBy(t => t.Indicator).Select(t => new { t.UnitId, t.Month, t.Indicator, t.Value }).ToListAsync(),
        });
    }
}
