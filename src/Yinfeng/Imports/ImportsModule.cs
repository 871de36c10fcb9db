using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Yinfeng.Imports;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class ImportsModule
{
    public static IServiceCollection AddImports(this IServiceCollection services) => services
        .AddSingleton<ImportLedger>()
        .AddSingleton<UndoImport>()
        .AddSingleton<ImportQueries>();
}
