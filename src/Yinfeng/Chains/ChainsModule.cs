using Microsoft.Extensions.DependencyInjection;

namespace Yinfeng.Chains;

/// <summary>What the room registers.</summary>
public static class ChainsModule
{
    public static IServiceCollection AddChains(this IServiceCollection services) => services
        .AddSingleton<ChainShelf>();
}
