using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Yinfeng.Visits;

internal sealed class VisitMapping : IEntityTypeConfiguration<Visit>, IEntityTypeConfiguration<Contact>
{
    public void Configure(EntityTypeBuilder<Visit> visit)
    {
        visit.ToTable("visit");
        visit.Property(v => v.Id).ValueGeneratedNever();
        visit.Property(v => v.On).HasColumnName("visited_on");
        visit.Property(v => v.Company).HasMaxLength(VisitChecks.LongestName);
        visit.Property(v => v.CreditCode).HasMaxLength(18);
        visit.Property(v => v.Content).HasMaxLength(VisitChecks.LongestText);
        visit.Property(v => v.Version).IsConcurrencyToken();
        visit.HasIndex(v => new { v.UnitId, v.On });
        visit.HasIndex(v => v.Company);
        visit.HasIndex(v => v.ProjectId);
        visit.HasIndex(v => v.LeadId);
        visit.HasIndex(v => v.ContactId);
    }

    public void Configure(EntityTypeBuilder<Contact> contact)
    {
        contact.ToTable("contact");
        contact.Property(c => c.Id).ValueGeneratedNever();
        contact.Property(c => c.Company).HasMaxLength(VisitChecks.LongestName);
        contact.Property(c => c.CreditCode).HasMaxLength(18);
        contact.Property(c => c.Version).IsConcurrencyToken();
        contact.HasIndex(c => new { c.UnitId, c.Company });
        contact.HasIndex(c => c.Company);
    }
}
