using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Persistence;

namespace Yinfeng.Settings;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class SettingsModule
{
    public static IServiceCollection AddSettings(this IServiceCollection services) => services
        .AddSingleton<OfficeSettings>()
        .AddSingleton<IStartTask, FollowSettings>()
        .AddSingleton<SetSettings>();

    public static void MapSettings(this IEndpointRouteBuilder routes)
    {
        SettingsEndpoints.Map(routes);
        SettingsPages.Map(routes);
    }
}
