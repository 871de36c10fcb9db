using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Shell;

namespace Yinfeng.Enterprises;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class EnterprisesModule
{
    public static IServiceCollection AddEnterprises(this IServiceCollection services) => services
        .AddSingleton<RegistryPlaces>()
        .AddSingleton<EnterpriseBase>()
        .AddSingleton<Enterprises.ImportEnterprises>();

    /// <summary>`yinfeng import enterprises`.</summary>
    public static Command ImportEnterprises(ICommandMaker maker) => EnterpriseCommands.Import(maker);
}
