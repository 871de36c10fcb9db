using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Audit;
using Yinfeng.Persistence;

namespace Yinfeng.Units;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class UnitsModule
{
    public static IServiceCollection AddUnits(this IServiceCollection services) => services
        .AddSingleton<UnitDirectory>()
        .AddSingleton<IAuditSubjects, UnitAuditSubjects>()
        .AddSingleton<RetiredRegions>()
        .AddSingleton<IStartTask, SeedRegions>()
        .AddSingleton<UnitChange>()
        .AddSingleton<AddUnit>()
        .AddSingleton<RenameUnit>()
        .AddSingleton<MoveUnit>()
        .AddSingleton<MergeUnits>()
        .AddSingleton<EndUnit>()
        .AddSingleton<ImportUnits>()
        .AddSingleton<UnitQueries>();

    public static void MapUnits(this IEndpointRouteBuilder routes)
    {
        UnitEndpoints.Map(routes);
        UnitPages.Map(routes);
    }
}
