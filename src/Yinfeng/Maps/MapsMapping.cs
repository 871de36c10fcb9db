using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Yinfeng.Maps;

internal sealed class MapsMapping : IEntityTypeConfiguration<Boundary>
{
    public void Configure(EntityTypeBuilder<Boundary> boundary)
    {
        boundary.ToTable("boundary");
        boundary.HasKey(b => b.RegionId);
        boundary.Property(b => b.RegionId).ValueGeneratedNever();
        boundary.Property(b => b.FileName).HasMaxLength(260);
        boundary.Property(b => b.Sha256).HasMaxLength(64);
    }
}
