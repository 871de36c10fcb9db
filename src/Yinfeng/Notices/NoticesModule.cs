using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Yinfeng.Notices;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class NoticesModule
{
    public static IServiceCollection AddNotices(this IServiceCollection services)
    {
        foreach (var setting in NoticeSettings.All)
        {
            services.AddSingleton(setting);
        }
        return services.AddSingleton<RemindPeople>().AddSingleton<SendLetters>().AddSingleton<SetAddress>().AddSingleton<ReadNotices>()
            .AddSingleton<NoticeQueries>().AddHostedService<RemindersJob>();
    }

    public static void MapNotices(this IEndpointRouteBuilder routes)
    {
        NoticeEndpoints.Map(routes);
        NoticePages.Map(routes);
    }
}
