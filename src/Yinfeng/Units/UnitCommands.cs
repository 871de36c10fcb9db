using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Sheets;
using Yinfeng.Shell;

namespace Yinfeng.Units;

/// <summary>`yinfeng import units FILE`.</summary>
public static class UnitCommands
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true,
    };

    private static readonly Argument<string> File = new("FILE") { Description = "单位表：xlsx、xls 或 csv，表头为 代码、名称、类别、上级、起始" };

    public static Command Import(ICommandMaker maker) => maker.Make("units", Rights.ManageSystem, "导入本级增设的部门、园区、专班等单位", async (parsed, seat, ct) =>
    {
        var path = Path.GetFullPath(parsed.GetValue(File)!, seat.WorkingDirectory);
        try
        {
            var outcome = await seat.Services.GetRequiredService<ImportUnits>().RunAsync(seat.Viewer, path, ct);
            if (seat.Json)
            {
                var report = new { file = Path.GetFileName(path), added = outcome.Added, known = outcome.Known, outcome.Problems };
                await seat.Out.WriteLineAsync(JsonSerializer.Serialize(report, Json));
            }
            foreach (var problem in outcome.Problems)
            {
                await seat.Error.WriteLineAsync($"{problem.Sheet} 第 {problem.Row} 行：{problem.Message}");
            }
            await seat.Error.WriteLineAsync(outcome.Stored
                ? $"新增 {outcome.Added} 个单位，已有 {outcome.Known} 个。" : "没有导入任何单位。请改正以上各行后重新导入。");
            return outcome.Stored ? 0 : 1;
        }
        catch (WorkbookRefusedException refused)
        {
            if (seat.Json)
            {
                await seat.Out.WriteLineAsync(JsonSerializer.Serialize(
                    new { file = Path.GetFileName(path), refused = true, reason = refused.Reason.Code, message = refused.Reason.Message }, Json));
            }
            await seat.Error.WriteLineAsync(refused.Reason.Message);
            return 1;
        }
    }, [File]);
}
