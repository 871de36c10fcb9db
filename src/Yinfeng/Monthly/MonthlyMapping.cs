using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Yinfeng.Monthly;

internal sealed class MonthlyMapping : IEntityTypeConfiguration<MonthDraft>, IEntityTypeConfiguration<MonthAnswer>
{
    public void Configure(EntityTypeBuilder<MonthDraft> draft)
    {
        draft.ToTable("month_draft");
        draft.HasKey(d => new { d.ActorId, d.Month, d.ProjectId });
        draft.Property(d => d.ActorId).HasMaxLength(120);
    }

    public void Configure(EntityTypeBuilder<MonthAnswer> answer)
    {
        answer.ToTable("month_answer");
        answer.HasKey(a => new { a.ProjectId, a.Month, a.Version });
    }
}
