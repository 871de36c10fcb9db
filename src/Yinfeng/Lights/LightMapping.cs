using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Yinfeng.Lights;

internal sealed class LightMapping : IEntityTypeConfiguration<LightChange>
{
    public void Configure(EntityTypeBuilder<LightChange> change)
    {
        change.ToTable("light_change");
        change.Property(c => c.Id).ValueGeneratedNever();
        change.Property(c => c.Indicator).HasMaxLength(60);
        change.Property(c => c.From).HasColumnName("from_colour");
        change.Property(c => c.To).HasColumnName("to_colour");
        change.Property(c => c.On).HasColumnName("on_day");
        change.HasIndex(c => c.SubjectId); // Ids of units and projects never meet: both come from one counter or the national code.
    }
}
