using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Sheets;
using Yinfeng.Shell;

namespace Yinfeng.Resolving;

/// <summary>`yinfeng enterprise resolve`.</summary>
public static class ResolvingCommands
{
    private const int Done = 0, Refused = 1, WrongUsage = 2;

    public static Command Resolve(ICommandMaker maker)
    {
        var file = new Argument<string>("FILE") { Description = "xlsx、xls、csv（“企业名称”或“投资方”一列）或 txt（一行一个名称）" };
        return maker.Make("resolve", Rights.See, "把文件里的企业名称对到企业库", async (parsed, seat, ct) =>
        {
            var path = Path.Combine(seat.WorkingDirectory, parsed.GetValue(file)!);
            if (!File.Exists(path))
            {
                await seat.Error.WriteLineAsync($"没有文件“{parsed.GetValue(file)}”。");
                return WrongUsage;
            }
            try
            {
                var rows = await seat.Services.GetRequiredService<ResolvingQueries>().ResolveAsync(seat.Viewer, NameFile.Read(path), ct);
                await PrintAsync(seat, [.. rows.Select(r => ResolvedJson.Of(r.Row, r.Resolved))]);
                return Done;
            }
            catch (WorkbookRefusedException no)
            {
                await seat.Error.WriteLineAsync(no.Reason.Message);
                return Refused;
            }
        }, file);
    }

    private static async Task PrintAsync(CommandSeat seat, IReadOnlyList<ResolvedJson> rows)
    {
        if (seat.Json)
        {
            await seat.Out.WriteLineAsync(JsonSerializer.Serialize(new { rows }, ResolvedJson.Options));
            return;
        }
        foreach (var row in rows)
        {
            await seat.Out.WriteLineAsync(string.Join('\t', row.Row, row.Input, ResolvingTerms.Of(row.Status), row.Name, row.CreditCode, row.Score, row.Reason));
        }
        await seat.Out.WriteLineAsync(string.Join("，", rows.GroupBy(r => r.Status).OrderByDescending(g => g.Key).Select(g => $"{ResolvingTerms.Of(g.Key)} {g.Count()}")));
    }
}
