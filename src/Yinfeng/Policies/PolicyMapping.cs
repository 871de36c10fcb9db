using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Yinfeng.Policies;

internal sealed class PolicyMapping : IEntityTypeConfiguration<PolicyVersion>
{
    public void Configure(EntityTypeBuilder<PolicyVersion> version)
    {
        version.ToTable("policy_version", t => t.HasCheckConstraint("ck_policy_version_two_people", "state <> 'InForce' OR (decided_by IS NOT NULL AND decided_by <> proposed_by)"));
        version.Property(v => v.Id).ValueGeneratedNever();
        version.Property(v => v.PolicyId).HasMaxLength(60);
        version.Property(v => v.From).HasColumnName("from_day").HasMaxLength(40);
        version.Property(v => v.Why).HasMaxLength(2000);
        version.Property(v => v.ProposedBy).HasMaxLength(120);
        version.Property(v => v.ProposedByName).HasMaxLength(100);
        version.Property(v => v.DecidedBy).HasMaxLength(120);
        version.Property(v => v.DecidedByName).HasMaxLength(100);
        version.Property(v => v.Reason).HasMaxLength(2000);
        version.Property(v => v.Version).IsConcurrencyToken();
        version.HasIndex(v => v.PolicyId);
        // The database too refuses two versions in force from one day.
        version.HasIndex(v => new { v.PolicyId, v.From }).IsUnique().HasFilter("state = 'InForce'").HasDatabaseName("ux_policy_version_in_force");
    }
}
