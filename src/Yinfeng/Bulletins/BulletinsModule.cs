using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Yinfeng.Bulletins;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class BulletinsModule
{
    public static IServiceCollection AddBulletins(this IServiceCollection services) => services
        .AddSingleton<OfficeTemplates>()
        .AddSingleton<BulletinDrafts>();

    public static void MapBulletins(this IEndpointRouteBuilder routes) => ArgumentNullException.ThrowIfNull(routes);
}
