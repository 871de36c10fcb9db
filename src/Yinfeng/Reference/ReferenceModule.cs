using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Yinfeng.Reference;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class ReferenceModule
{
    public static IServiceCollection AddReference(this IServiceCollection services) => services;
}
