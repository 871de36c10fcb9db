using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Yinfeng.Returns;

internal sealed class ReturnsMapping : IEntityTypeConfiguration<ReturnMapping>
{
    public void Configure(EntityTypeBuilder<ReturnMapping> mapping)
    {
        mapping.ToTable("return_mapping");
        mapping.Property(m => m.Id).ValueGeneratedNever();
        mapping.Property(m => m.Name).HasMaxLength(100);
        mapping.Property(m => m.ActorId).HasMaxLength(120);
        mapping.HasIndex(m => new { m.UnitId, m.Name, m.Version }).IsUnique();
    }
}
