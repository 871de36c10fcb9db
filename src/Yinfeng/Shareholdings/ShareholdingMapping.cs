using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Yinfeng.Shareholdings;

internal sealed class ShareholdingMapping : IEntityTypeConfiguration<Shareholding>, IEntityTypeConfiguration<ShareholdingImport>
{
    public void Configure(EntityTypeBuilder<Shareholding> holding)
    {
        holding.ToTable("shareholding");
        holding.Property(h => h.Id).ValueGeneratedNever();
        holding.Property(h => h.CompanyKey).HasMaxLength(ShareholdingRows.LongestName + 1);
        holding.Property(h => h.CompanyName).HasMaxLength(ShareholdingRows.LongestName);
        holding.Property(h => h.HolderKey).HasMaxLength((2 * ShareholdingRows.LongestName) + 3);
        holding.Property(h => h.HolderName).HasMaxLength(ShareholdingRows.LongestName);
        holding.Property(h => h.Source).HasMaxLength(ShareholdingRows.LongestSource);
        holding.HasIndex(h => h.CompanyKey);
    }

    public void Configure(EntityTypeBuilder<ShareholdingImport> import)
    {
        import.ToTable("shareholding_import");
        import.Property(i => i.Id).ValueGeneratedNever();
        import.Property(i => i.FileName).HasMaxLength(260);
        import.Property(i => i.Sha256).HasMaxLength(64);
        import.HasIndex(i => i.Sha256).IsUnique();
    }
}
