using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Bulletins.Checks;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Bulletins;

/// <summary>`yinfeng bulletin list | template`.</summary>
internal static class BulletinToolCommands
{
    public static Command List(ICommandMaker maker) => maker.Make("list", Rights.See, "已印发的通报和改过的草稿", async (_, seat, ct) =>
    {
        var lines = await seat.Services.GetRequiredService<BulletinQueries>().ListAsync(seat.Viewer, ct);
        if (seat.Json)
        {
            await seat.Out.WriteLineAsync(JsonSerializer.Serialize(lines.Select(BulletinLineJson.Of), BulletinModel.Json));
            return 0;
        }
        foreach (var line in lines)
        {
            await seat.Out.WriteLineAsync(string.Join('\t', line.Period, line.UnitCode, line.UnitName, line.Number ?? "草稿",
                line.IssuedOn?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "—"));
        }
        return 0;
    });

    public static Command Check(ICommandMaker maker)
    {
        var file = new Argument<string>("FILE") { Description = "docx 文件" };
        return maker.Make("check", Rights.See, "按 GB/T 9704 检查公文格式（误差 1 mm）", async (parsed, seat, ct) =>
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(seat.WorkingDirectory, parsed.GetValue(file)!), ct);
            var answer = await seat.Services.GetRequiredService<FormatCheck>().RunAsync(bytes, ct);
            if (answer.Value is not { } report)
            {
                return await BulletinCommands.RefusedAsync(seat, answer);
            }
            if (seat.Json)
            {
                await seat.Out.WriteLineAsync(JsonSerializer.Serialize(report, BulletinModel.Json));
            }
            else
            {
                foreach (var finding in report.Findings)
                {
                    await seat.Out.WriteLineAsync($"{(finding.Ok ? "符合" : "不符")}\t{finding.Name}\t应为 {finding.Expected}\t{finding.Found}");
                }
                await seat.Out.WriteLineAsync(report.Rendering ?? $"成品 {report.Pages} 页已量。");
            }
            return report.Ok ? 0 : 1;
        }, file);
    }

    public static Command Template(ICommandMaker maker)
    {
        var unit = new Option<string>("--unit") { Description = "单位代码", Required = true };
        var set = new Option<string?>("--set") { Description = "把这个文件存为新一版模板" };
        return maker.Make("template", Rights.See, "打印单位在用的通报模板，或存一版新的", async (parsed, seat, ct) =>
        {
            var code = parsed.GetValue(unit)!;
            if (parsed.GetValue(set) is { } file)
            {
                var text = await File.ReadAllTextAsync(Path.Combine(seat.WorkingDirectory, file), ct);
                var saved = await seat.Services.GetRequiredService<SaveTemplate>().RunAsync(seat.Viewer, code, text, ct);
                return saved.Allowed ? 0 : await BulletinCommands.RefusedAsync(seat, saved);
            }
            var tree = await seat.Services.GetRequiredService<UnitDirectory>().TodayAsync(ct);
            if (tree.FindByCode(code) is not { } node || !tree.IsWithin(node.Id, seat.Viewer.UnitId))
            {
                await seat.Error.WriteLineAsync($"没有代码为“{code}”的单位，或它不在您的权限范围内。");
                return 1;
            }
            await seat.Out.WriteAsync(await seat.Services.GetRequiredService<OfficeTemplates>()
                .ForAsync([.. tree.Upward(node.Id).Select(n => n.Id)], ct));
            return 0;
        }, unit, set);
    }
}

/// <summary>A line of the list as JSON.</summary>
public sealed record BulletinLineJson(string Period, string Unit, string UnitName, string? Number, DateOnly? IssuedOn, string? IssuedBy)
{
    public static BulletinLineJson Of(BulletinLine line) =>
        new(line.Period.ToString(), line.UnitCode, line.UnitName, line.Number, line.IssuedOn, line.IssuedBy);
}
