using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Yinfeng.Migrations;

/// <summary>The whole schema as one script, which makes a new store without Entity Framework's migrator: <c>Sqlite/Schema.sql</c> and
/// <c>Postgres/Schema.sql</c>, written by <c>./do migration</c> and embedded here.</summary>
public static class SchemaScript
{
    /// <param name="migrations">Ids of all migrations: the store counts as migrated by them.</param>
    public static string Of(DbContext db, IEnumerable<string> migrations)
    {
        var history = db.GetService<IHistoryRepository>();
        var done = migrations.Select(id => history.GetInsertScript(new HistoryRow(id, ProductInfo.GetVersion())));
        return string.Join('\n', [db.Database.GenerateCreateScript(), history.GetCreateIfNotExistsScript(), .. done]).ReplaceLineEndings("\n");
    }
}
