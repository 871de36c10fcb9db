using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Yinfeng.Assessment;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class AssessmentModule
{
    public static IServiceCollection AddAssessment(this IServiceCollection services) => services
        .AddSingleton<SchemeBook>().AddSingleton<CaseCounts>().AddSingleton<LeaderFigures>().AddSingleton<ScoreInputs>()
        .AddSingleton<ScoreQueries>().AddSingleton<ReplayQueries>();

    public static void MapAssessment(this IEndpointRouteBuilder routes)
    {
        AssessmentEndpoints.Map(routes);
        AssessmentPages.Map(routes);
    }
}
