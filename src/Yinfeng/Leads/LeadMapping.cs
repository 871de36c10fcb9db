using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Yinfeng.Leads;

internal sealed class LeadMapping : IEntityTypeConfiguration<Lead>
{
    public void Configure(EntityTypeBuilder<Lead> lead)
    {
        lead.ToTable("lead");
        lead.Property(l => l.Id).ValueGeneratedNever();
        lead.Property(l => l.Title).HasMaxLength(200);
        lead.Property(l => l.Channel).HasMaxLength(40);
        lead.Property(l => l.Version).IsConcurrencyToken();
        lead.HasIndex(l => l.UnitId);
    }
}
