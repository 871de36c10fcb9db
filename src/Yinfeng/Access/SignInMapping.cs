using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Yinfeng.Access;

internal sealed class SignInMapping : IEntityTypeConfiguration<Session>, IEntityTypeConfiguration<PasswordRecord>, IEntityTypeConfiguration<SignInTrace>,
    IEntityTypeConfiguration<SecondFactor>, IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<Session> session)
    {
        session.ToTable("session");
        session.HasKey(s => s.TokenHash);
        session.Property(s => s.TokenHash).HasMaxLength(64);
        session.Property(s => s.Way).HasConversion<string>().HasMaxLength(20);
        session.Property(s => s.Address).HasMaxLength(64);
        session.Property(s => s.Agent).HasMaxLength(60);
        session.HasIndex(s => s.UserId);
    }

    public void Configure(EntityTypeBuilder<PasswordRecord> record)
    {
        record.ToTable("password_record");
        record.HasKey(p => new { p.UserId, p.SetAtUtc });
    }

    public void Configure(EntityTypeBuilder<SignInTrace> trace)
    {
        trace.ToTable("sign_in_trace");
        trace.HasKey(t => t.UserId);
        trace.Property(t => t.UserId).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<SecondFactor> factor)
    {
        factor.ToTable("second_factor");
        factor.HasKey(f => f.UserId);
        factor.Property(f => f.UserId).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<RecoveryCode> code)
    {
        code.ToTable("recovery_code");
        code.HasKey(c => new { c.UserId, c.Hash });
        code.Property(c => c.Hash).HasMaxLength(64);
    }
}
