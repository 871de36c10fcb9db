using Microsoft.Extensions.DependencyInjection;

namespace Yinfeng.Persistence;

public static class PersistenceModule
{
    public static IServiceCollection AddPersistence(this IServiceCollection services, Database database) => services
        .AddSingleton(database)
        .AddSingleton<ChangeFeed>()
        .AddSingleton<ForeignChanges>().AddSingleton<IStartTask>(s => s.GetRequiredService<ForeignChanges>())
        .AddHostedService<HearForeignChanges>()
        .AddHostedService<CopyLog>()
        .AddSingleton<Writer>();
}
