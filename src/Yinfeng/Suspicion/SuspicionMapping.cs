using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Yinfeng.Suspicion;

internal sealed class SuspicionMapping : IEntityTypeConfiguration<SuspicionRun>, IEntityTypeConfiguration<Doubt>, IEntityTypeConfiguration<DoubtNote>,
    IEntityTypeConfiguration<StruckOffFirm>, IEntityTypeConfiguration<ProxyFigure>
{
    public void Configure(EntityTypeBuilder<SuspicionRun> run)
    {
        run.ToTable("suspicion_run");
        run.Property(r => r.Id).ValueGeneratedNever();
        run.Property(r => r.ActorId).HasMaxLength(120);
        run.HasIndex(r => new { r.UnitId, r.Period });
    }

    public void Configure(EntityTypeBuilder<Doubt> doubt)
    {
        doubt.ToTable("doubt");
        doubt.Property(d => d.Id).ValueGeneratedNever();
        doubt.Property(d => d.Code).HasMaxLength(40);
        doubt.Property(d => d.Indicator).HasMaxLength(60);
        doubt.Property(d => d.State).HasConversion<string>().HasMaxLength(20);
        doubt.Property(d => d.Version).IsConcurrencyToken();
        doubt.Ignore(d => d.IsHard).Ignore(d => d.Weighs);
        doubt.HasIndex(d => d.ProjectId);
        doubt.HasIndex(d => d.UnitId);
    }

    public void Configure(EntityTypeBuilder<DoubtNote> note)
    {
        note.ToTable("doubt_note");
        note.Property(n => n.Id).ValueGeneratedNever();
        note.Property(n => n.State).HasConversion<string>().HasMaxLength(20);
        note.Property(n => n.FileName).HasMaxLength(260);
        note.Property(n => n.Sha256).HasMaxLength(64);
        note.Property(n => n.ActorId).HasMaxLength(120);
        note.HasIndex(n => n.DoubtId);
    }

    public void Configure(EntityTypeBuilder<StruckOffFirm> firm)
    {
        firm.ToTable("struck_off_firm");
        firm.HasKey(f => f.CreditCode);
        firm.Property(f => f.CreditCode).HasMaxLength(18);
        firm.Property(f => f.On).HasColumnName("struck_off_on"); // "on" is a word of SQL.
        firm.Property(f => f.ActorId).HasMaxLength(120);
    }

    public void Configure(EntityTypeBuilder<ProxyFigure> figure)
    {
        figure.ToTable("proxy_figure");
        figure.HasKey(f => new { f.UnitId, f.Month, f.Kind });
        figure.Property(f => f.Kind).HasMaxLength(40);
        figure.Property(f => f.ActorId).HasMaxLength(120);
    }
}
