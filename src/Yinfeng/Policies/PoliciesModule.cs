using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Persistence;
using Yinfeng.Shell;

namespace Yinfeng.Policies;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class PoliciesModule
{
    public static IServiceCollection AddPolicies(this IServiceCollection services) => services
        .AddSingleton(_ => PolicyLibrary.Load())
        .AddSingleton<RegionNames>()
        .AddSingleton<PolicyMatch>()
        .AddSingleton<ProjectSubjects>()
        .AddSingleton<EnterpriseSubjects>()
        .AddSingleton<Enterprises.IEnterpriseTies, EnterprisePolicies>()
        .AddSingleton<IPolicySubjects>(s => s.GetRequiredService<ProjectSubjects>())
        .AddSingleton<EntitledMatch>()
        .AddSingleton<EntitledQueries>()
        .AddSingleton<EntitledCompanies>()
        .AddSingleton<PolicyChanges>()
        .AddSingleton<TellOfChange>()
        .AddSingleton<PolicyVersions>()
        .AddSingleton<PolicyDesk>()
        .AddSingleton<SavePolicy>()
        .AddSingleton<DecidePolicy>()
        .AddSingleton<IDeskSource, PolicyItems>()
        .AddSingleton<IStartTask, FollowPolicies>();

    public static void MapPolicies(this IEndpointRouteBuilder routes)
    {
        PolicyEndpoints.Map(routes);
        PolicyPages.Map(routes);
        EntitledPages.Map(routes);
        EntitledEndpoints.Map(routes);
        CompaniesRoutes.Map(routes);
        PolicyChangeRoutes.Map(routes);
        DigestRoutes.Map(routes);
    }
}
