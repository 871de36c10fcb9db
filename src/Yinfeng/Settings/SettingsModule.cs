using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Yinfeng.Settings;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class SettingsModule
{
    public static IServiceCollection AddSettings(this IServiceCollection services) => services
        .AddSingleton<OfficeSettings>()
        .AddSingleton<SetSettings>();

    public static void MapSettings(this IEndpointRouteBuilder routes)
    {
        SettingsEndpoints.Map(routes);
        SettingsPages.Map(routes);
    }
}
