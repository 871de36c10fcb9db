using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Persistence;

namespace Yinfeng.Industries;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class IndustriesModule
{
    public static IServiceCollection AddIndustries(this IServiceCollection services) => services
        .AddSingleton<IndustryJudge>().AddSingleton<IStartTask>(s => s.GetRequiredService<IndustryJudge>())
        .AddSingleton<ReclassifyCompanies>().AddHostedService<ReclassifyJob>().AddSingleton<CorrectIndustry>().AddSingleton<IndustryQueries>();

    public static void MapIndustries(this IEndpointRouteBuilder routes)
    {
        IndustryEndpoints.Map(routes);
        IndustryPages.Map(routes);
    }
}
