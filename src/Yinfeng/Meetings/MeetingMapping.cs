using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Yinfeng.Meetings;

internal sealed class MeetingMapping : IEntityTypeConfiguration<Meeting>, IEntityTypeConfiguration<MeetingCounter>, IEntityTypeConfiguration<AgendaItem>,
    IEntityTypeConfiguration<Resolution>, IEntityTypeConfiguration<ResolutionStep>
{
    public void Configure(EntityTypeBuilder<Meeting> meeting)
    {
        meeting.ToTable("meeting");
        meeting.Property(m => m.Id).ValueGeneratedNever();
        meeting.Property(m => m.Kind).HasMaxLength(40);
        meeting.Property(m => m.CreatedBy).HasMaxLength(100);
        meeting.Property(m => m.Version).IsConcurrencyToken();
        meeting.HasIndex(m => new { m.UnitId, m.Kind, m.NumberYear, m.Number }).IsUnique(); // The database too refuses a number given twice.
    }

    public void Configure(EntityTypeBuilder<MeetingCounter> counter)
    {
        counter.ToTable("meeting_counter");
        counter.HasKey(c => new { c.UnitId, c.Kind, c.Year });
        counter.Property(c => c.Kind).HasMaxLength(40);
        counter.Property(c => c.Last).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<AgendaItem> item)
    {
        item.ToTable("agenda_item");
        item.Property(i => i.Id).ValueGeneratedNever();
        item.HasIndex(i => i.MeetingId);
        item.HasIndex(i => i.UnitId);
    }

    public void Configure(EntityTypeBuilder<Resolution> resolution)
    {
        resolution.ToTable("resolution");
        resolution.Property(r => r.Id).ValueGeneratedNever();
        resolution.Property(r => r.OriginName).HasMaxLength(100);
        resolution.Property(r => r.Version).IsConcurrencyToken();
        resolution.HasIndex(r => r.OriginId);
        resolution.HasIndex(r => r.UnitId);
        resolution.HasIndex(r => r.ProjectId);
    }

    public void Configure(EntityTypeBuilder<ResolutionStep> step)
    {
        step.ToTable("resolution_step");
        step.Property(s => s.Id).ValueGeneratedNever();
        step.Property(s => s.Name).HasMaxLength(100);
        step.HasIndex(s => s.ResolutionId);
    }
}
