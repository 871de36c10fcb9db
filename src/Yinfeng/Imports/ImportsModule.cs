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
        .AddSingleton<Imports.ImportLedger>()
        .AddSingleton<Imports.UndoImport>()
        .AddSingleton<ImportQueries>()
        .AddSingleton<ImportListing>()
        .AddSingleton<StagedImports>()
        .AddSingleton<StagedReadings>()
        .AddSingleton<StagedConfirms>()
        .AddSingleton<StagedSeat>()
        .AddSingleton<Shell.IDeskSource, StagedDesk>()
        .AddSingleton<Imports.ExportLedger>();

    public static void MapImports(this IEndpointRouteBuilder routes)
    {
        ImportPages.Map(routes);
        StagedPages.Map(routes);
        ImportEndpoints.Map(routes);
        ExportCommands.Map(routes);
    }

    /// <summary>`yinfeng import ledger`.</summary>
    public static Command ImportLedger(ICommandMaker maker) => ImportCommands.Ledger(maker);

    /// <summary>`yinfeng import targets`.</summary>
    public static Command ImportTargets(ICommandMaker maker) => ImportCommands.Targets(maker);

    /// <summary>`yinfeng import undo`.</summary>
    public static Command UndoImport(ICommandMaker maker) => ImportCommands.Undo(maker);

    /// <summary>`yinfeng export ledger`.</summary>
    public static Command ExportLedger(ICommandMaker maker) => ExportCommands.Ledger(maker);
}
