using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Shell;

namespace Yinfeng.Assessment;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class AssessmentModule
{
    public static IServiceCollection AddAssessment(this IServiceCollection services) => services
        .AddSingleton<SchemeBook>().AddSingleton<CaseCounts>().AddSingleton<LeaderFigures>().AddSingleton<ScoreInputs>()
        .AddSingleton<ScoreQueries>().AddSingleton<ReplayQueries>()
        .AddSingleton<AssessmentScope>().AddSingleton<EditionQueries>().AddSingleton<RegisterQueries>().AddSingleton<VerifyEdition>()
        .AddSingleton<ProposeEdition>().AddSingleton<DecideEdition>().AddSingleton<ProposeScheme>().AddSingleton<DecideScheme>()
        .AddSingleton<EnterPoints>().AddSingleton<DecideEntry>().AddSingleton<SetLeaderTarget>().AddSingleton<RaiseObjection>().AddSingleton<AnswerObjection>()
        .AddSingleton<IDeskSource, AssessmentDesk>();

    public static void MapAssessment(this IEndpointRouteBuilder routes)
    {
        AssessmentEndpoints.Map(routes);
        EditionEndpoints.Map(routes);
        RegisterEndpoints.Map(routes);
        AssessmentPages.Map(routes);
        EditionPages.Map(routes);
        RegisterPages.Map(routes);
    }
}
