using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Yinfeng.Industries;

internal sealed class IndustriesMapping : IEntityTypeConfiguration<IndustryCorrection>
{
    public void Configure(EntityTypeBuilder<IndustryCorrection> correction)
    {
        correction.ToTable("industry_correction");
        correction.Property(c => c.Id).ValueGeneratedNever();
        correction.Property(c => c.Name).HasMaxLength(200);
        correction.Property(c => c.ActorId).HasMaxLength(120);
        correction.Property(c => c.UndoneBy).HasMaxLength(120);
        correction.HasIndex(c => c.Name);
    }
}
