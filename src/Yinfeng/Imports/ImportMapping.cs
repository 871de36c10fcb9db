using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Yinfeng.Imports;

internal sealed class ImportMapping : IEntityTypeConfiguration<Import>, IEntityTypeConfiguration<ImportBlock>,
    IEntityTypeConfiguration<ImportChange>, IEntityTypeConfiguration<LedgerCoverage>, IEntityTypeConfiguration<ImportTemplate>
{
    public void Configure(EntityTypeBuilder<Import> import)
    {
        import.ToTable("import");
        import.Property(i => i.Id).ValueGeneratedNever();
        import.Property(i => i.Sha256).HasMaxLength(64);
        import.HasIndex(i => i.Sha256);
    }

    public void Configure(EntityTypeBuilder<ImportBlock> block)
    {
        block.ToTable("import_block");
        block.HasKey(b => new { b.ImportId, b.No });
    }

    public void Configure(EntityTypeBuilder<ImportChange> change)
    {
        change.ToTable("import_change");
        change.HasKey(c => new { c.ImportId, c.Sheet, c.Row });
        change.Property(c => c.Sheet).HasMaxLength(100);
    }

    public void Configure(EntityTypeBuilder<LedgerCoverage> coverage)
    {
        coverage.ToTable("ledger_coverage");
        coverage.HasKey(c => new { c.UnitId, c.Year, c.ImportId });
    }

    public void Configure(EntityTypeBuilder<ImportTemplate> template)
    {
        template.ToTable("import_template");
        template.Property(t => t.Id).ValueGeneratedNever();
        template.Property(t => t.Name).HasMaxLength(100);
        template.Property(t => t.HeaderKey).HasMaxLength(64);
        template.HasIndex(t => new { t.UnitId, t.HeaderKey });
    }
}
