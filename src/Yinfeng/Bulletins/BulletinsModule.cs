using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Audit;
using Yinfeng.Bulletins.Checks;
using Yinfeng.Closing;

namespace Yinfeng.Bulletins;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class BulletinsModule
{
    public static IServiceCollection AddBulletins(this IServiceCollection services) => services
        .AddSingleton<OfficeTemplates>()
        .AddSingleton<BulletinDrafts>()
        .AddSingleton<BulletinQueries>()
        .AddSingleton<IssueBulletin>()
        .AddSingleton<EditBulletin>()
        .AddSingleton<SaveTemplate>()
        .AddSingleton<OfficeSuite>()
        .AddSingleton<FormatCheck>()
        .AddSingleton<IAuditAnchorSource, IssuedRoots>()
        .AddSingleton<IClosedDocument, ClosedDocument>();

    public static void MapBulletins(this IEndpointRouteBuilder routes)
    {
        BulletinEndpoints.Map(routes);
        BulletinPages.Map(routes);
    }
}
