using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Yinfeng.Policies;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class PoliciesModule
{
    public static IServiceCollection AddPolicies(this IServiceCollection services) => services
        .AddSingleton(_ => PolicyLibrary.Load())
        .AddSingleton<RegionNames>()
        .AddSingleton<PolicyMatch>()
        .AddSingleton<ProjectSubjects>()
        .AddSingleton<IPolicySubjects>(s => s.GetRequiredService<ProjectSubjects>())
        .AddSingleton<EntitledMatch>()
        .AddSingleton<EntitledQueries>();

    public static void MapPolicies(this IEndpointRouteBuilder routes)
    {
        PolicyEndpoints.Map(routes);
        PolicyPages.Map(routes);
        EntitledPages.Map(routes);
        EntitledEndpoints.Map(routes);
    }
}
