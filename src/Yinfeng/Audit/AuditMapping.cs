using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Yinfeng.Audit;

internal sealed class AuditMapping : IEntityTypeConfiguration<AuditEntry>, IEntityTypeConfiguration<AuditPersonal>, IEntityTypeConfiguration<AuditPerson>,
    IEntityTypeConfiguration<AuditStore>, IEntityTypeConfiguration<SignedCheckpoint>, IEntityTypeConfiguration<AuditKey>, IEntityTypeConfiguration<AuditSegment>
{
    /// <summary>An instant as the text that is hashed. It sorts as the instants do.</summary>
    private static readonly ValueConverter<DateTime, string> Instant = new(at => AuditLeaf.Instant(at), text => Read(text));

    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("audit_entry");
        entry.HasKey(e => e.Seq);
        entry.Property(e => e.Seq).ValueGeneratedNever();
        entry.Property(e => e.AtUtc).HasConversion(Instant).HasMaxLength(24);
        entry.Property(e => e.ActorId).HasMaxLength(100);
        entry.Property(e => e.Action).HasMaxLength(60);
        entry.Property(e => e.Subject).HasMaxLength(100);
        entry.HasIndex(e => e.Subject);
    }

    public void Configure(EntityTypeBuilder<AuditPersonal> personal)
    {
        personal.ToTable("audit_personal");
        personal.HasKey(p => new { p.Seq, p.N });
    }

    public void Configure(EntityTypeBuilder<AuditPerson> person)
    {
        person.ToTable("audit_person");
        person.HasKey(p => p.Pseudonym);
        person.Property(p => p.Pseudonym).HasMaxLength(34);
        person.Property(p => p.ActorId).HasMaxLength(100);
        person.HasIndex(p => p.ActorId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<AuditStore> store)
    {
        store.ToTable("audit_store");
        store.HasKey(s => s.Id);
        store.Property(s => s.Id).ValueGeneratedNever();
        store.Property(s => s.LogId).HasMaxLength(32);
        store.Property(s => s.Hash).HasMaxLength(10);
    }

    public void Configure(EntityTypeBuilder<SignedCheckpoint> checkpoint)
    {
        checkpoint.ToTable("audit_checkpoint");
        checkpoint.HasKey(c => c.Number);
        checkpoint.Property(c => c.Number).ValueGeneratedNever();
        checkpoint.Property(c => c.Root).HasMaxLength(64);
        checkpoint.Property(c => c.AtUtc).HasConversion(Instant).HasMaxLength(24);
        checkpoint.Property(c => c.Occasion).HasMaxLength(20);
        checkpoint.Property(c => c.KeyId).HasMaxLength(16);
        checkpoint.Property(c => c.Signature).HasMaxLength(128);
    }

    public void Configure(EntityTypeBuilder<AuditKey> key)
    {
        key.ToTable("audit_key");
        key.HasKey(k => k.Id);
        key.Property(k => k.Id).HasMaxLength(16);
    }

    public void Configure(EntityTypeBuilder<AuditSegment> segment)
    {
        segment.ToTable("audit_segment");
        segment.HasKey(s => s.N);
        segment.Property(s => s.N).ValueGeneratedNever();
    }

    /// <summary>An instant that somebody damaged is shown as year 1; the verification names the entry.</summary>
    internal static DateTime Read(string text) => DateTime.TryParseExact(text, AuditEntry.Instant, CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : DateTime.SpecifyKind(default, DateTimeKind.Utc);
}
