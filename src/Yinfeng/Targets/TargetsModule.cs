using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Yinfeng.Targets;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class TargetsModule
{
    public static IServiceCollection AddTargets(this IServiceCollection services) => services
        .AddSingleton<TargetChecks>()
        .AddSingleton<SetTarget>()
        .AddSingleton<SetPlan>()
        .AddSingleton<TargetQueries>();

    public static void MapTargets(this IEndpointRouteBuilder routes)
    {
        TargetEndpoints.Map(routes);
        TargetPages.Map(routes);
    }
}
