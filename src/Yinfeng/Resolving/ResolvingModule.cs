using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Persistence;

namespace Yinfeng.Resolving;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class ResolvingModule
{
    public static IServiceCollection AddResolving(this IServiceCollection services) => services
        .AddSingleton<NameBase>().AddSingleton<NameResolver>().AddSingleton<IStartTask>(s => s.GetRequiredService<NameResolver>())
        .AddSingleton<MatchInvestors>().AddHostedService<MatchInvestorsJob>().AddSingleton<AnswerName>().AddSingleton<ResolvingQueries>();

    public static void MapResolving(this IEndpointRouteBuilder routes)
    {
        ResolvingEndpoints.Map(routes);
        ResolvingPages.Map(routes);
    }
}
