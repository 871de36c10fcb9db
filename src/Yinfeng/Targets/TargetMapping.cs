using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Yinfeng.Targets;

internal sealed class TargetMapping : IEntityTypeConfiguration<Target>, IEntityTypeConfiguration<Plan>
{
    public void Configure(EntityTypeBuilder<Target> target)
    {
        target.ToTable("target");
        target.HasKey(t => new { t.UnitId, t.Year, t.Indicator, t.Level });
        target.Property(t => t.Indicator).HasMaxLength(60);
        target.Property(t => t.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<Plan> plan)
    {
        plan.ToTable("plan");
        plan.HasKey(p => new { p.UnitId, p.Month, p.Indicator });
        plan.Property(p => p.Indicator).HasMaxLength(60);
    }
}
