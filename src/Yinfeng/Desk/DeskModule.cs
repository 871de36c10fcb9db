using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Shell;

namespace Yinfeng.Desk;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class DeskModule
{
    public static IServiceCollection AddDesk(this IServiceCollection services) =>
        services.AddSingleton<DeskItems>().AddSingleton<InvestorSources>().AddSingleton<DeskQueries>().AddSingleton<DrawnPages>();

    public static void MapDesk(this IEndpointRouteBuilder routes)
    {
        DeskEndpoints.Map(routes);
        DeskPages.Map(routes);
    }
}
