using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Yinfeng.Arbitration;

internal sealed class ArbitrationMapping : IEntityTypeConfiguration<ClaimCase>, IEntityTypeConfiguration<ClaimSide>, IEntityTypeConfiguration<ClaimStep>,
    IEntityTypeConfiguration<ClaimRuling>, IEntityTypeConfiguration<ClaimCounter>, IEntityTypeConfiguration<ClaimDraft>, IEntityTypeConfiguration<MaskedSearch>
{
    public void Configure(EntityTypeBuilder<ClaimCase> claim)
    {
        claim.ToTable("claim_case");
        claim.Property(c => c.Id).ValueGeneratedNever();
        claim.Property(c => c.PairKey).HasMaxLength(80);
        claim.HasIndex(c => c.PairKey).IsUnique(); // A pair has one case, whoever finds it at the same moment.
        claim.HasIndex(c => c.ArbiterUnitId);
        claim.Property(c => c.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<ClaimSide> side)
    {
        side.ToTable("claim_side");
        side.HasKey(s => new { s.CaseId, s.Side });
        side.HasIndex(s => s.UnitId);
        side.HasIndex(s => new { s.Kind, s.MatterId });
    }

    public void Configure(EntityTypeBuilder<ClaimStep> step)
    {
        step.ToTable("claim_step");
        step.Property(s => s.Id).ValueGeneratedNever();
        step.HasIndex(s => s.CaseId);
    }

    public void Configure(EntityTypeBuilder<ClaimRuling> ruling)
    {
        ruling.ToTable("claim_ruling");
        ruling.Property(r => r.Id).ValueGeneratedNever();
        ruling.HasIndex(r => new { r.CaseId, r.Round }).IsUnique(); // Of many rulings at once the database too lets one pass.
        ruling.HasIndex(r => new { r.UnitId, r.NumberYear, r.Number }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ClaimCounter> counter)
    {
        counter.ToTable("claim_counter");
        counter.HasKey(c => new { c.UnitId, c.Year });
        counter.Property(c => c.Last).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<ClaimDraft> draft)
    {
        draft.ToTable("claim_draft");
        draft.HasKey(d => new { d.CaseId, d.ActorId });
        draft.Property(d => d.ActorId).HasMaxLength(120);
    }

    public void Configure(EntityTypeBuilder<MaskedSearch> search)
    {
        search.ToTable("masked_search");
        search.Property(s => s.Id).ValueGeneratedNever();
        search.Property(s => s.ActorId).HasMaxLength(120);
        search.HasIndex(s => s.AtUtc);
    }
}
