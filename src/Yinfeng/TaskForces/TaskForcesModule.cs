using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;

namespace Yinfeng.TaskForces;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class TaskForcesModule
{
    public static IServiceCollection AddTaskForces(this IServiceCollection services) => services
        .AddSingleton<ISharedProjects, SharedProjects>()
        .AddSingleton<TaskForceDesk>().AddSingleton<TaskForceQueries>()
        .AddSingleton<FormTaskForce>().AddSingleton<ChangeMembers>().AddSingleton<ShareProject>();

    public static void MapTaskForces(this IEndpointRouteBuilder routes)
    {
        TaskForceEndpoints.Map(routes);
        TaskForcePages.Map(routes);
    }
}
