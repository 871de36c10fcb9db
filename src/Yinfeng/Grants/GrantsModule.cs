using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Shell;

namespace Yinfeng.Grants;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class GrantsModule
{
    public static IServiceCollection AddGrants(this IServiceCollection services) => services
        .AddSingleton<GrantComputing>().AddSingleton<OpenGrants>().AddSingleton<GrantQueries>().AddSingleton<BudgetQueries>()
        .AddSingleton<ApplyGrant>().AddSingleton<AddGrantFile>().AddSingleton<VerifyGrant>().AddSingleton<ApproveGrant>()
            .AddSingleton<TurnGrant>()
        .AddSingleton<PlanGrant>().AddSingleton<PayGrant>().AddSingleton<ClaimBack>().AddSingleton<SaveBudget>()
        .AddSingleton<IDeskSource, GrantDesk>();

    public static void MapGrants(this IEndpointRouteBuilder routes)
    {
        GrantEndpoints.Map(routes);
        GrantPages.Map(routes);
    }
}
