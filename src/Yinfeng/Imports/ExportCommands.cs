using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Imports;

/// <summary>`yinfeng export ledger`, and the same workbook over HTTP.</summary>
internal static class ExportCommands
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static readonly Option<string?> Unit = new("--unit") { Description = "导出此单位及下级的台账" };
    private static readonly Option<int?> Year = new("--year") { Description = "只导出这一年的月份和目标" };
    private static readonly Option<string> Out = new("--out") { Description = "输出文件（.xlsx）", Required = true };

    public static Command Ledger(ICommandMaker maker) => maker.Make("ledger", Rights.See, "导出项目台账，可原样再导入", LedgerAsync, [Unit, Year, Out]);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/projects/export.xlsx", FilteredAsync).Need(Rights.See).Exports("ledger").ExcludeFromDescription();
        routes.MapPost("/projects/export.xlsx", TickedAsync).Need(Rights.See).Exports("ledger").ExcludeFromDescription();
        routes.MapGet("/api/projects/export.xlsx", FilteredAsync).Need(Rights.See).Exports("ledger")
            .WithTags("Projects").WithName("ExportLedger").WithSummary("The ledger as a workbook that imports to identical data, or the rows of a filter")
            .Produces(200, contentType: Xlsx).Produces(404);
    }

    /// <summary>Of a unit and a year the whole ledger with its targets; of any other filter of the list the rows it shows.</summary>
    private static async Task<IResult> FilteredAsync(HttpContext http, ExportLedger export, LedgerQueries list, UnitDirectory units, TimeProvider clock,
        CancellationToken ct)
    {
        var asked = http.Request.Query;
        if (asked.All(q => q.Key is "unit" or "year"))
        {
            return await DownloadAsync(http, export, units, clock, asked["unit"], asked["year"], null, ct);
        }
        var shown = await list.IdsAsync(http.Viewer(), LedgerQuery.Read(asked, []), ct);
        return await DownloadAsync(http, export, units, clock, null, null, shown.ToHashSet(), ct);
    }

    private static async Task<IResult> TickedAsync([FromForm] long[]? id, [FromForm] string? query, HttpContext http, ExportLedger export,
        LedgerQueries list, UnitDirectory units, TimeProvider clock, CancellationToken ct) =>
        id is { Length: > 0 }
            ? await DownloadAsync(http, export, units, clock, null, null, id.ToHashSet(), ct)
            : await LedgerPages.AnswerAsync(http, list, query,
                Decision.Refuse("export.none-ticked", "id", "没有勾选项目。请先在列表左侧勾选要导出的项目；要导出全部，请用右上角的“导出”。"), ct);

    /// <summary>The workbook as a download; <paramref name="only"/> narrows it to chosen projects.</summary>
    public static async Task<IResult> DownloadAsync(HttpContext http, ExportLedger export, UnitDirectory units, TimeProvider clock, string? unit, string? year,
        IReadOnlySet<long>? only, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var viewer = http.Viewer();
        var root = string.IsNullOrWhiteSpace(unit) ? tree.Find(viewer.UnitId ?? UnitTree.NationId) : tree.FindByCode(unit.Trim().Split(' ')[0]);
        var number = int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var y) ? y : (int?)null;
        var file = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        if (root is null || await export.WriteAsync(viewer, root.Id, number, only, file, ct) is null)
        {
            await file.DisposeAsync();
            return Results.NotFound();
        }
        file.Position = 0;
        return Results.Stream(file, Xlsx, $"{root.Name}项目台账-{BusinessTime.Today(clock):yyyyMMdd}.xlsx");
    }

    private static async Task<int> LedgerAsync(ParseResult parsed, CommandSeat seat, CancellationToken ct)
    {
        var tree = await seat.Services.GetRequiredService<UnitDirectory>().TodayAsync(ct);
        var code = parsed.GetValue(Unit);
        var root = code is null ? tree.Find(seat.Viewer.UnitId ?? UnitTree.NationId) : tree.FindByCode(code);
        if (root is null)
        {
            await seat.Error.WriteLineAsync($"没有代码为“{code}”的单位。--unit 要填六位区划代码或单位代码，例如 140800。");
            return 2;
        }
        var path = Path.GetFullPath(parsed.GetValue(Out)!, seat.WorkingDirectory);
        int? count = null;
        var isDone = await seat.HandOutAsync("ledger", path, async file => (count = await seat.Services.GetRequiredService<ExportLedger>()
            .WriteAsync(seat.Viewer, root.Id, parsed.GetValue(Year), null, file, ct)) is not null, ct);
        if (!isDone)
        {
            await seat.Error.WriteLineAsync($"“{root.Name}”不在您的管辖范围内，没有导出。");
            return 1;
        }
        await seat.Out.WriteLineAsync(seat.Json
            ? JsonSerializer.Serialize(new { file = path, unit = root.Code, projects = count }, ImportJson.Stored)
            : $"已导出 {root.Name} 的 {count} 个项目到 {path}。");
        return 0;
    }
}
