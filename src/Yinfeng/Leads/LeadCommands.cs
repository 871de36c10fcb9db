using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Leads;

/// <summary>`yinfeng lead list|show|import|follow|pool|claim|transfer|merge|unmerge|recycle`, and those of <see cref="LeadWriteCommands"/>.</summary>
public static class LeadCommands
{
    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly Argument<long> Id = new("ID") { Description = "线索编号（见清单）" };
    private static readonly Option<string?> Reason = new("--reason") { Description = "原因" };

    public static Command Lead(ICommandMaker maker)
    {
        var command = new Command("lead", "线索：登记、清单、导入、跟进、线索池、流转、分成、合并、转为项目");
        var (status, grade) = (new Option<LeadStatus?>("--status") { Description = "Open 跟进中、Pooled 在线索池、Converted 已转项目、Closed 已关闭、Merged 已合并" }, new Option<LeadGrade?>("--grade") { Description = "等级 A 到 D" });
        var (late, query) = (new Option<bool>("--late") { Description = "只列超期未跟进的" }, new Option<string?>("--q") { Description = "名称、投资方、首报人或跟进人" });
        command.Subcommands.Add(maker.Make("list", Rights.See, "线索清单，首报日期新的在前", (parsed, seat, ct) => ListAsync(seat,
            new(parsed.GetValue(query), Status: parsed.GetValue(status), Grade: parsed.GetValue(grade), Late: parsed.GetValue(late)), ct), status, grade, late, query));
        command.Subcommands.Add(maker.Make("show", Rights.See, "一条线索和它的经过", (parsed, seat, ct) => ShowAsync(seat, parsed.GetValue(Id), ct), Id));
        var (file, unit) = (new Argument<string>("FILE") { Description = "线索表（xlsx、xls、csv），表头同导出的清单" }, new Option<string?>("--unit") { Description = "单位的名称或代码" });
        command.Subcommands.Add(maker.Make("import", Rights.Report, "登记一个文件里的线索", (parsed, seat, ct) => ImportAsync(seat, parsed.GetValue(file)!, parsed.GetValue(unit), ct), file, unit));
        var (text, on, next) = (new Option<string?>("--text") { Description = "跟进了什么" }, new Option<string?>("--on") { Description = "跟进日期，缺省为今天" }, new Option<string?>("--next") { Description = "下次跟进，缺省为等级允许的最迟一天" });
        command.Subcommands.Add(maker.Make("follow", Rights.Report, "记一次跟进", (parsed, seat, ct) => DoneAsync(seat,
            seat.Services.GetRequiredService<FollowLead>().RunAsync(seat.Viewer, parsed.GetValue(Id), parsed.GetValue(text),
                parsed.GetValue(on), parsed.GetValue(next), ct)), Id, text, on, next));
        command.Subcommands.Add(maker.Make("pool", Rights.Report, "退回线索池", (parsed, seat, ct) => DoneAsync(seat,
            seat.Services.GetRequiredService<PoolLead>().RunAsync(seat.Viewer, parsed.GetValue(Id), parsed.GetValue(Reason), ct)), Id, Reason));
        command.Subcommands.Add(maker.Make("claim", Rights.Report, "从线索池领取", (parsed, seat, ct) => DoneAsync(seat,
            seat.Services.GetRequiredService<ClaimLead>().RunAsync(seat.Viewer, parsed.GetValue(Id), parsed.GetValue(unit), ct)), Id, unit));
        var keep = new Option<string?>("--keep") { Description = "移交方保留的百分比，缺省按规则（五五）" };
        command.Subcommands.Add(maker.Make("transfer", Rights.Approve, "流转给另一个单位", (parsed, seat, ct) => DoneAsync(seat,
            seat.Services.GetRequiredService<TransferLead>().RunAsync(seat.Viewer, parsed.GetValue(Id), parsed.GetValue(unit), parsed.GetValue(keep),
                parsed.GetValue(Reason), ct)), Id, unit, keep, Reason));
        var other = new Argument<long>("OTHER") { Description = "要并入的那条线索的编号" };
        command.Subcommands.Add(maker.Make("merge", Rights.Report, "把另一条线索并入这一条", (parsed, seat, ct) => DoneAsync(seat,
            seat.Services.GetRequiredService<MergeLeads>().RunAsync(seat.Viewer, parsed.GetValue(Id), parsed.GetValue(other), ct)), Id, other));
        command.Subcommands.Add(maker.Make("unmerge", Rights.Report, "撤销合并", (parsed, seat, ct) => DoneAsync(seat,
            seat.Services.GetRequiredService<MergeLeads>().UndoAsync(seat.Viewer, parsed.GetValue(Id), ct)), Id));
        command.Subcommands.Add(maker.Make("recycle", Rights.Approve, "立即收回超期未跟进的线索", async (_, seat, ct) =>
        {
            var recycled = await seat.Services.GetRequiredService<RecycleLeads>().RunAsync(ct);
            seat.Out.WriteLine(seat.Json ? JsonSerializer.Serialize(new { recycled }, Plain) : $"收回 {recycled} 条线索。");
            return 0;
        }));
        foreach (var write in LeadWriteCommands.Make(maker))
        {
            command.Subcommands.Add(write);
        }
        return command;
    }

