using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Yinfeng.Reviews;

internal sealed class ReviewMapping : IEntityTypeConfiguration<Review>, IEntityTypeConfiguration<ReviewCounter>, IEntityTypeConfiguration<ReviewMaterial>,
    IEntityTypeConfiguration<ReviewSeat>, IEntityTypeConfiguration<ReviewOpinion>, IEntityTypeConfiguration<ReviewCondition>, IEntityTypeConfiguration<OpinionDraft>
{
    public void Configure(EntityTypeBuilder<Review> review)
    {
        review.ToTable("review");
        review.Property(r => r.Id).ValueGeneratedNever();
        review.Property(r => r.Subject).HasMaxLength(200);
        review.Property(r => r.OpenedBy).HasMaxLength(120);
        review.Property(r => r.OpenedByName).HasMaxLength(100);
        review.Property(r => r.ClosedBy).HasMaxLength(120);
        review.Property(r => r.ClosedByName).HasMaxLength(100);
        review.Property(r => r.Version).IsConcurrencyToken();
        review.HasIndex(r => r.ProjectId);
        review.HasIndex(r => new { r.UnitId, r.NumberYear, r.Number }).IsUnique(); // The database too refuses a number given twice.
    }

    public void Configure(EntityTypeBuilder<ReviewCounter> counter)
    {
        counter.ToTable("review_counter");
        counter.HasKey(c => new { c.UnitId, c.Year });
        counter.Property(c => c.Last).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<ReviewMaterial> material)
    {
        material.ToTable("review_material");
        material.HasKey(m => new { m.ReviewId, m.EvidenceId });
    }

    public void Configure(EntityTypeBuilder<ReviewSeat> seat)
    {
        seat.ToTable("review_seat");
        seat.HasKey(s => new { s.ReviewId, s.UnitId });
        seat.HasIndex(s => s.UnitId);
    }

    public void Configure(EntityTypeBuilder<ReviewOpinion> opinion)
    {
        opinion.ToTable("review_opinion");
        opinion.Property(o => o.Id).ValueGeneratedNever();
        opinion.Property(o => o.ActorId).HasMaxLength(120);
        opinion.Property(o => o.Name).HasMaxLength(100);
        opinion.HasIndex(o => o.ReviewId);
    }

    public void Configure(EntityTypeBuilder<ReviewCondition> condition)
    {
        condition.ToTable("review_condition");
        condition.Property(c => c.Id).ValueGeneratedNever();
        condition.HasIndex(c => c.ReviewId);
    }

    public void Configure(EntityTypeBuilder<OpinionDraft> draft)
    {
        draft.ToTable("opinion_draft");
        draft.HasKey(d => new { d.ReviewId, d.ActorId });
        draft.Property(d => d.ActorId).HasMaxLength(120);
    }
}
