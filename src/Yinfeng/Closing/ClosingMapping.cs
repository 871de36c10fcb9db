using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Yinfeng.Closing;

internal sealed class ClosingMapping : IEntityTypeConfiguration<ClosedMonth>, IEntityTypeConfiguration<ClosedPart>,
    IEntityTypeConfiguration<RestatementRow>
{
    public void Configure(EntityTypeBuilder<ClosedMonth> month)
    {
        month.ToTable("closed_month");
        month.Property(m => m.Id).ValueGeneratedNever();
        month.Property(m => m.UnitName).HasMaxLength(100);
        month.Property(m => m.Number).HasMaxLength(60);
        month.Property(m => m.ClosedBy).HasMaxLength(100);
        month.Property(m => m.ClosedByName).HasMaxLength(100);
        month.HasIndex(m => new { m.UnitId, m.Period }).IsUnique(); // Whatever code writes: a month is closed once.
    }

    public void Configure(EntityTypeBuilder<ClosedPart> part)
    {
        part.ToTable("closed_part");
        part.HasKey(p => new { p.ClosedMonthId, p.Kind });
        part.Property(p => p.Kind).HasMaxLength(24);
        part.HasOne<ClosedMonth>().WithMany().HasForeignKey(p => p.ClosedMonthId);
    }

    public void Configure(EntityTypeBuilder<RestatementRow> row)
    {
        row.ToTable("restatement");
        row.Property(r => r.Id).ValueGeneratedNever();
        row.Property(r => r.Indicator).HasMaxLength(60);
        row.Property(r => r.IndicatorName).HasMaxLength(60);
        row.Property(r => r.Before).HasColumnName("before_value"); // The bare words are SQL's.
        row.Property(r => r.After).HasColumnName("after_value");
        row.Property(r => r.Reason).HasMaxLength(500);
        row.Property(r => r.ActorId).HasMaxLength(100);
        row.Property(r => r.ByName).HasMaxLength(100);
        row.Property(r => r.ProjectName).HasMaxLength(200);
        row.Property(r => r.Number).HasMaxLength(60);
        row.Property(r => r.CarriedBy).HasMaxLength(60);
        row.HasIndex(r => new { r.UnitId, r.Month });
        row.HasIndex(r => r.ProjectId);
    }
}
