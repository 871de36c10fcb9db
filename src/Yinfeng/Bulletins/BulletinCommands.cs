using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Bulletins.Docx;
using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Bulletins;

/// <summary>`yinfeng bulletin`: drafts a bulletin as text, JSON or docx.</summary>
public static class BulletinCommands
{
    private static readonly Option<string?> Period = new("--period") { Description = "截至月份 YYYY-MM（当年累计）" };
    private static readonly Option<string?> Unit = new("--unit") { Description = "单位代码；缺省为可见范围的顶层" };
    private static readonly Option<string?> Out = new("--out") { Description = "写成 docx 文件" };

    public static Command Bulletin(ICommandMaker maker) => maker.Make("bulletin", "招商引资通报", RunAsync, Period, Unit, Out);

    private static async Task<int> RunAsync(ParseResult parsed, CommandSeat seat, CancellationToken ct)
    {
        if (!YearMonth.TryParse(parsed.GetValue(Period), out var month))
        {
            await seat.Error.WriteLineAsync($"请用 --period 写明月份，如 2023-03（现在是“{parsed.GetValue(Period)}”）。");
            return 2;
        }
        var answer = await seat.Services.GetRequiredService<BulletinDrafts>().DraftAsync(seat.Viewer, month, parsed.GetValue(Unit), ct);
        if (answer.Value is not { } model)
        {
            foreach (var unmet in answer.Unmet)
            {
                await seat.Error.WriteLineAsync(unmet.Message);
            }
            return 1;
        }
        if (parsed.GetValue(Out) is { } file)
        {
            await File.WriteAllBytesAsync(Path.Combine(seat.WorkingDirectory, file), BulletinDocument.Write(model), ct);
        }
        if (seat.Json)
        {
            await seat.Out.WriteLineAsync(model.ToJson());
        }
        else if (parsed.GetValue(Out) is null)
        {
            await seat.Out.WriteAsync(BulletinText.Of(model));
        }
        return 0;
    }
}
