using System.CommandLine;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Persistence;
using Yinfeng.Shell;

namespace Yinfeng.Enterprises;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class EnterprisesModule
{
    public static IServiceCollection AddEnterprises(this IServiceCollection services) => services
        .AddSingleton<RegistryPlaces>()
        .AddSingleton(s => new EnterpriseBase(s.GetRequiredService<Database>(), s.GetRequiredService<ChangeFeed>(), s.GetService<SavedEnterprises>()))
        .AddSingleton<EnterpriseSearch>()
        .AddSingleton<EnterpriseQueries>()
        .AddSingleton<Enterprises.ImportEnterprises>().AddSingleton<Enterprises.ImportList>().AddSingleton<Enterprises.ImportProducts>()
        .AddSingleton<RegistryTemplates>().AddSingleton<StagedRegistries>().AddSingleton<RegistryColumns>()
        .AddSingleton<EnterpriseImportJobs>().AddHostedService(s => s.GetRequiredService<EnterpriseImportJobs>())
        .AddHostedService<WarmEnterprises>()
        .AddSingleton<EnterpriseLines>().AddSingleton<EnterpriseGroups>().AddSingleton<EnterpriseViews>().AddSingleton<IEnterpriseTies, ProjectTies>();

    /// <summary>For a command that runs without a server: what it read and indexed is kept for the next one.</summary>
    public static IServiceCollection AddSavedEnterprises(this IServiceCollection services) => services.AddSingleton<SavedEnterprises>();

    public static void MapEnterprises(this IEndpointRouteBuilder routes)
    {
        EnterpriseEndpoints.Map(routes);
        EnterprisePages.Map(routes);
        EnterpriseImportPages.Map(routes);
        ProductRoutes.Map(routes);
        RegistryColumnPages.Map(routes);
    }

    /// <summary>`yinfeng enterprise search`.</summary>
    public static Command Search(ICommandMaker maker) => EnterpriseCommands.Search(maker);

    /// <summary>`yinfeng enterprise list` and `yinfeng enterprise show`.</summary>
    public static IEnumerable<Command> Lists(ICommandMaker maker) => EnterpriseListCommands.Make(maker);

    /// <summary>`yinfeng import lists`.</summary>
    public static Command ImportLists(ICommandMaker maker) => EnterpriseListCommands.Import(maker);

    /// <summary>`yinfeng import products`.</summary>
    public static Command ImportProducts(ICommandMaker maker) => EnterpriseListCommands.ImportProducts(maker);

    /// <summary>`yinfeng import enterprises`.</summary>
    public static Command ImportEnterprises(ICommandMaker maker) => EnterpriseCommands.Import(maker);
}
