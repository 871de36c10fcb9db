using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Yinfeng.Rules;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class RulesModule
{
    public static IServiceCollection AddRules(this IServiceCollection services) => services;
}
