using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Bulletins;

/// <summary>`yinfeng bulletin`: a bulletin as text, JSON, docx or PDF; with --issue it gets its number and closes the month.</summary>
public static class BulletinCommands
{
    private static readonly Option<string?> Period = new("--period") { Description = "截至月份 YYYY-MM（当年累计）" };
    private static readonly Option<string?> Unit = new("--unit") { Description = "单位代码；缺省为可见范围的顶层" };
    private static readonly Option<string?> Out = new("--out") { Description = "写成 docx 文件" };
    private static readonly Option<string?> Pdf = new("--pdf") { Description = "写成 PDF 文件（需要 LibreOffice）" };
    private static readonly Option<bool> Issue = new("--issue") { Description = "印发：编号并关账，不能撤回" };
    private static readonly Option<string?> Template = new("--template") { Description = "试用这个模板文件，不保存" };

    public static Command Bulletin(ICommandMaker maker)
    {
        var command = maker.Make("bulletin", Rights.See, "招商引资通报：草稿、印发、检查格式", RunAsync, Period, Unit, Out, Pdf, Issue, Template);
        command.Subcommands.Add(BulletinToolCommands.List(maker));
        command.Subcommands.Add(BulletinToolCommands.Template(maker));
        command.Subcommands.Add(BulletinToolCommands.Check(maker));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CommandSeat seat, CancellationToken ct)
    {
        if (!YearMonth.TryParse(parsed.GetValue(Period), out var month))
        {
            await seat.Error.WriteLineAsync($"请用 --period 写明月份，如 2023-03（现在是“{parsed.GetValue(Period)}”）。");
            return 2;
        }
        var unit = parsed.GetValue(Unit);
        if (parsed.GetValue(Issue))
        {
            var issued = await seat.Services.GetRequiredService<IssueBulletin>().RunAsync(seat.Viewer, month, unit, ct);
            if (issued.Value is null)
            {
                return await RefusedAsync(seat, issued);
            }
            await seat.Error.WriteLineAsync($"已印发 {issued.Value.Number}，{month} 及以前各月已关账。");
        }
        var answer = await ViewAsync(seat, parsed, month, unit, ct);
        return answer.Value is { } view ? await HandOverAsync(seat, parsed, view, ct) : await RefusedAsync(seat, answer);
    }

    private static async Task<Decision<BulletinView>> ViewAsync(CommandSeat seat, ParseResult parsed, YearMonth month, string? unit, CancellationToken ct)
    {
        var view = await seat.Services.GetRequiredService<BulletinQueries>().ViewAsync(seat.Viewer, month, unit, ct);
        if (view.Value is not { } known || parsed.GetValue(Template) is not { } file || known.Model.Number is not null)
        {
            return view;
        }
        var text = await File.ReadAllTextAsync(Path.Combine(seat.WorkingDirectory, file), ct);
        var draft = await seat.Services.GetRequiredService<BulletinDrafts>().DraftAsync(seat.Viewer, month, unit, text, ct);
        return draft.Value is { } model ? Decision<BulletinView>.Allow(known with { Model = model }) : Decision<BulletinView>.Refuse(draft.Unmet);
    }

    private static async Task<int> HandOverAsync(CommandSeat seat, ParseResult parsed, BulletinView view, CancellationToken ct)
    {
        var (docx, pdf) = (parsed.GetValue(Out), parsed.GetValue(Pdf));
        if (docx is not null)
        {
            await seat.HandOutAsync("bulletin", docx, view.Docx, ct);
        }
        if (pdf is not null)
        {
            var made = await seat.Services.GetRequiredService<OfficeSuite>().ToPdfAsync(view.Docx, ct);
            if (made.Value is null)
            {
                return await RefusedAsync(seat, made);
            }
            await seat.HandOutAsync("bulletin", pdf, made.Value, ct);
        }
        if (seat.Json)
        {
            await seat.Out.WriteLineAsync(view.Model.ToJson());
        }
        else if (docx is null && pdf is null)
        {
            await seat.Out.WriteAsync(BulletinText.Of(view.Model));
        }
        return 0;
    }

    internal static async Task<int> RefusedAsync(CommandSeat seat, Decision refused)
    {
        foreach (var unmet in refused.Unmet)
        {
            await seat.Error.WriteLineAsync(unmet.Message);
        }
        return 1;
    }
}
