using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Shell;

namespace Yinfeng.Promises;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class PromisesModule
{
    public static IServiceCollection AddPromises(this IServiceCollection services) => services
        .AddSingleton<OpenPromises>()
        .AddSingleton<MakePromise>()
        .AddSingleton<ReportPromise>()
        .AddSingleton<JudgePromise>()
        .AddSingleton<MovePromise>()
        .AddSingleton<PromiseQueries>()
        .AddSingleton<IDeskSource, PromiseDesk>();

    public static void MapPromises(this IEndpointRouteBuilder routes)
    {
        PromiseEndpoints.Map(routes);
        PromisePages.Map(routes);
    }
}
