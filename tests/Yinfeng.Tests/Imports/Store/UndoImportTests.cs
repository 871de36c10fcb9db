using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Imports;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Tests.Conditions;
using static Yinfeng.Tests.Imports.Store.Ledgers;

namespace Yinfeng.Tests.Imports.Store;

public class UndoImportTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Undo_FirstImport_LeavesNoProjectAndAllowsTheFileAgain(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var first = await ImportAsync(store, "a.xlsx", Reading(Row(2, "甲项目").WithMonth(202301, 5)));

        var undone = await UndoAsync(store, first);

        await using var db = store.Database.OpenRead();
        Assert.True(undone.Allowed);
        Assert.False(await db.Set<Project>().AnyAsync() || await db.Set<MonthlyReport>().AnyAsync() || await db.Set<CreditShare>().AnyAsync()
            || await db.Set<StageChange>().AnyAsync() || await db.Set<LedgerCoverage>().AnyAsync());
        Assert.False((await ImportAsync(store, "a.xlsx", Reading(Row(2, "甲项目")))).AlreadyImported);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Undo_Update_RestoresFactsMonthsAndStage(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await ImportAsync(store, "jan.xlsx", Reading(Row(2, "甲项目").WithMonth(202301, 10)));
        var as0 = await DumpAsync(store);
        var after = Row(2, "甲项目", "某公司").WithMonth(202301, 11).WithMonth(202302, 20);
        after.StartedOn = new LedgerDate(2023, 2, 20);
        var second = await ImportAsync(store, "feb.xlsx", Reading(after, Row(3, "乙项目")));
        Assert.NotEqual(as0, await DumpAsync(store));

        Assert.True((await UndoAsync(store, second)).Allowed);

        Assert.Equal(as0, await DumpAsync(store));
    }

    [Fact]
    public async Task Undo_ProjectTouchedSince_IsRefusedNamingItAndChangesNothing()
    {
        await using var store = await TestStore.NewAsync();
        var first = await ImportAsync(store, "jan.xlsx", Reading(Row(2, "甲项目"), Row(3, "乙项目")));
        await store.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None, async work =>
        {
            var project = await work.Db.Set<Project>().SingleAsync(p => p.Name == "乙项目");
            (project.Remark, project.Version) = ("人工修改", project.Version + 1);
            work.Audit("project.edit", $"project:{project.Id}", new { });
            return Decision.Allow;
        }, CancellationToken.None);

        var undone = await UndoAsync(store, first);

        await using var db = store.Database.OpenRead();
        Assert.Equal("import.touched", undone.Unmet.Single().Code);
        Assert.Contains("乙项目", undone.Unmet.Single().Message, StringComparison.Ordinal);
        Assert.Equal(2, await db.Set<Project>().CountAsync());
    }

    [Fact]
    public async Task Undo_ImportThatALaterOneUpdated_MustWaitForTheLaterOne()
    {
        await using var store = await TestStore.NewAsync();
        var first = await ImportAsync(store, "jan.xlsx", Reading(Row(2, "甲项目")));
        var second = await ImportAsync(store, "feb.xlsx", Reading(Row(2, "甲项目", "某公司")));

        Assert.False((await UndoAsync(store, first)).Allowed);
        Assert.True((await UndoAsync(store, second)).Allowed);
        Assert.True((await UndoAsync(store, first)).Allowed);
    }

    private static Task<Decision<Import>> UndoAsync(TestStore store, ImportOutcome outcome) =>
        store.Get<UndoImport>().RunAsync(TestStore.Viewer, outcome.ImportId!.Value, CancellationToken.None);

    private static async Task<string> DumpAsync(TestStore store)
    {
        await using var db = store.Database.OpenRead();
        return System.Text.Json.JsonSerializer.Serialize(new
        {
            projects = await db.Set<Project>().OrderBy(p => p.Id).ToListAsync(),
            months = await db.Set<MonthlyReport>().OrderBy(m => m.Month).ToListAsync(),
        });
    }
}
