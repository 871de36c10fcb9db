using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Yinfeng.Pending;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class PendingModule
{
    public static IServiceCollection AddPending(this IServiceCollection services) => services.AddSingleton<TimeLimits>().AddSingleton<PendingQueries>();

    public static void MapPending(this IEndpointRouteBuilder routes)
    {
        PendingEndpoints.Map(routes);
        PendingPages.Map(routes);
    }
}
