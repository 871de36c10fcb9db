using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Persistence;

namespace Yinfeng.Chains;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class ChainsModule
{
    public static IServiceCollection AddChains(this IServiceCollection services) => services
        .AddSingleton<ChainShelf>().AddSingleton<ChainCheck>().AddSingleton<ChainQueries>().AddSingleton<ChainDesk>()
        .AddSingleton<SaveChain>().AddSingleton<DecideChain>().AddSingleton<SetChainTask>().AddSingleton<SetChainTarget>().AddSingleton<SetChainCharge>()
        .AddSingleton<IStartTask, FollowChains>();

    public static void MapChains(this IEndpointRouteBuilder routes)
    {
        ChainPages.Map(routes);
        ChainEditor.Map(routes);
        ChainRoutes.Map(routes);
        ChainEndpoints.Map(routes);
    }
}
