using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Audit;
using Yinfeng.Persistence;

namespace Yinfeng.Access;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class AccessModule
{
    public static IServiceCollection AddAccess(this IServiceCollection services) => services
        .AddSignIn()
        .AddSingleton<Posts>()
        .AddSingleton<RightHolders>()
        .AddSingleton<IStartTask, FollowPeople>()
        .AddSingleton<ChoosePost>()
        .AddSingleton<Appoint>()
        .AddSingleton<EndAppointment>()
        .AddSingleton<AddUser>()
        .AddSingleton<EditUser>()
        .AddSingleton<ResetPassword>()
        .AddSingleton<UserQueries>()
        .AddSingleton<FirstAdministrator>()
        .AddSingleton<IAuditSubjects, UserAuditSubjects>();

    public static void MapAccess(this IEndpointRouteBuilder routes)
    {
        AccessPages.Map(routes);
        AccountPages.Map(routes);
        SecondFactorPages.Map(routes);
        KeptFormPages.Map(routes);
        OidcPages.Map(routes);
        AccountEndpoints.Map(routes);
        UserPages.Map(routes);
        AccessEndpoints.Map(routes);
    }
}
