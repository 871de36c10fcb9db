using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Yinfeng.Enterprises;

/// <remarks>No index beside the keys: everything is looked up in memory (<see cref="EnterpriseBase"/>) and read here by id.</remarks>
internal sealed class EnterprisesMapping : IEntityTypeConfiguration<Enterprise>, IEntityTypeConfiguration<EnterpriseScope>,
    IEntityTypeConfiguration<ScopeBlock>, IEntityTypeConfiguration<EnterpriseHistory>, IEntityTypeConfiguration<EnterpriseImport>, IEntityTypeConfiguration<EnterpriseProblem>,
    IEntityTypeConfiguration<EnterpriseList>, IEntityTypeConfiguration<EnterpriseListEntry>, IEntityTypeConfiguration<ListedCompany>,
    IEntityTypeConfiguration<RegistryTemplate>
{
    public void Configure(EntityTypeBuilder<Enterprise> enterprise)
    {
        enterprise.ToTable("enterprise");
        enterprise.Property(e => e.Id).ValueGeneratedNever();
        enterprise.Property(e => e.Name).HasMaxLength(Enterprise.LongestName);
        enterprise.Property(e => e.CreditCode).HasMaxLength(18);
        enterprise.Property(e => e.Currency).HasMaxLength(3);
        enterprise.Property(e => e.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<EnterpriseScope> scope)
    {
        scope.ToTable("enterprise_scope");
        scope.HasKey(s => s.EnterpriseId);
        scope.Property(s => s.EnterpriseId).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<ScopeBlock> block)
    {
        block.ToTable("scope_block");
        block.HasKey(b => b.First);
        block.Property(b => b.First).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<EnterpriseHistory> history)
    {
        history.ToTable("enterprise_history");
        history.Property(h => h.Id).ValueGeneratedNever();
        history.Property(h => h.Field).HasMaxLength(20);
        history.HasIndex(h => h.EnterpriseId);
    }

    public void Configure(EntityTypeBuilder<EnterpriseImport> import)
    {
        import.ToTable("enterprise_import");
        import.Property(i => i.Id).ValueGeneratedNever();
        import.Property(i => i.FileName).HasMaxLength(260);
        import.Property(i => i.Sha256).HasMaxLength(64);
        import.Property(i => i.Version).IsConcurrencyToken();
        import.HasIndex(i => i.Sha256);
    }

    public void Configure(EntityTypeBuilder<EnterpriseProblem> problem)
    {
        problem.ToTable("enterprise_problem");
        problem.HasKey(p => new { p.ImportId, p.No });
        problem.Property(p => p.Reason).HasMaxLength(40);
        problem.Property(p => p.Text).HasMaxLength(300);
    }

    public void Configure(EntityTypeBuilder<EnterpriseList> list)
    {
        list.ToTable("enterprise_list");
        list.Property(l => l.Id).ValueGeneratedNever();
        list.Property(l => l.Name).HasMaxLength(100);
        list.Property(l => l.Source).HasMaxLength(260);
    }

    public void Configure(EntityTypeBuilder<EnterpriseListEntry> entry)
    {
        entry.ToTable("enterprise_list_entry");
        entry.HasKey(e => new { e.ListId, e.No });
        entry.Property(e => e.Name).HasMaxLength(Enterprise.LongestName);
        entry.Property(e => e.CreditCode).HasMaxLength(18);
        entry.HasIndex(e => e.EnterpriseId);
        entry.HasIndex(e => e.Name);
    }

    public void Configure(EntityTypeBuilder<RegistryTemplate> template)
    {
        template.ToTable("registry_template");
        template.HasKey(t => t.HeadKey);
        template.Property(t => t.HeadKey).HasMaxLength(64);
    }

    public void Configure(EntityTypeBuilder<ListedCompany> listed)
    {
        listed.ToTable("listed_company");
        listed.HasKey(c => c.StockCode);
        listed.Property(c => c.StockCode).HasMaxLength(10);
        listed.Property(c => c.ShortName).HasMaxLength(Enterprise.LongestName);
        listed.Property(c => c.FullName).HasMaxLength(Enterprise.LongestName);
        listed.Property(c => c.CreditCode).HasMaxLength(18);
        listed.HasIndex(c => c.FullName);
        listed.HasIndex(c => c.CreditCode);
    }
}
