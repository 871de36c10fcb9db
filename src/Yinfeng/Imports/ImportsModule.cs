using System.CommandLine;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Shell;

namespace Yinfeng.Imports;

/// <summary>What the room registers, and the routes it answers.</summary>
public static class ImportsModule
{
    public static IServiceCollection AddImports(this IServiceCollection services) => services
        .AddSingleton<ReadLedger>()
        .AddSingleton<ImportLedger>()
        .AddSingleton<UndoImport>()
        .AddSingleton<ImportQueries>()
        .AddSingleton<ImportListing>()
        .AddSingleton<StagedImports>()
        .AddSingleton<StagedReadings>()
        .AddSingleton<StagedSeat>()
        .AddSingleton<ExportLedger>();

    public static void MapImports(this IEndpointRouteBuilder routes)
    {
        ImportPages.Map(routes);
        StagedPages.Map(routes);
        ImportEndpoints.Map(routes);
        ExportCommands.Map(routes);
    }

    /// <summary>`yinfeng import …` and `yinfeng export ledger`.</summary>
    public static IEnumerable<Command> ImportCommandsOf(ICommandMaker maker) =>
    [
        new Command("import", "导入数据") { ImportCommands.Ledger(maker), ImportCommands.Undo(maker) },
        new Command("export", "导出数据") { ExportCommands.Ledger(maker) },
    ];
}
