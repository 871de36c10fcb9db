using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Bulletins;
using Yinfeng.Lights;
using Yinfeng.Shell;

namespace Yinfeng.Meetings;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class MeetingsModule
{
    public static IServiceCollection AddMeetings(this IServiceCollection services) => services
        .AddSingleton<MeetingBook>()
        .AddSingleton<MeetingChecks>()
        .AddSingleton<OpenMeetings>()
        .AddSingleton<OpenResolutions>()
        .AddSingleton<PlanMeeting>()
        .AddSingleton<EditMeeting>()
        .AddSingleton<CancelMeeting>()
        .AddSingleton<DrawAgenda>()
        .AddSingleton<ArrangeAgenda>()
        .AddSingleton<DraftResolution>()
        .AddSingleton<HoldMeeting>()
        .AddSingleton<ReportResolution>()
        .AddSingleton<JudgeResolution>()
        .AddSingleton<ExtendResolution>()
        .AddSingleton<WithdrawResolution>()
        .AddSingleton<MeetingQueries>()
        .AddSingleton<ResolutionQueries>()
        .AddSingleton<MeetingNewsQueries>()
        .AddSingleton<IMeetingNews>(s => s.GetRequiredService<MeetingNewsQueries>())
        .AddSingleton<IUnitMatters>(s => s.GetRequiredService<MeetingNewsQueries>())
        .AddSingleton<MeetingSeat>()
        .AddSingleton<IDeskSource, MeetingDesk>();

    public static void MapMeetings(this IEndpointRouteBuilder routes)
    {
        MeetingEndpoints.Map(routes);
        ResolutionEndpoints.Map(routes);
        MeetingPages.Map(routes);
        ResolutionPages.Map(routes);
    }
}
