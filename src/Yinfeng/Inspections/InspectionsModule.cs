using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Inspections;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class InspectionsModule
{
    public static IServiceCollection AddInspections(this IServiceCollection services) => services
        .AddSingleton(_ => InspectionRules.Load())
        .AddSingleton<PoolMaker>().AddSingleton<InspectionDesk>().AddSingleton<TaskDesk>()
        .AddSingleton<SavePlan>().AddSingleton<SaveInspector>()
        .AddSingleton<FreezePool>().AddSingleton<PublishDraw>().AddSingleton<RevealNonce>().AddSingleton<EnterNumbers>().AddSingleton<RunDraw>()
        .AddSingleton<CancelDraw>().AddSingleton<SubstituteInspector>()
        .AddSingleton<SaveTaskDraft>().AddSingleton<AddTaskPhoto>().AddSingleton<SubmitTask>().AddSingleton<CloseFinding>()
        .AddSingleton<DrawQueries>().AddSingleton<TaskQueries>().AddSingleton<InspectionViews>()
        .AddSingleton<IDeskSource, InspectionItems>()
        .AddTransient(s => new InspectionsDemo(s.GetRequiredService<Database>(), s.GetRequiredService<ChangeFeed>(),
            s.GetRequiredService<UnitDirectory>(),
            s.GetRequiredService<InspectionRules>(), s.GetRequiredService<Suspicion.SuspicionRules>(), s.GetRequiredService<PoolMaker>(), s.GetRequiredService<EvidenceFiles>(),
                s.GetRequiredService<TaskQueries>(), s.GetRequiredService<TimeProvider>()));

    public static void MapInspections(this IEndpointRouteBuilder routes)
    {
        InspectionEndpoints.Map(routes);
        DrawEndpoints.Map(routes);
        InspectionPages.Map(routes);
        DrawPages.Map(routes);
        TaskPages.Map(routes);
    }
}
