using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Persistence;

namespace Yinfeng.Closing;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class ClosingModule
{
    public static IServiceCollection AddClosing(this IServiceCollection services) => services
        .AddSingleton<ClosedMonths>()
        .AddSingleton<FrozenRules>()
        .AddSingleton<CloseMonth>()
        .AddSingleton<RegisterIssued>()
        .AddSingleton<ClosedBoards>()
        .AddSingleton<VerifyClosed>()
        .AddSingleton<ClosingQueries>()
        .AddSingleton<ClosingDesk>()
        .AddSingleton<RestatementQueries>()
        .AddSingleton<ProjectEffects>()
        .AddSingleton<GoalEffects>()
        .AddSingleton<UnitEffects>()
        .AddSingleton<Restating>()
        .AddSingleton<ClosedComparison>()
        .AddSingleton(s => new Lazy<ClosedComparison>(s.GetRequiredService<ClosedComparison>))
        .AddSingleton<IWriteGuard, ClosedGuard>();

    public static void MapClosing(this IEndpointRouteBuilder routes)
    {
        ClosingEndpoints.Map(routes);
        ClosingPages.Map(routes);
    }
}
