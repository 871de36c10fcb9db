using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Chains;

/// <summary>`yinfeng chain list` and `yinfeng import chains`.</summary>
public static class ChainCommands
{
    private const int Done = 0, Refused = 1, WrongUsage = 2;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command List(ICommandMaker maker)
    {
        var unit = Unit();
        return maker.Make("list", Rights.See, "一个单位使用的产业链", async (parsed, seat, ct) =>
        {
            var chains = seat.Services.GetRequiredService<ChainQueries>();
            if (await chains.UnitAsync(seat.Viewer, parsed.GetValue(unit), ct) is not { } place)
            {
                return NoUnit(seat, parsed.GetValue(unit));
            }
            var all = await seat.Services.GetRequiredService<ChainShelf>().AllAsync(seat.Viewer, place.Id, chains.Today, ct);
            seat.Out.WriteLine(seat.Json ? JsonSerializer.Serialize(all.Select(c => new
            {
                id = c.Id, name = c.Name, from = c.From,
                nodes = c.Nodes.Count, links = c.Links.Count
            }), Json)
                : string.Join('\n', all.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Id}\t{c.Name}\t{c.Nodes.Count} 个环节\t{c.From:yyyy-MM-dd} 起")).Prepend("代号\t名称\t环节\t启用")));
            return Done;
        }, unit);
    }

    /// <summary>`yinfeng import chains PATH…`: each file becomes the unit's draft, and with a reason and the right is put in force at once.</summary>
    public static Command Import(ICommandMaker maker)
    {
        var paths = new Argument<string[]>("PATH") { Description = "产业链文件（.yaml），或装有它们的文件夹", Arity = ArgumentArity.OneOrMore };
        var unit = Unit();
        var why = new Option<string?>("--why") { Description = "为什么改、依据什么；写了就在核对无误后启用，不写只存为草稿" };
        return maker.Make("chains", Rights.Report, "导入产业链，逐份核对", async (parsed, seat, ct) =>
        {
            if (await seat.Services.GetRequiredService<ChainQueries>().UnitAsync(seat.Viewer, parsed.GetValue(unit), ct) is not { } place)
            {
                return NoUnit(seat, parsed.GetValue(unit));
            }
            var files = parsed.GetValue(paths)!.Select(p => Path.Combine(seat.WorkingDirectory, p))
                .SelectMany(p => Directory.Exists(p) ? Directory.GetFiles(p, "*.yaml").Order(StringComparer.Ordinal) : (IEnumerable<string>)[p]).ToList();
            if (files.Count == 0 || files.Find(f => !File.Exists(f)) is not null)
            {
                seat.Error.WriteLine($"没有文件 {files.Find(f => !File.Exists(f)) ?? string.Join(' ', parsed.GetValue(paths)!)}。请核对路径。");
                return WrongUsage;
            }
            var told = new List<Imported>();
            foreach (var file in files)
            {
                told.Add(await OneAsync(seat, file, place.Id, parsed.GetValue(why), ct));
            }
            seat.Out.WriteLine(seat.Json ? JsonSerializer.Serialize(new { chains = told }, Json)
                : string.Join('\n', told.Select(t => $"{t.File}\t{t.Outcome switch { "in-force" => "已启用", "draft" => "已存为草稿", _ => "没有导入：" + string.Join(' ', t.Problems) }}")));
            return told.Exists(t => t.Outcome != "refused") ? Done : Refused;
        }, paths, unit, why);
    }

    private static async Task<Imported> OneAsync(CommandSeat seat, string file, long unit, string? why, CancellationToken ct)
    {
        var name = Path.GetFileName(file);
        var (chain, errors) = seat.Services.GetRequiredService<ChainCheck>().Read(await File.ReadAllTextAsync(file, ct));
        if (chain is null)
        {
            return new Imported(name, null, "refused", [.. errors.Select(ChainCheck.Sentence)]);
        }
        var kept = await seat.Services.GetRequiredService<SaveChain>().DraftAsync(seat.Viewer, unit, chain.Id,
            await File.ReadAllTextAsync(file, ct), why, ct);
        if (!kept.Allowed || string.IsNullOrWhiteSpace(why))
        {
            return new Imported(name, chain.Id, kept.Allowed ? "draft" : "refused", Words(kept));
        }
        var put = await seat.Services.GetRequiredService<DecideChain>().PutInForceAsync(seat.Viewer, kept.Value, null, ct);
        return new Imported(name, chain.Id, put.Allowed ? "in-force" : "refused", Words(put));
    }

    private static int NoUnit(CommandSeat seat, string? unit)
    {
        seat.Error.WriteLine($"没有找到单位“{unit}”，或者不在您的权限范围内。请写名称或代码，例如 371400。");
        return Refused;
    }

    private static IReadOnlyList<string> Words(Decision decision) => [.. decision.Unmet.Select(u => u.Message)];
    private static Option<string?> Unit() => new("--unit") { Description = "单位的名称或代码；不填为自己的单位" };

    private sealed record Imported(string File, string? Chain, string Outcome, IReadOnlyList<string> Problems);
}
