using System.CommandLine;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Shell;

namespace Yinfeng.Enterprises;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class EnterprisesModule
{
    public static IServiceCollection AddEnterprises(this IServiceCollection services) => services
        .AddSingleton<RegistryPlaces>()
        .AddSingleton<EnterpriseBase>()
        .AddSingleton<EnterpriseSearch>()
        .AddSingleton<EnterpriseQueries>()
        .AddSingleton<Enterprises.ImportEnterprises>();

    public static void MapEnterprises(this IEndpointRouteBuilder routes)
    {
        EnterpriseEndpoints.Map(routes);
        EnterprisePages.Map(routes);
    }

    /// <summary>`yinfeng enterprise search`.</summary>
    public static Command Search(ICommandMaker maker) => EnterpriseCommands.Search(maker);

    /// <summary>`yinfeng import enterprises`.</summary>
    public static Command ImportEnterprises(ICommandMaker maker) => EnterpriseCommands.Import(maker);
}
