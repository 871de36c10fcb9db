using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Yinfeng.Leads;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class LeadsModule
{
    public static IServiceCollection AddLeads(this IServiceCollection services) => services;
}
