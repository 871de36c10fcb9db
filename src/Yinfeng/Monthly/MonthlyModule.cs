using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Shell;

namespace Yinfeng.Monthly;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class MonthlyModule
{
    public static IServiceCollection AddMonthly(this IServiceCollection services) => services
        .AddSingleton(_ => MonthLimitsTable.Load())
        .AddSingleton<MonthGridQueries>()
        .AddSingleton<SaveDrafts>()
        .AddSingleton<SubmitMonth>()
        .AddSingleton<VerifyMonths>()
        .AddSingleton<MonthSheet>()
        .AddSingleton<MonthsUnderway>()
        .AddSingleton<IDeskSource, MonthlyDesk>();

    public static void MapMonthly(this IEndpointRouteBuilder routes)
    {
        MonthlyEndpoints.Map(routes);
        MonthlyPages.Map(routes);
        OverduePages.Map(routes);
    }
}
