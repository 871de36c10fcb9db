using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Yinfeng.Units;

internal sealed class UnitMapping : IEntityTypeConfiguration<Unit>, IEntityTypeConfiguration<UnitVersion>
{
    public void Configure(EntityTypeBuilder<Unit> unit)
    {
        unit.ToTable("unit");
        unit.Property(u => u.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<UnitVersion> version)
    {
        version.ToTable("unit_version");
        version.HasKey(v => new { v.UnitId, v.ValidFrom });
        version.Property(v => v.Code).HasMaxLength(40);
        version.Property(v => v.Name).HasMaxLength(100);
        version.Property(v => v.ShortName).HasMaxLength(60);
        version.HasIndex(v => v.Code);
    }
}
