using Yinfeng.Access;
using Yinfeng.Imports;
using Yinfeng.Projects;
using Yinfeng.Tests.Conditions;
using Yinfeng.Tests.Sheets;

namespace Yinfeng.Tests.Imports.Store;

/// <summary>An export holds what was chosen and nothing the person may not see.</summary>
public class ExportScopeTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Export_HoldsTheTickedRows_AndNothingFromElsewhere(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var mine = Some.Project(ProjectStage.Signed, "本县项目", Some.Laoling);
        var second = Some.Project(ProjectStage.Signed, "本县第二个项目", Some.Laoling);
        var theirs = Some.Project(ProjectStage.Signed, "邻县项目");
        await Some.SaveAsync(store, mine, second, theirs);
        var clerk = Some.User("li", Some.Laoling);

        Assert.Equal(["本县项目", "本县第二个项目"], await NamesAsync(store, clerk, null));
        Assert.Equal(["本县项目"], await NamesAsync(store, clerk, [mine.Id, theirs.Id]));
        Assert.Equal(["本县第二个项目", "邻县项目"], await NamesAsync(store, TestStore.Viewer, [second.Id, theirs.Id]));
    }

    private static async Task<List<string>> NamesAsync(TestStore store, Viewer viewer, HashSet<long>? only)
    {
        var path = Path.Combine(store.Database.DataFolder, Guid.NewGuid() + ".xlsx");
        await using (var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite))
        {
            Assert.NotNull(await store.Get<ExportLedger>().WriteAsync(viewer, viewer.UnitId ?? Some.Dezhou, null, only, file, CancellationToken.None));
        }
        var rows = SheetFiles.ReadAll(path)[0];
        var column = Enumerable.Range(0, rows[1].Count).First(i => rows[1][i].Text == "项目名称");
        return [.. rows.Skip(2).Select(r => r[column].Text!)];
    }
}
