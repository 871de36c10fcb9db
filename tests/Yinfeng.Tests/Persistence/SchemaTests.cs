using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Yinfeng.Migrations;
using Yinfeng.Persistence;
using Yinfeng.Tests.Conditions;

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
    public void SqliteScript_IsOfTheModel()
    {
        using var db = new SqliteDesignTime().CreateDbContext([]);
        AssertScript(db, "Sqlite");
    }

    [Fact]
    public void PostgresScript_IsOfTheModel()
    {
        using var db = new PostgresDesignTime().CreateDbContext([]);
        AssertScript(db, "Postgres");
    }

    private static void AssertScript(DbContext db, string provider)
    {
        using var script = typeof(SchemaScript).Assembly.GetManifestResourceStream($"Yinfeng.Migrations.{provider}.Schema.sql");
        Assert.NotNull(script);
        using var text = new StreamReader(script);
        Assert.True(SchemaScript.Of(db, db.Database.GetMigrations()) == text.ReadToEnd(), "Run ./do migration <Name>.");
    }

    /// <summary>A new store's script and the migrations that bring an old store up to date must end at one schema.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task Script_MakesWhatTheMigrationsMake(string provider)
    {
        await using var made = await TestStore.EmptyAsync(provider);
        await Startup.MigrateAsync(made.Database, CancellationToken.None);
        await using var migrated = await TestStore.EmptyAsync(provider);
        await using (var db = migrated.Database.OpenWrite())
        {
            await db.Database.MigrateAsync();
        }

        var schema = await SchemaAsync(made.Database);

        Assert.True(schema.Count > 100);
        Assert.Equal(await SchemaAsync(migrated.Database), schema);
        Assert.Equal(await Startup.AppliedAsync(migrated.Database, CancellationToken.None), await Startup.AppliedAsync(made.Database, CancellationToken.None));
    }

    /// <summary>The product works with the model as compiled by <c>./do migration</c>; it must be the one that the mappings make.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task CompiledModel_IsThatOfTheMappings(string provider)
    {
        await using var store = await TestStore.EmptyAsync(provider);
        await using var product = store.Database.OpenRead();
        await using DbContext mapped = store.Database.IsSqlite ? new SqliteDesignTime().CreateDbContext([]) : new PostgresDesignTime().CreateDbContext([]);

        Assert.NotSame(mapped.Model, product.Model);
        Assert.Equal(Described(mapped.Model), Described(product.Model));
    }

    private static string Described(IModel model) => model.ToDebugString(MetadataDebugStringOptions.LongDefault)
        + model.GetRelationalModel().ToDebugString(MetadataDebugStringOptions.LongDefault)
        + string.Join('\n', from entity in model.GetEntityTypes()
                            from property in entity.GetProperties()
                            select $"{entity.Name}.{property.Name} {property.GetColumnType()} {property.GetTypeMapping().Converter?.ConvertToProviderExpression} "
                                + property.GetTypeMapping().Converter?.ConvertFromProviderExpression);

    /// <summary>Every table, column, index and constraint as the database describes it.</summary>
    private static async Task<List<string>> SchemaAsync(Database database)
    {
        await using var db = database.OpenRead();
        return await db.Database.SqlQueryRaw<string>(database.IsSqlite
            ? """SELECT sql AS "Value" FROM sqlite_master WHERE sql IS NOT NULL AND name <> '__EFMigrationsLock' ORDER BY 1"""
            : """
              SELECT concat_ws(' ', table_name, ordinal_position, column_name, data_type, character_maximum_length, is_nullable, column_default, is_identity) AS "Value"
              FROM information_schema.columns WHERE table_schema = 'public'
              UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
              UNION ALL SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
              ORDER BY 1
              """).ToListAsync();
    }

    [Fact]
    public async Task NewStore_IsMigratedAndEmptyOfProjects()
    {
        await using var store = await TestStore.NewAsync();
        await using var db = store.Database.OpenRead();
        Assert.Equal(0, await db.Set<Yinfeng.Projects.Project>().CountAsync());
    }
}
