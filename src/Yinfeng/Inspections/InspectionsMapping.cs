using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Yinfeng.Inspections;

internal sealed class InspectionsMapping : IEntityTypeConfiguration<InspectionPlan>, IEntityTypeConfiguration<Inspector>,
    IEntityTypeConfiguration<Draw>,
    IEntityTypeConfiguration<DrawCounter>, IEntityTypeConfiguration<InspectionTask>, IEntityTypeConfiguration<TaskInspector>,
        IEntityTypeConfiguration<Finding>,
    IEntityTypeConfiguration<TaskPhoto>, IEntityTypeConfiguration<TaskDraft>
{
    public void Configure(EntityTypeBuilder<InspectionPlan> plan)
    {
        plan.ToTable("inspection_plan");
        plan.Property(p => p.Id).ValueGeneratedNever();
        plan.Property(p => p.Title).HasMaxLength(100);
        plan.Property(p => p.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<Inspector> inspector)
    {
        inspector.ToTable("inspector");
        inspector.Property(i => i.Id).ValueGeneratedNever();
        inspector.Property(i => i.Name).HasMaxLength(40);
        inspector.Property(i => i.ActorId).HasMaxLength(120);
        inspector.Property(i => i.Version).IsConcurrencyToken();
        inspector.HasIndex(i => i.OrganiserId);
    }

    public void Configure(EntityTypeBuilder<Draw> draw)
    {
        draw.ToTable("draw");
        draw.Property(d => d.Id).ValueGeneratedNever();
        draw.Property(d => d.Number).HasMaxLength(80);
        draw.HasIndex(d => d.Number).IsUnique();
        draw.HasIndex(d => new { d.UnitId, d.NumberYear, d.Sequence }).IsUnique(); // The database too refuses a number given twice.
        draw.Property(d => d.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<DrawCounter> counter)
    {
        counter.ToTable("draw_counter");
        counter.HasKey(c => new { c.UnitId, c.Year });
        counter.Property(c => c.Last).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<InspectionTask> task)
    {
        task.ToTable("inspection_task");
        task.Property(t => t.Id).ValueGeneratedNever();
        task.Property(t => t.Version).IsConcurrencyToken();
        task.HasIndex(t => new { t.DrawId, t.ProjectId }).IsUnique(); // A draw that took effect twice would stop here.
        task.HasIndex(t => t.ProjectId);
    }

    public void Configure(EntityTypeBuilder<TaskInspector> inspector)
    {
        inspector.ToTable("task_inspector");
        inspector.HasKey(i => new { i.TaskId, i.InspectorId });
        inspector.Property(i => i.ActorId).HasMaxLength(120);
        inspector.HasIndex(i => i.ActorId);
    }

    public void Configure(EntityTypeBuilder<Finding> finding)
    {
        finding.ToTable("finding");
        finding.Property(f => f.Id).ValueGeneratedNever();
        finding.HasIndex(f => f.ProjectId);
        finding.HasIndex(f => f.TaskId);
    }

    public void Configure(EntityTypeBuilder<TaskPhoto> photo)
    {
        photo.ToTable("task_photo");
        photo.Property(p => p.Id).ValueGeneratedNever();
        photo.HasIndex(p => p.TaskId);
    }

    public void Configure(EntityTypeBuilder<TaskDraft> draft)
    {
        draft.ToTable("task_draft");
        draft.HasKey(d => new { d.TaskId, d.ActorId });
        draft.Property(d => d.ActorId).HasMaxLength(120);
    }
}
