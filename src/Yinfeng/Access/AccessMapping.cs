using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Yinfeng.Access;

internal sealed class AccessMapping : IEntityTypeConfiguration<User>, IEntityTypeConfiguration<Appointment>
{
    public void Configure(EntityTypeBuilder<User> user)
    {
        user.ToTable("app_user"); // "user" is a reserved word in PostgreSQL.
        user.Property(u => u.Id).ValueGeneratedNever();
        user.Property(u => u.Login).HasMaxLength(60);
        user.Property(u => u.Name).HasMaxLength(60);
        user.HasIndex(u => u.Login).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Appointment> appointment)
    {
        appointment.ToTable("appointment");
        appointment.Property(a => a.Id).ValueGeneratedNever();
        appointment.Property(a => a.From).HasColumnName("from_day");
        appointment.Property(a => a.Until).HasColumnName("until_day");
        appointment.HasIndex(a => a.UserId);
    }
}
