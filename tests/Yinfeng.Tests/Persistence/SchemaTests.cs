using Microsoft.EntityFrameworkCore;
using Yinfeng.Migrations;

namespace Yinfeng.Tests.Persistence;

public class SchemaTests
{
    [Fact]
    public void SqliteMigrations_CoverTheModel()
    {
        using var db = new SqliteDesignTime().CreateDbContext([]);
        Assert.False(db.Database.HasPendingModelChanges(), "Run ./do migration <Name>.");
    }

    [Fact]
    public void PostgresMigrations_CoverTheModel()
    {
        using var db = new PostgresDesignTime().CreateDbContext([]);
        Assert.False(db.Database.HasPendingModelChanges(), "Run ./do migration <Name>.");
    }

    [Fact]
    public async Task NewStore_IsMigratedAndEmptyOfProjects()
    {
        await using var store = await TestStore.NewAsync();
        await using var db = store.Database.OpenRead();
        Assert.Equal(0, await db.Set<Yinfeng.Projects.Project>().CountAsync());
    }
}
