using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Yinfeng.Lights;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class LightsModule
{
    public static IServiceCollection AddLights(this IServiceCollection services) => services
        .AddSingleton<LightRuleBook>()
        .AddSingleton<LightStore>()
        .AddSingleton<LightQueries>()
        .AddSingleton<LightHistory>()
        .AddSingleton<RecordLights>()
        .AddSingleton<IndustryNames>()
        .AddSingleton<ClockQueries>()
        .AddSingleton<LightFrames>()
        .AddHostedService<RecordLightsJob>();

    public static void MapLights(this IEndpointRouteBuilder routes)
    {
        LightEndpoints.Map(routes);
        LightPages.Map(routes);
    }
}
