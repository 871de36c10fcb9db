using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Lights;
using Yinfeng.Shell;

namespace Yinfeng.Leads;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class LeadsModule
{
    public static IServiceCollection AddLeads(this IServiceCollection services) => services
        .AddSingleton<Channels>()
        .AddSingleton<LeadRules>().AddSingleton<LeadOwners>().AddSingleton<LeadChecks>()
        .AddSingleton<LeadDesk>()
        .AddSingleton<ReportLead>()
        .AddSingleton<EditLead>()
        .AddSingleton<CloseLead>()
        .AddSingleton<ConvertLead>()
        .AddSingleton<FollowLead>().AddSingleton<PoolLead>().AddSingleton<ClaimLead>().AddSingleton<TransferLead>().AddSingleton<ShareLead>().AddSingleton<MergeLeads>()
        .AddSingleton<ImportLeads>().AddSingleton<RecycleLeads>().AddHostedService<RecycleLeadsJob>()
        .AddSingleton<LeadItems>().AddSingleton<IDeskSource>(s => s.GetRequiredService<LeadItems>()).AddSingleton<IUnitMatters>(s => s.GetRequiredService<LeadItems>())
        .AddSingleton<TakenInvestors>()
        .AddSingleton<LeadQueries>()
        .AddSingleton<Enterprises.IEnterpriseTies, LeadTies>();

    public static void MapLeads(this IEndpointRouteBuilder routes)
    {
        LeadEndpoints.Map(routes);
        LeadActEndpoints.Map(routes);
        LeadPages.Map(routes);
        LeadActPages.Map(routes);
    }
}
