using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Yinfeng.Grants;

internal sealed class GrantMapping : IEntityTypeConfiguration<Grant>, IEntityTypeConfiguration<GrantFact>,
    IEntityTypeConfiguration<GrantFile>,
    IEntityTypeConfiguration<GrantInstalment>, IEntityTypeConfiguration<GrantClawback>, IEntityTypeConfiguration<GrantRepayment>,
    IEntityTypeConfiguration<GrantStep>, IEntityTypeConfiguration<GrantBudget>
{
    private const int Actor = 120, Name = 100, Voucher = 60;

    public void Configure(EntityTypeBuilder<Grant> grant)
    {
        grant.ToTable("grant_case", t => // "grant" is a word of SQL.
        {
            t.HasCheckConstraint("ck_grant_six_eyes", "verified_by IS NULL OR (verified_by <> applied_by AND "
                + "(approved_by IS NULL OR (approved_by <> applied_by AND approved_by <> verified_by)))");
            t.HasCheckConstraint("ck_grant_paid", "paid_fen = 0 OR paid_fen <= approved_fen");
            t.HasCheckConstraint("ck_grant_clawback", "clawback_fen <= paid_fen AND repaid_fen <= clawback_fen");
        });
        grant.Property(g => g.Id).ValueGeneratedNever();
        grant.Property(g => g.PolicyId).HasMaxLength(100);
        grant.Property(g => g.Article).HasMaxLength(200);
        grant.Property(g => g.BeneficiaryName).HasMaxLength(200);
        grant.Property(g => g.BeneficiaryCode).HasMaxLength(18);
        grant.Property(g => g.AppliedBy).HasMaxLength(Actor);
        grant.Property(g => g.VerifiedBy).HasMaxLength(Actor);
        grant.Property(g => g.ApprovedBy).HasMaxLength(Actor);
        grant.Property(g => g.LiveKey).HasMaxLength(400);
        grant.Property(g => g.Version).IsConcurrencyToken();
        grant.Ignore(g => g.NetFen).Ignore(g => g.OwedBackFen).Ignore(g => g.IsLive).Ignore(g => g.IsGiven);
        grant.HasIndex(g => g.LiveKey).IsUnique(); // The database too refuses the same award twice.
        grant.HasIndex(g => g.BeneficiaryCode);
        grant.HasIndex(g => g.OwnerUnitId);
        grant.HasIndex(g => g.ProjectId);
    }

    public void Configure(EntityTypeBuilder<GrantFact> fact)
    {
        fact.ToTable("grant_fact");
        fact.HasKey(f => new { f.GrantId, f.Name });
        fact.Property(f => f.Name).HasMaxLength(Name);
    }

    public void Configure(EntityTypeBuilder<GrantFile> file)
    {
        file.ToTable("grant_file");
        file.Property(f => f.Id).ValueGeneratedNever();
        file.Property(f => f.UploadedBy).HasMaxLength(Actor);
        file.Property(f => f.UploadedByName).HasMaxLength(Name);
        file.HasIndex(f => f.GrantId);
    }

    public void Configure(EntityTypeBuilder<GrantInstalment> part)
    {
        part.ToTable("grant_instalment", t =>
            t.HasCheckConstraint("ck_grant_instalment_four_eyes",
                "paid_by IS NULL OR (approved_by IS NOT NULL AND paid_by <> approved_by)"));
        part.Property(p => p.Id).ValueGeneratedNever();
        part.Property(p => p.Voucher).HasMaxLength(Voucher);
        part.Property(p => p.ApprovedBy).HasMaxLength(Actor);
        part.Property(p => p.PaidBy).HasMaxLength(Actor);
        part.Property(p => p.PaidByName).HasMaxLength(Name);
        part.Ignore(p => p.IsOpen).Ignore(p => p.On);
        part.HasIndex(p => new { p.GrantId, p.Voucher }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<GrantClawback> clawback)
    {
        clawback.ToTable("grant_clawback");
        clawback.Property(c => c.Id).ValueGeneratedNever();
        clawback.Property(c => c.DecidedBy).HasMaxLength(Actor);
        clawback.Property(c => c.DecidedByName).HasMaxLength(Name);
        clawback.HasIndex(c => c.GrantId);
    }

    public void Configure(EntityTypeBuilder<GrantRepayment> repayment)
    {
        repayment.ToTable("grant_repayment");
        repayment.Property(r => r.Id).ValueGeneratedNever();
        repayment.Property(r => r.Voucher).HasMaxLength(Voucher);
        repayment.Property(r => r.RecordedBy).HasMaxLength(Actor);
        repayment.Property(r => r.RecordedByName).HasMaxLength(Name);
        repayment.HasIndex(r => new { r.GrantId, r.Voucher }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<GrantStep> step)
    {
        step.ToTable("grant_step");
        step.Property(s => s.Id).ValueGeneratedNever();
        step.Property(s => s.ActorId).HasMaxLength(Actor);
        step.Property(s => s.Name).HasMaxLength(Name);
        step.HasIndex(s => s.GrantId);
    }

    public void Configure(EntityTypeBuilder<GrantBudget> budget)
    {
        budget.ToTable("grant_budget");
        budget.Property(b => b.Id).ValueGeneratedNever();
        budget.Property(b => b.PolicyId).HasMaxLength(100);
        budget.Property(b => b.Document).HasMaxLength(100);
        budget.Property(b => b.SetBy).HasMaxLength(Actor);
        budget.Property(b => b.SetByName).HasMaxLength(Name);
        budget.HasIndex(b => new { b.UnitId, b.PolicyId, b.Year, b.Version }).IsUnique();
    }
}
