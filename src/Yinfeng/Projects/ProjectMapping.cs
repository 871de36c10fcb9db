using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Yinfeng.Projects;

/// <summary>Portable on purpose: no schema, sequence or rowversion, which SQLite lacks.</summary>
internal sealed class ProjectMapping : IEntityTypeConfiguration<Project>, IEntityTypeConfiguration<ProjectTag>,
    IEntityTypeConfiguration<StageChange>, IEntityTypeConfiguration<Evidence>, IEntityTypeConfiguration<CreditShare>,
    IEntityTypeConfiguration<MonthlyReport>, IEntityTypeConfiguration<MonthStep>, IEntityTypeConfiguration<SavedFilter>
{
    public void Configure(EntityTypeBuilder<Project> project)
    {
        project.ToTable("project");
        project.Property(p => p.Id).ValueGeneratedNever();
        project.Property(p => p.Name).HasMaxLength(200);
        project.Property(p => p.Investor).HasMaxLength(200);
        project.Property(p => p.Currency).HasMaxLength(3);
        project.Property(p => p.Tracks).HasConversion<int>();
        project.Property(p => p.Version).IsConcurrencyToken();
        project.HasMany(p => p.Tags).WithOne().HasForeignKey(t => t.ProjectId);
        project.HasIndex(p => p.OwnerUnitId);
        project.HasIndex(p => p.SourceImportId);
        // For the firm or parcel that stands in two units; few rows have either, so the index holds only those.
        project.HasIndex(p => p.InvestorCreditCode).HasFilter("investor_credit_code IS NOT NULL");
        project.HasIndex(p => p.Parcel).HasFilter("parcel IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<ProjectTag> tag)
    {
        tag.ToTable("project_tag");
        tag.HasKey(t => new { t.ProjectId, t.Label });
        tag.Property(t => t.Label).HasMaxLength(40);
    }

    public void Configure(EntityTypeBuilder<StageChange> change)
    {
        change.ToTable("stage_change");
        change.Property(c => c.Id).ValueGeneratedNever();
        change.HasIndex(c => c.ProjectId);
    }

    public void Configure(EntityTypeBuilder<Evidence> evidence)
    {
        evidence.ToTable("evidence", t => // Four eyes, whatever code writes.
            t.HasCheckConstraint("ck_evidence_four_eyes", "verified_by IS NULL OR verified_by <> uploaded_by"));
        evidence.Property(e => e.Id).ValueGeneratedNever();
        evidence.Property(e => e.Sha256).HasMaxLength(64);
        evidence.Property(e => e.FileName).HasMaxLength(260);
        evidence.HasIndex(e => e.ProjectId);
    }

    public void Configure(EntityTypeBuilder<CreditShare> share)
    {
        share.ToTable("credit_share");
        share.HasKey(s => new { s.ProjectId, s.From, s.UnitId });
        share.Property(s => s.From).HasColumnName("from_month");
        share.Property(s => s.To).HasColumnName("to_month");
    }

    public void Configure(EntityTypeBuilder<MonthlyReport> report)
    {
        report.ToTable("monthly_report", t => // The reporter neither verifies nor accepts, and those two differ.
            t.HasCheckConstraint("ck_monthly_report_six_eyes",
                "(verified_by IS NULL OR verified_by <> reported_by) AND (accepted_by IS NULL OR "
                + "(accepted_by <> reported_by AND (verified_by IS NULL OR accepted_by <> verified_by))) AND "
                + "(returned_by IS NULL OR (returned_by <> reported_by AND verified_by IS NULL AND accepted_by IS NULL))"));
        report.HasKey(r => new { r.ProjectId, r.Month });
        report.Property(r => r.Version).IsConcurrencyToken();
        report.Property(r => r.TypedFor).HasMaxLength(100);
        report.HasIndex(r => r.SourceImportId);
    }

    public void Configure(EntityTypeBuilder<MonthStep> step)
    {
        step.ToTable("month_step");
        step.Property(s => s.Id).ValueGeneratedNever();
        step.Property(s => s.ActorId).HasMaxLength(120);
        step.Property(s => s.Name).HasMaxLength(100);
        step.Property(s => s.For).HasMaxLength(100).HasColumnName("typed_for");
        step.HasIndex(s => new { s.ProjectId, s.Month });
    }

    public void Configure(EntityTypeBuilder<SavedFilter> filter)
    {
        filter.ToTable("saved_filter");
        filter.Property(f => f.Id).ValueGeneratedNever();
        filter.Property(f => f.Name).HasMaxLength(60);
        filter.HasIndex(f => f.ActorId);
    }
}
