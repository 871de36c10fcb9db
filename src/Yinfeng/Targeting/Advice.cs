using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Yinfeng.Kernel;

namespace Yinfeng.Targeting;

/// <summary>Advice that was followed (采纳的建议): a company of a list that was made into a lead. What became of it is the lead's way.</summary>
public sealed class Advice
{
    public long Id { get; init; } = Ids.Next();
    public required string ChainId { get; init; }
    public required string Node { get; init; }

    /// <summary>For whom the list was.</summary>
    public long UnitId { get; init; }

    /// <summary>GB/T 2260 of its city.</summary>
    public int City { get; init; }
    public long EnterpriseId { get; init; }
    public required string Company { get; init; }

    /// <summary>The first day that the list did not know.</summary>
    public DateOnly AsOf { get; init; }
    public int Rank { get; init; }
    public double Score { get; init; }
    public long LeadId { get; init; }
    public required string ActorId { get; init; }
    public DateTime AtUtc { get; init; }
}

internal sealed class TargetingMapping : IEntityTypeConfiguration<Advice>
{
    public void Configure(EntityTypeBuilder<Advice> advice)
    {
        advice.ToTable("target_advice");
        advice.Property(a => a.Id).ValueGeneratedNever();
        advice.Property(a => a.ChainId).HasMaxLength(60);
        advice.Property(a => a.Node).HasMaxLength(60);
        advice.HasIndex(a => new { a.UnitId, a.ChainId, a.Node, a.EnterpriseId }).IsUnique();
        advice.HasIndex(a => a.LeadId);
    }
}