    private static async Task<int> ListAsync(CommandSeat seat, LeadFilter filter, CancellationToken ct)
    {
        var rows = await seat.Services.GetRequiredService<LeadQueries>().AllAsync(seat.Viewer, filter, ct);
        if (seat.Json)
        {
            return Json(seat, new { total = rows.Count, leads = rows.Select(LeadJson.Of) });
        }
        seat.Out.WriteLine("编号\t等级\t线索\t跟进单位\t状态\t下次跟进\t超期（天）");
        foreach (var row in rows)
        {
            seat.Out.WriteLine(string.Join('\t', row.Lead.Id, row.Lead.Grade, row.Lead.Title, row.UnitName, LeadTerms.Of(row.Lead.Status), $"{row.Lead.NextOn:yyyy-MM-dd}", row.LateDays));
        }
        return 0;
    }

    private static async Task<int> ShowAsync(CommandSeat seat, long id, CancellationToken ct)
    {
        if (await seat.Services.GetRequiredService<LeadQueries>().ViewAsync(seat.Viewer, id, ct) is not { } view)
        {
            seat.Error.WriteLine(LeadDesk.NotFound.Message);
            return 1;
        }
        if (seat.Json)
        {
            return Json(seat, new
            {
                lead = LeadJson.Of(view.Row), view.ProtectedUntil, view.Credit, merged = view.Merged.Select(LeadJson.Of),
                steps = view.Steps.Select(s => new { s.LeadId, act = s.Act.ToString(), s.On, s.Name, s.Text, s.NextOn }),
            });
        }
        seat.Out.WriteLine($"{view.Row.Lead.Title}\t{view.Row.Lead.Grade} 级\t{LeadTerms.Of(view.Row.Lead.Status)}\t{view.Row.UnitName}");
        foreach (var step in view.Steps)
        {
            seat.Out.WriteLine($"{step.On:yyyy-MM-dd}\t{LeadTerms.Of(step.Act)}\t{step.Name}\t{step.Text}");
        }
        return 0;
    }

    private static async Task<int> ImportAsync(CommandSeat seat, string file, string? unit, CancellationToken ct)
    {
        var path = Path.Combine(seat.WorkingDirectory, file);
        if (!File.Exists(path))
        {
            seat.Error.WriteLine($"找不到文件“{file}”，请核对路径。");
            return 2;
        }
        var done = await seat.Services.GetRequiredService<ImportLeads>().RunAsync(seat.Viewer, path, Path.GetFileName(file), unit, ct);
        if (!done.Allowed)
        {
            seat.Error.WriteLine(string.Join(" ", done.Unmet.Select(u => u.Message)));
            return 1;
        }
        if (seat.Json)
        {
            return Json(seat, done.Value!);
        }
        seat.Out.WriteLine($"{file}：共 {done.Value!.Total} 条，登记 {done.Value.Stored}，未登记 {done.Value.Refused}。");
        foreach (var row in done.Value.Rows.Where(r => r.Problems.Count > 0))
        {
            seat.Out.WriteLine($"第 {row.Row} 行 {row.Title}：{string.Join(" ", row.Problems.Select(p => p.Message))}");
        }
        return 0;
    }

    /// <summary>Says what came of a write; the number of what it made, if anything.</summary>
    internal static async Task<int> DoneAsync(CommandSeat seat, Task<Decision> write)
    {
        var decision = await write;
        var made = decision is Decision<long> { Allowed: true } m ? m.Value : (long?)null;
        if (seat.Json)
        {
            Json(seat, new { done = decision.Allowed, id = made, unmet = decision.Unmet });
        }
        else if (made is { } id)
        {
            seat.Out.WriteLine(id);
        }
        foreach (var unmet in decision.Unmet)
        {
            seat.Error.WriteLine(unmet.Message);
        }
        return decision.Allowed ? 0 : 1;
    }

    private static int Json(CommandSeat seat, object value)
    {
        seat.Out.WriteLine(JsonSerializer.Serialize(value, Plain));
        return 0;
    }
}
