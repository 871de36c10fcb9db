using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Yinfeng.Settings;

internal sealed class SettingsMapping : IEntityTypeConfiguration<Setting>
{
    public void Configure(EntityTypeBuilder<Setting> setting)
    {
        setting.ToTable("setting");
        setting.HasKey(s => s.Key);
        setting.Property(s => s.Key).HasMaxLength(60);
    }
}
