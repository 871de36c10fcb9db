using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Shell;

namespace Yinfeng.Maps;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class MapsModule
{
    public static IServiceCollection AddMaps(this IServiceCollection services)
    {
        foreach (var setting in MapSettings.All)
        {
            services.AddSingleton(setting);
        }
        return services.AddSingleton<MapShelf>().AddSingleton<MapLeads>().AddSingleton<MapCompanies>().AddSingleton<FocusMembers>().AddSingleton<MapQueries>()
            .AddSingleton<MapRowQueries>().AddSingleton<ImportBoundaries>().AddSingleton<RemoveBoundaries>();
    }

    public static void MapMaps(this IEndpointRouteBuilder routes)
    {
        MapEndpoints.Map(routes);
        MapPages.Map(routes);
        BoundaryPages.Map(routes);
    }
}
