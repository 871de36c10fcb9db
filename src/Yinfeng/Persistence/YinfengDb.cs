using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;

namespace Yinfeng.Persistence;

/// <summary>The one model. It names no entity: mappings are found by scan, so persistence never depends on a module.
/// The two subclasses exist only because EF keeps one migration history per context type.</summary>
public abstract class YinfengDb(DbContextOptions options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(YinfengDb).Assembly);
        SnakeCaseNames.Apply(modelBuilder);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<LedgerDate>().HaveConversion<LedgerDateConverter>();
        configurationBuilder.Properties<YearMonth>().HaveConversion<YearMonthConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(24); // Readable in SQL, safe to reorder.
    }
}

public sealed class SqliteYinfengDb(DbContextOptions<SqliteYinfengDb> options) : YinfengDb(options);

public sealed class PostgresYinfengDb(DbContextOptions<PostgresYinfengDb> options) : YinfengDb(options);
