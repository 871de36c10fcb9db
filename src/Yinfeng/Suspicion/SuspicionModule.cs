using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Shell;

namespace Yinfeng.Suspicion;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class SuspicionModule
{
    public static IServiceCollection AddSuspicion(this IServiceCollection services) => services
        .AddSingleton(_ => SuspicionRules.Load())
        .AddSingleton<SuspicionReader>().AddSingleton<RunSuspicion>().AddSingleton<DoubtDesk>().AddSingleton<AnswerDoubt>().AddSingleton<JudgeDoubt>()
        .AddSingleton<OutsideLists>().AddSingleton<DoubtQueries>().AddSingleton<ListQueries>()
        .AddSingleton<IDeskSource, DoubtItems>().AddTransient(s => new SuspicionDemo(s.GetRequiredService<RunSuspicion>()))
        .AddSingleton<SuspicionJob>().AddHostedService(s => s.GetRequiredService<SuspicionJob>());

    public static void MapSuspicion(this IEndpointRouteBuilder routes)
    {
        SuspicionEndpoints.Map(routes);
        SuspicionPages.Map(routes);
    }
}
