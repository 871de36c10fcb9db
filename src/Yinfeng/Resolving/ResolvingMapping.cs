using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Yinfeng.Resolving;

internal sealed class ResolvingMapping : IEntityTypeConfiguration<NameAnswer>
{
    public void Configure(EntityTypeBuilder<NameAnswer> answer)
    {
        answer.ToTable("name_answer");
        answer.Property(a => a.Id).ValueGeneratedNever();
        answer.Property(a => a.Key).HasMaxLength(200);
        answer.Property(a => a.Name).HasMaxLength(200);
        answer.Property(a => a.ActorId).HasMaxLength(120);
        answer.Property(a => a.UndoneBy).HasMaxLength(120);
        answer.HasIndex(a => a.Key);
    }
}
