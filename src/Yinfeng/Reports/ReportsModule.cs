using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Yinfeng.Reports;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class ReportsModule
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddSingleton<BoardStore>()
        .AddSingleton<BoardQueries>()
        .AddSingleton<FigureQueries>()
        .AddSingleton<Cockpit>()
        .AddHostedService<WarmBoard>();

    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        BoardEndpoints.Map(routes);
        BoardPages.Map(routes);
    }
}
