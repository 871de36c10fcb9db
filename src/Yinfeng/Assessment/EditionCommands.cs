using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Shell;
using static Yinfeng.Assessment.AssessmentCommands;

namespace Yinfeng.Assessment;

/// <summary>`yinfeng assess freeze|publish|return|verify|list|replay|check`.</summary>
internal static class EditionCommands
{
    public static void Add(ICommandMaker maker, Command to)
    {
        to.Add(List(maker));
        to.Add(Replay(maker));
        to.Add(Freeze(maker));
        to.Add(Decide(maker, "publish", "批准并公布一份定稿；提交的人不能批准自己的", approve: true));
        to.Add(Decide(maker, "return", "退回一份待审批的定稿", approve: false));
        to.Add(Verify(maker));
        to.Add(Check(maker));
    }

    private static Command List(ICommandMaker maker) => maker.Make("list", Rights.See, "已公布和待审批的定稿", async (_, seat, ct) =>
    {
        var rows = await seat.Services.GetRequiredService<EditionQueries>().ListAsync(seat.Viewer, ct);
        Print(seat, rows, rows.Select(e => string.Join('\t', e.Id, e.Period, e.Organiser, e.Scheme, e.Number is { } n ? $"第 {n} 版" : "", e.Document, AssessmentTerms.Of(e.Status), e.Sha256)));
        return Done;
    });

    private static Command Replay(ICommandMaker maker)
    {
        var period = new Option<string>("--period") { Description = "月份 YYYY-MM", Required = true };
        var unit = new Option<string?>("--unit") { Description = "单位代码或名称" };
        var scheme = new Option<string?>("--scheme") { Description = "方案代码" };
        var other = new Option<int?>("--other") { Description = "另一年；缺省为上一年" };
        var figures = new Option<bool>("--figures") { Description = "换数不换方案：另一年的数，今年的方案" };
        return maker.Make("replay", Rights.See, "重放：同样的数换一年的方案，或同样的方案换一年的数", async (parsed, seat, ct) => Month(seat, parsed.GetValue(period)) is not { } month
            ? WrongUsage : Answer(seat, await seat.Services.GetRequiredService<ReplayQueries>().RunAsync(seat.Viewer,
                new ScoreQuestion(month, parsed.GetValue(unit), parsed.GetValue(scheme)), parsed.GetValue(figures) ? ReplayKind.OldFigures : ReplayKind.OldRules,
                parsed.GetValue(other), ct), ReplayJson.Of, r => r.Left.File.Scores.Select(s => string.Join('\t', s.Name, AssessmentTerms.Points(s.Total),
                    r.Right.File.Of(s.Subject) is { } o ? AssessmentTerms.Points(o.Total) : "—"))), period, unit, scheme, other, figures);
    }

    private static Command Freeze(ICommandMaker maker)
    {
        var period = new Option<string>("--period") { Description = "月份 YYYY-MM", Required = true };
        var unit = new Option<string?>("--unit") { Description = "考核下级的单位：代码或名称" };
        var scheme = new Option<string?>("--scheme") { Description = "方案代码" };
        var document = new Option<string>("--document") { Description = "公布结果的文号", Required = true };
        var reason = new Option<string?>("--reason") { Description = "已公布过的，为什么要再出一版" };
        return maker.Make("freeze", Rights.Verify, "定稿：冻结一个月的得分，提交给别人审批公布", async (parsed, seat, ct) => Answer(seat,
            await seat.Services.GetRequiredService<ProposeEdition>().RunAsync(seat.Viewer, new EditionFacts(parsed.GetValue(unit), parsed.GetValue(scheme),
                parsed.GetValue(period), parsed.GetValue(document), parsed.GetValue(reason)), ct), id => new { id }, id => [$"已冻结，编号 {id}，待别人审批公布。"]),
            period, unit, scheme, document, reason);
    }

    private static Command Decide(ICommandMaker maker, string name, string description, bool approve)
    {
        var id = new Option<long>("--id") { Description = "定稿编号（见清单）", Required = true };
        var reason = new Option<string?>("--reason") { Description = "原因；退回必填" };
        return maker.Make(name, Rights.Publish, description, async (parsed, seat, ct) => Answer(seat, await seat.Services.GetRequiredService<DecideEdition>()
            .RunAsync(seat.Viewer, parsed.GetValue(id), approve, parsed.GetValue(reason), ct), n => new { edition = n }, n => [approve ? $"已公布，第 {n} 版。" : "已退回。"]), id, reason);
    }

    private static Command Verify(ICommandMaker maker)
    {
        var id = new Option<long?>("--id") { Description = "定稿编号；缺省核验看得到的全部" };
        return maker.Make("verify", Rights.See, "用冻结的数重算定稿的得分，逐项比较；有不同的返回 1", async (parsed, seat, ct) =>
        {
            var (verify, checks) = (seat.Services.GetRequiredService<VerifyEdition>(), new List<EditionCheck>());
            var ids = parsed.GetValue(id) is { } one ? [one] : (await seat.Services.GetRequiredService<EditionQueries>().ListAsync(seat.Viewer, ct)).Select(e => e.Id).ToList();
            foreach (var each in ids)
            {
                var check = await verify.RunAsync(seat.Viewer, each, ct);
                if (check.Value is not { } made)
                {
                    return Answer(seat, check, c => c, _ => []);
                }
                checks.Add(made);
            }
            Print(seat, checks, checks.SelectMany(Lines));
            return checks.TrueForAll(c => c.Ok) ? Done : Refused;
        }, id);
    }

    private static IEnumerable<string> Lines(EditionCheck check) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"{check.Id}\t{check.Period}\t{check.Document}\t核对 {check.Compared} 个数\t{(check.Ok ? "全部一致" : "不一致")}\t{check.Sha256}"),
        .. check.Differences.Select(d => $"不同\t{d.Name}\t{d.Item}\t{d.Frozen} ≠ {d.Recomputed}"), .. check.Damaged.Select(d => $"不符\t{d}"),
    ];

    private static Command Check(ICommandMaker maker)
    {
        var file = new Argument<string>("file") { Description = "方案文件（YAML）" };
        return maker.Make("check", Rights.See, "检查一个考核方案文件，指出每一处错误", async (parsed, seat, ct) =>
        {
            var path = Path.Combine(seat.WorkingDirectory, parsed.GetValue(file)!);
            if (!File.Exists(path))
            {
                seat.Error.WriteLine($"没有文件 {path}。");
                return WrongUsage;
            }
            return Answer(seat, seat.Services.GetRequiredService<ProposeScheme>().Check(await File.ReadAllTextAsync(path, ct)), s => new { schemes = s.Select(x => x.Id) },
                s => s.Select(x => $"可用\t{x.Id}\t{x.Name}"));
        }, file);
    }
}
