using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Yinfeng.Notices;

internal sealed class NoticesMapping : IEntityTypeConfiguration<Notice>, IEntityTypeConfiguration<NoticeAddress>, IEntityTypeConfiguration<Letter>,
    IEntityTypeConfiguration<ReminderDay>
{
    public void Configure(EntityTypeBuilder<Notice> notice)
    {
        notice.ToTable("notice");
        notice.Property(n => n.Id).ValueGeneratedNever();
        notice.Property(n => n.ActorId).HasMaxLength(120);
        notice.Property(n => n.Key).HasMaxLength(200);
        notice.HasIndex(n => new { n.ActorId, n.Key }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<NoticeAddress> address)
    {
        address.ToTable("notice_address");
        address.HasKey(a => a.ActorId);
        address.Property(a => a.Email).HasMaxLength(200);
    }

    public void Configure(EntityTypeBuilder<Letter> letter)
    {
        letter.ToTable("letter");
        letter.Property(l => l.Id).ValueGeneratedNever();
        letter.HasIndex(l => l.NextAtUtc).HasFilter("sent_at_utc IS NULL");
    }

    public void Configure(EntityTypeBuilder<ReminderDay> day)
    {
        day.ToTable("reminder_day");
        day.HasKey(d => d.Day);
    }
}
