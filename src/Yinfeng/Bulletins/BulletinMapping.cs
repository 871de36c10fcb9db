using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Yinfeng.Bulletins;

internal sealed class BulletinMapping : IEntityTypeConfiguration<Bulletin>, IEntityTypeConfiguration<BulletinCounter>,
    IEntityTypeConfiguration<OfficeTemplate>
{
    public void Configure(EntityTypeBuilder<Bulletin> bulletin)
    {
        bulletin.ToTable("bulletin");
        bulletin.HasKey(b => b.Id);
        bulletin.Property(b => b.Id).ValueGeneratedNever();
        bulletin.HasIndex(b => new { b.UnitId, b.Period }).IsUnique();
        bulletin.HasIndex(b => new { b.UnitId, b.NumberYear, b.Sequence }).IsUnique(); // The database too refuses a number given twice.
        bulletin.Property(b => b.EditedBy).HasMaxLength(100);
        bulletin.Property(b => b.IssuedBy).HasMaxLength(100);
        bulletin.Property(b => b.Number).HasMaxLength(80);
        bulletin.Property(b => b.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<BulletinCounter> counter)
    {
        counter.ToTable("bulletin_counter");
        counter.HasKey(c => new { c.UnitId, c.Year });
        counter.Property(c => c.Last).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<OfficeTemplate> template)
    {
        template.ToTable("office_template");
        template.HasKey(t => new { t.UnitId, t.Number });
        template.Property(t => t.ByName).HasMaxLength(100);
    }
}
