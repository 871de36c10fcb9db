using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Yinfeng.Shareholdings;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class ShareholdingsModule
{
    public static IServiceCollection AddShareholdings(this IServiceCollection services) => services
        .AddSingleton<ShareholdingMemory>()
        .AddSingleton<ShareholdingQueries>()
        .AddSingleton<ImportShareholdings>();

    public static void MapShareholdings(this IEndpointRouteBuilder routes)
    {
        ShareholdingEndpoints.Map(routes);
        ShareholdingPages.Map(routes);
    }
}
