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

internal sealed class NameMatchMapping : IEntityTypeConfiguration<NameMatch>
{
    public void Configure(EntityTypeBuilder<NameMatch> match)
    {
        match.ToTable("name_match");
        match.Property(m => m.Id).ValueGeneratedNever();
        match.Property(m => m.Name).HasMaxLength(200);
        match.Property(m => m.Key).HasMaxLength(200);
        match.Property(m => m.Status).HasConversion<string>().HasMaxLength(10);
        match.Property(m => m.Reason).HasConversion<string>().HasMaxLength(20);
        match.HasIndex(m => new { m.Name, m.Place }).IsUnique();
        match.HasIndex(m => m.Key);
        match.HasIndex(m => m.EnterpriseId);
    }
}
