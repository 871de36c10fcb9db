using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Yinfeng.Leads;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class LeadsModule
{
    public static IServiceCollection AddLeads(this IServiceCollection services) => services
        .AddSingleton<Channels>()
        .AddSingleton<LeadChecks>()
        .AddSingleton<LeadDesk>()
        .AddSingleton<ReportLead>()
        .AddSingleton<EditLead>()
        .AddSingleton<CloseLead>()
        .AddSingleton<ConvertLead>()
        .AddSingleton<TakenInvestors>()
        .AddSingleton<LeadQueries>();

    public static void MapLeads(this IEndpointRouteBuilder routes)
    {
        LeadEndpoints.Map(routes);
        LeadPages.Map(routes);
    }
}
