using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Yinfeng.Promises;

internal sealed class PromiseMapping : IEntityTypeConfiguration<Promise>, IEntityTypeConfiguration<PromiseStep>
{
    public void Configure(EntityTypeBuilder<Promise> promise)
    {
        // Whoever reports does not confirm; the database too holds to it.
        promise.ToTable("promise", t => t.HasCheckConstraint("ck_promise_four_eyes", "confirmed_by IS NULL OR confirmed_by <> reported_by"));
        promise.Property(p => p.Id).ValueGeneratedNever();
        promise.Property(p => p.To).HasColumnName("promised_to").HasMaxLength(200);
        promise.Property(p => p.CreditCode).HasMaxLength(18);
        promise.Property(p => p.Version).IsConcurrencyToken();
        promise.HasIndex(p => p.ProjectId);
        promise.HasIndex(p => p.UnitId);
    }

    public void Configure(EntityTypeBuilder<PromiseStep> step)
    {
        step.ToTable("promise_step");
        step.Property(s => s.Id).ValueGeneratedNever();
        step.Property(s => s.Name).HasMaxLength(100);
        step.HasIndex(s => s.PromiseId);
    }
}
