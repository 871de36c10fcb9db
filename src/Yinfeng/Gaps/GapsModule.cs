using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Yinfeng.Gaps;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class GapsModule
{
    public static IServiceCollection AddGaps(this IServiceCollection services) => services
        .AddSingleton<GapRuleBook>().AddSingleton<ChainWords>().AddSingleton<MemberShelf>().AddSingleton<NodeLedger>().AddSingleton<GapQueries>()
        .AddSingleton<CoefficientShelf>().AddSingleton<ImportCoefficients>();

    public static void MapGaps(this IEndpointRouteBuilder routes)
    {
        GapEndpoints.Map(routes);
        GapPages.Map(routes);
    }
}
