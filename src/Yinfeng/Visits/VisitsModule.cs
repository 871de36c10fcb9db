using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Enterprises;
using Yinfeng.Shell;

namespace Yinfeng.Visits;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class VisitsModule
{
    public static IServiceCollection AddVisits(this IServiceCollection services) => services
        .AddSingleton<ContactSeal>()
        .AddSingleton<VisitCompanies>()
        .AddSingleton<RecordVisit>()
        .AddSingleton<FinishStep>()
        .AddSingleton<KeepContact>()
        .AddSingleton<EraseContact>()
        .AddSingleton<VisitQueries>()
        .AddSingleton<ContactQueries>()
        .AddSingleton<MetCompanies>()
        .AddSingleton<IEnterpriseTies, VisitTies>()
        .AddSingleton<IDeskSource, VisitDesk>();

    public static void MapVisits(this IEndpointRouteBuilder routes)
    {
        VisitEndpoints.Map(routes);
        VisitPages.Map(routes);
    }
}
