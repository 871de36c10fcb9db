using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Imports;

/// <summary>`yinfeng import ledger` and `yinfeng import undo`.</summary>
internal static class ImportCommands
{
    private static readonly Argument<string[]> Files = new("FILE") { Description = "台账文件（xlsx、xls、csv）", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string?> Unit = new("--unit") { Description = "所属单位的区划代码；行内单位先在其下级中查找，没有单位列的行归它" };
    private static readonly Option<int?> Year = new("--year") { Description = "月份列所属年度（表中写明时不必）" };
    private static readonly Option<string?> Template = new("--template") { Description = "使用以前保存的列对应关系" };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "只读取和检查，不保存" };
    private static readonly Argument<string> Which = new("SHA|ID") { Description = "文件指纹（可只写前几位）或导入编号" };

    public static Command Ledger(ICommandMaker maker) =>
        maker.Make("ledger", Rights.Report, "导入招商项目台账", (parsed, seat, ct) => LedgerAsync(parsed, seat, _ => null, ct), [Files, Unit, Year, Template, DryRun]);

    /// <summary>`yinfeng import targets`: a workbook of targets or plans alone, stored like a ledger, so that it can be undone and traced.</summary>
    public static Command Targets(ICommandMaker maker) => maker.Make("targets", Rights.Approve, "导入目标任务和序时计划",
        (parsed, seat, ct) => LedgerAsync(parsed, seat, TargetsOnly, ct), [Files, Unit, Year, DryRun]);

    public static Command Undo(ICommandMaker maker) => maker.Make("undo", Rights.Report, "整体撤销一次导入", UndoAsync, [Which]);

    private static async Task<int> LedgerAsync(ParseResult parsed, CommandSeat seat, Func<LedgerReading, Decision?> refuse, CancellationToken ct)
    {
        var tree = await seat.Services.GetRequiredService<UnitDirectory>().TodayAsync(ct);
        var unitId = seat.Viewer.UnitId ?? UnitTree.NationId;
        if (parsed.GetValue(Unit) is { } code)
        {
            if ((tree.FindByCode(code) ?? (long.TryParse(code, CultureInfo.InvariantCulture, out var id) ? tree.Find(id) : null)) is not { } unit)
            {
                await seat.Error.WriteLineAsync($"没有代码为“{code}”的单位。--unit 要填六位区划代码或单位代码，例如 140800。");
                return 2;
            }
            unitId = unit.Id;
        }
        var files = parsed.GetValue(Files)!;
        foreach (var file in files)
        {
            if (!File.Exists(Path.Combine(seat.WorkingDirectory, file)))
            {
                await seat.Error.WriteLineAsync($"找不到文件“{file}”，请核对路径。");
                return 2;
            }
        }
        var code1 = 0;
        if (seat.Json && files.Length > 1)
        {
            await seat.Out.WriteAsync('[');
        }
        for (var i = 0; i < files.Length; i++)
        {
            if (i > 0 && seat.Json)
            {
                await seat.Out.WriteAsync(',');
            }
            code1 = Math.Max(code1, await OneAsync(parsed, seat, files[i], unitId, refuse, ct));
        }
        if (seat.Json)
        {
            await seat.Out.WriteLineAsync(files.Length > 1 ? "]" : "");
        }
        await seat.Out.FlushAsync(ct);
        return code1;
    }

    private static async Task<int> OneAsync(ParseResult parsed, CommandSeat seat, string path, long unitId,
        Func<LedgerReading, Decision?> refuse, CancellationToken ct)
    {
        var file = await LedgerFile.OpenAsync(Path.Combine(seat.WorkingDirectory, path), Path.GetFileName(path), ct);
        var progress = seat.Interactive ? new ProgressLine(seat.Error) : null;
        var year = parsed.GetValue(Year);
        var read = await seat.Services.GetRequiredService<ReadLedger>()
            .RunAsync(file, unitId, year, null, parsed.GetValue(Template), progress, ct);
        if (!read.Allowed)
        {
            return await RefusedAsync(seat, path, read, progress);
        }
        if (refuse(read.Value!) is { } unfit)
        {
            return await RefusedAsync(seat, path, unfit, progress);
        }
        progress?.Say("正在保存…");
        var stored = await seat.Services.GetRequiredService<ImportLedger>().RunAsync(seat.Viewer,
            new ImportRequest(file, read.Value!, unitId, year, parsed.GetValue(DryRun)), ct);
        if (!stored.Allowed)
        {
            return await RefusedAsync(seat, path, stored, progress);
        }
        progress?.Done();
        if (seat.Json)
        {
            ImportReport.WriteJson(seat.Out, path, stored.Value!);
        }
        else
        {
            ImportReport.WriteText(seat.Out, path, stored.Value!);
        }
        return 0;
    }

    /// <summary>A file counts once; a workbook with both must go in whole, or its projects could not follow later.</summary>
    private static Decision? TargetsOnly(LedgerReading reading) => reading switch
    {
        { Rows.Count: > 0 } => Decision.Refuse("ledger-found", "", "这个文件里还有项目台账。请用 import ledger 一次导入，目标会一并读入。"),
        { Targets.Count: 0 } => Decision.Refuse("targets-not-found", "", "没有读到目标。请核对：单位写在第一列，表头写指标名称，表题写明年份（或用 --year 指定）。"),
        _ => null,
    };

    private static async Task<int> RefusedAsync(CommandSeat seat, string path, Decision refused, ProgressLine? progress)
    {
        progress?.Done();
        if (seat.Json)
        {
            ImportReport.WriteRefusedJson(seat.Out, path, refused);
        }
        await seat.Error.WriteLineAsync($"{path}：未导入。{string.Join(" ", refused.Unmet.Select(u => u.Message))}");
        return 1;
    }

    private static async Task<int> UndoAsync(ParseResult parsed, CommandSeat seat, CancellationToken ct)
    {
        var import = await seat.Services.GetRequiredService<ImportQueries>().FindAsync(seat.Viewer, parsed.GetValue(Which)!, ct);
        if (import is null)
        {
            await seat.Error.WriteLineAsync($"没有编号或指纹为“{parsed.GetValue(Which)}”的导入；用 import list 查看全部导入。");
            return 1;
        }
        var undone = await seat.Services.GetRequiredService<UndoImport>().RunAsync(seat.Viewer, import.Id, ct);
        if (seat.Json)
        {
            await seat.Out.WriteLineAsync(System.Text.Json.JsonSerializer.Serialize(new
            {
                id = import.Id, file = import.FileName, sha256 = import.Sha256, undone = undone.Allowed, unmet = undone.Unmet,
            }, ImportJson.Stored));
        }
        else if (undone.Allowed)
        {
            await seat.Out.WriteLineAsync($"已撤销“{import.FileName}”的导入：删除 {import.Stored} 个项目，还原 {import.Updated} 个项目。");
        }
        foreach (var unmet in undone.Unmet)
        {
            await seat.Error.WriteLineAsync(unmet.Message);
        }
        return undone.Allowed ? 0 : 1;
    }
}

/// <summary>One line on the terminal that follows the reading.</summary>
internal sealed class ProgressLine(TextWriter terminal) : IProgress<double>
{
    private int _shown = -1;

    public void Report(double value)
    {
        var percent = (int)(value * 100);
        if (Interlocked.Exchange(ref _shown, percent) != percent)
        {
            Say($"正在读取 {percent}%");
        }
    }

    public void Say(string text) => terminal.Write($"\r{text}\u001b[K");

    public void Done() => terminal.Write("\r\u001b[K");
}
