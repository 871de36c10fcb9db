using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Yinfeng.TaskForces;

internal sealed class TaskForceMapping :
    IEntityTypeConfiguration<TaskForce>, IEntityTypeConfiguration<TaskForceMember>, IEntityTypeConfiguration<ProjectShare>
{
    public void Configure(EntityTypeBuilder<TaskForce> force)
    {
        force.ToTable("task_force");
        force.Property(f => f.Id).ValueGeneratedNever();
        force.Property(f => f.Name).HasMaxLength(60);
        force.Property(f => f.Purpose).HasMaxLength(500);
        force.Property(f => f.From).HasColumnName("from_day");
        force.Property(f => f.Until).HasColumnName("until_day");
    }

    public void Configure(EntityTypeBuilder<TaskForceMember> member)
    {
        member.ToTable("task_force_member");
        member.Property(m => m.Id).ValueGeneratedNever();
        member.Property(m => m.From).HasColumnName("from_day");
        member.Property(m => m.Until).HasColumnName("until_day");
        member.HasIndex(m => m.UserId);
        member.HasIndex(m => m.TaskForceId);
    }

    public void Configure(EntityTypeBuilder<ProjectShare> share)
    {
        share.ToTable("project_share");
        share.Property(s => s.Id).ValueGeneratedNever();
        share.Property(s => s.Reason).HasMaxLength(500);
        share.Property(s => s.SharedBy).HasMaxLength(120);
        share.Property(s => s.From).HasColumnName("from_day");
        share.Property(s => s.Until).HasColumnName("until_day");
        share.HasIndex(s => s.ProjectId);
        share.HasIndex(s => s.UnitId);
        share.HasIndex(s => s.TaskForceId);
    }
}
