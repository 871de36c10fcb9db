using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Yinfeng.Chains;

internal sealed class ChainMapping : IEntityTypeConfiguration<ChainVersion>, IEntityTypeConfiguration<ChainCharge>,
    IEntityTypeConfiguration<ChainTarget>,
    IEntityTypeConfiguration<ChainTask>
{
    public const int LongestId = 60, LongestName = 100;

    public void Configure(EntityTypeBuilder<ChainVersion> version)
    {
        version.ToTable("chain_version");
        version.Property(v => v.Id).ValueGeneratedNever();
        version.Property(v => v.ChainId).HasMaxLength(LongestId);
        version.Property(v => v.From).HasColumnName("from_day").HasMaxLength(10);
        version.Property(v => v.Why).HasMaxLength(2000);
        version.Property(v => v.SavedBy).HasMaxLength(LongestName);
        version.Property(v => v.DecidedBy).HasMaxLength(LongestName);
        version.Property(v => v.Reason).HasMaxLength(2000);
        version.Property(v => v.Version).IsConcurrencyToken();
        // The database too refuses two drafts, and two versions in force from one day.
        version.HasIndex(v => new { v.UnitId, v.ChainId }).IsUnique().HasFilter("state = 'Draft'").HasDatabaseName("ux_chain_version_draft");
        version.HasIndex(v => new { v.UnitId, v.ChainId, v.From }).IsUnique().HasFilter("state = 'InForce'").HasDatabaseName("ux_chain_version_in_force");
    }

    public void Configure(EntityTypeBuilder<ChainCharge> charge)
    {
        charge.ToTable("chain_charge");
        charge.Property(c => c.Id).ValueGeneratedNever();
        charge.Property(c => c.ChainId).HasMaxLength(LongestId);
        charge.Property(c => c.From).HasColumnName("from_day");
        charge.Property(c => c.Chief).HasMaxLength(LongestName);
        charge.Property(c => c.Office).HasMaxLength(LongestName);
        charge.Property(c => c.FileSha256).HasMaxLength(64);
        charge.Property(c => c.FileName).HasMaxLength(200);
        charge.Property(c => c.SavedBy).HasMaxLength(LongestName);
        charge.HasIndex(c => new { c.UnitId, c.ChainId, c.From }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ChainTarget> target)
    {
        target.ToTable("chain_target");
        target.Property(t => t.Id).ValueGeneratedNever();
        target.Property(t => t.ChainId).HasMaxLength(LongestId);
        target.Property(t => t.Version).IsConcurrencyToken();
        target.HasIndex(t => new { t.UnitId, t.ChainId, t.Year }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ChainTask> task)
    {
        task.ToTable("chain_task");
        task.Property(t => t.Id).ValueGeneratedNever();
        task.Property(t => t.ChainId).HasMaxLength(LongestId);
        task.Property(t => t.NodeId).HasMaxLength(LongestId);
        task.Property(t => t.Text).HasMaxLength(1000);
        task.Property(t => t.Owner).HasMaxLength(LongestName);
        task.Property(t => t.Version).IsConcurrencyToken();
        task.HasIndex(t => new { t.UnitId, t.ChainId, t.NodeId }).IsUnique();
    }
}
