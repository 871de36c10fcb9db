using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Yinfeng.Returns;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class ReturnsModule
{
    public static IServiceCollection AddReturns(this IServiceCollection services) => services
        .AddSingleton<ReturnQueries>()
        .AddSingleton<SaveMapping>();

    public static void MapReturns(this IEndpointRouteBuilder routes)
    {
        ReturnEndpoints.Map(routes);
        ReturnPages.Map(routes);
    }
}
