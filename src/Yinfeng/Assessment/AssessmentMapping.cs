using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Yinfeng.Assessment;

internal sealed class AssessmentMapping : IEntityTypeConfiguration<ScoreEdition>, IEntityTypeConfiguration<SchemeDraft>, IEntityTypeConfiguration<ScoreEntry>,
    IEntityTypeConfiguration<LeaderTarget>, IEntityTypeConfiguration<Objection>
{
    public void Configure(EntityTypeBuilder<ScoreEdition> edition)
    {
        edition.ToTable("score_edition");
        edition.Property(e => e.Id).ValueGeneratedNever();
        edition.Property(e => e.Scheme).HasMaxLength(60);
        edition.Property(e => e.Sha256).HasMaxLength(64);
        edition.Property(e => e.Version).IsConcurrencyToken();
        edition.HasIndex(e => new { e.OrganiserId, e.Scheme, e.Period, e.Number }).IsUnique(); // The database too refuses an edition given twice.
    }

    public void Configure(EntityTypeBuilder<SchemeDraft> draft)
    {
        draft.ToTable("score_scheme");
        draft.Property(d => d.Id).ValueGeneratedNever();
        draft.Property(d => d.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<ScoreEntry> entry)
    {
        entry.ToTable("score_entry");
        entry.Property(e => e.Id).ValueGeneratedNever();
        entry.Property(e => e.Scheme).HasMaxLength(60);
        entry.Property(e => e.Subject).HasMaxLength(120);
        entry.Property(e => e.Item).HasMaxLength(60);
        entry.Property(e => e.Version).IsConcurrencyToken();
        entry.HasIndex(e => new { e.OrganiserId, e.Scheme });
    }

    public void Configure(EntityTypeBuilder<LeaderTarget> target)
    {
        target.ToTable("leader_target");
        target.HasKey(t => new { t.UnitId, t.Person, t.Year, t.Indicator });
        target.Property(t => t.Person).HasMaxLength(40);
        target.Property(t => t.Indicator).HasMaxLength(80);
        target.Property(t => t.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<Objection> objection)
    {
        objection.ToTable("score_objection");
        objection.Property(o => o.Id).ValueGeneratedNever();
        objection.Property(o => o.Subject).HasMaxLength(120);
        objection.Property(o => o.Item).HasMaxLength(60);
        objection.Property(o => o.Version).IsConcurrencyToken();
        objection.HasIndex(o => o.EditionId);
    }
}
