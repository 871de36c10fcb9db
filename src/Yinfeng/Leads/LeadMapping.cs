using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Yinfeng.Leads;

internal sealed class LeadMapping : IEntityTypeConfiguration<Lead>, IEntityTypeConfiguration<LeadStep>, IEntityTypeConfiguration<LeadCredit>,
    IEntityTypeConfiguration<LeadMerge>
{
    public void Configure(EntityTypeBuilder<Lead> lead)
    {
        lead.ToTable("lead");
        lead.Property(l => l.Id).ValueGeneratedNever();
        lead.Property(l => l.Title).HasMaxLength(200);
        lead.Property(l => l.Channel).HasMaxLength(40);
        lead.Property(l => l.Version).IsConcurrencyToken();
        lead.HasIndex(l => l.UnitId);
        lead.HasIndex(l => new { l.CityId, l.Status });
    }

    public void Configure(EntityTypeBuilder<LeadStep> step)
    {
        step.ToTable("lead_step");
        step.Property(s => s.Id).ValueGeneratedNever();
        step.Property(s => s.Text).HasMaxLength(LeadSteps.LongestText);
        step.HasIndex(s => s.LeadId);
    }

    public void Configure(EntityTypeBuilder<LeadCredit> credit)
    {
        credit.ToTable("lead_credit");
        credit.HasKey(c => new { c.LeadId, c.UnitId });
    }

    public void Configure(EntityTypeBuilder<LeadMerge> merge)
    {
        merge.ToTable("lead_merge");
        merge.Property(m => m.Id).ValueGeneratedNever();
        merge.HasIndex(m => m.KeptId);
        merge.HasIndex(m => m.MergedId);
    }
}
