using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Shell;

namespace Yinfeng.Enterprises;

/// <summary>`yinfeng import enterprises`.</summary>
internal static class EnterpriseCommands
{
    private static readonly Argument<string[]> Files = new("FILE") { Description = "企业登记文件（csv、csv.gz、xlsx）", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string?> On = new("--on") { Description = "数据截止日期，例如 2026-03-31；不填为今天。旧文件不会覆盖新文件说过的内容" };
    private static readonly Option<string[]> Column = new("--column") { Description = "列对应关系，例如 name=企业全称；可写多次" };

    public static Command Import(ICommandMaker maker) => maker.Make("enterprises", Rights.Approve, "导入企业登记数据", ImportAsync, [Files, On, Column]);

    private static async Task<int> ImportAsync(ParseResult parsed, CommandSeat seat, CancellationToken ct)
    {
        var clock = seat.Services.GetRequiredService<TimeProvider>();
        var on = new LedgerDate(BusinessTime.Today(clock));
        if (parsed.GetValue(On) is { } text && !LedgerDate.TryParse(text, out on))
        {
            await seat.Error.WriteLineAsync($"“{text}”不是日期，请写成 2026-03-31。");
            return 2;
        }
        var files = parsed.GetValue(Files)!.Select(f => Path.Combine(seat.WorkingDirectory, f)).ToList();
        if (files.FirstOrDefault(f => !File.Exists(f)) is { } missing)
        {
            await seat.Error.WriteLineAsync($"找不到文件“{missing}”，请核对路径。");
            return 2;
        }
        var said = (parsed.GetValue(Column) ?? []).Select(c => c.Split('=', 2)).Where(c => c.Length == 2).ToDictionary(c => c[0].Trim(), c => c[1].Trim());
        var import = seat.Services.GetRequiredService<ImportEnterprises>();
        var outcomes = new List<EnterpriseImportOutcome>();
        var refused = new List<(string File, Unmet Why)>();
        foreach (var path in files)
        {
            var file = await RegistryFile.OpenAsync(path, null, ct);
            Action<EnterpriseImport>? progress = seat.Interactive
                ? i => seat.Error.Write($"\r{i.FileName}：已读 {i.Rows.ToString("N0", CultureInfo.InvariantCulture)} 行，新增 {i.Stored}，合并 {i.Merged}，未收 {i.Refused}\u001b[K")
                : null;
            var decision = await import.RunAsync(seat.Viewer, new EnterpriseImportRequest(file, on, said), progress, ct);
            if (seat.Interactive)
            {
                await seat.Error.WriteAsync("\r\u001b[K");
            }
            if (!decision.Allowed)
            {
                refused.Add((file.Name, decision.Unmet[0]));
                await seat.Error.WriteLineAsync($"{file.Name}：未导入。{decision.Unmet[0].Message}");
                continue;
            }
            outcomes.Add(decision.Value!);
            if (decision.Value!.Broken is { } broken)
            {
                await seat.Error.WriteLineAsync($"{file.Name}：{broken.Message}");
            }
        }
        await PrintAsync(seat, outcomes, refused, ct);
        return refused.Count > 0 || outcomes.Any(o => o.Broken is not null) ? 1 : 0;
    }

    private static async Task PrintAsync(CommandSeat seat, List<EnterpriseImportOutcome> outcomes, List<(string File, Unmet Why)> refused, CancellationToken ct)
    {
        var database = seat.Services.GetRequiredService<Database>();
        var report = await EnterpriseReport.OfAsync(database, outcomes, refused, ct);
        await seat.Out.WriteLineAsync(seat.Json ? JsonSerializer.Serialize(report, EnterpriseJson.Plain) : report.ToText());
    }
}
