using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Yinfeng.Access;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class AccessModule
{
    public static IServiceCollection AddAccess(this IServiceCollection services) => services
        .AddSingleton<Sessions>()
        .AddSingleton<SignIn>()
        .AddSingleton<SignOut>()
        .AddSingleton<ChangePassword>()
        .AddSingleton<AddUser>()
        .AddSingleton<EditUser>()
        .AddSingleton<ResetPassword>()
        .AddSingleton<EndSession>()
        .AddSingleton<UserQueries>()
        .AddSingleton<FirstAdministrator>();

    public static void MapAccess(this IEndpointRouteBuilder routes)
    {
        AccessPages.Map(routes);
        UserPages.Map(routes);
        AccessEndpoints.Map(routes);
    }
}
