using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Policies;

/// <summary>`yinfeng policy save|submit|approve|refuse|withdraw|versions` and `yinfeng import policies`.</summary>
public static class VersionCommands
{
    private const int Done = 0, Refused = 1, WrongUsage = 2;
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    internal static IEnumerable<Command> Of(ICommandMaker maker)
    {
        var path = new Argument<string>("PATH") { Description = "政策文件夹（policy.yaml，可有 text.txt、cases.yaml）或规则文件" };
        var id = new Argument<long>("ID") { Description = "版本编号（见 policy versions）" };
        var (from, why) = (From(), Why());
        var reason = new Option<string>("--reason") { Description = "原因", Required = true };
        var policy = new Option<string?>("--policy") { Description = "只列这份政策的版本" };
        yield return maker.Make("save", Rights.Report, "把政策存为自己的草稿",
            (p, seat, ct) => KeepAsync(seat, p.GetValue(path)!, p.GetValue(from), p.GetValue(why), submit: false, ct), path, from, why);
        yield return maker.Make("submit", Rights.Report, "提交政策的一版，等别人审定",
            (p, seat, ct) => KeepAsync(seat, p.GetValue(path)!, p.GetValue(from), p.GetValue(why), submit: true, ct), path, from, why);
        yield return maker.Make("approve", Rights.Approve, "启用别人提交的一版",
            (p, seat, ct) => TellAsync(seat, "已启用。", Decide(seat).ApproveAsync(seat.Viewer, p.GetValue(id), null, ct)), id);
        yield return maker.Make("refuse", Rights.Approve, "退回别人提交的一版",
            (p, seat, ct) => TellAsync(seat, "已退回。", Decide(seat).RefuseAsync(seat.Viewer, p.GetValue(id), p.GetValue(reason), ct)), id, reason);
        yield return maker.Make("withdraw", Rights.Approve, "撤回已启用的一版",
            (p, seat, ct) => TellAsync(seat, "已撤回。", Decide(seat).WithdrawAsync(seat.Viewer, p.GetValue(id), p.GetValue(reason), ct)), id, reason);
        yield return maker.Make("versions", Rights.See, "政策的各个版本",
            (p, seat, ct) => ListAsync(seat, p.GetValue(policy), ct), policy);
    }

    /// <summary>`yinfeng import policies PATH…`: each is handed in; somebody else puts it in force.</summary>
    public static Command Import(ICommandMaker maker)
    {
        var paths = new Argument<string[]>("PATH") { Description = "政策文件夹、规则文件，或装有若干政策文件夹的文件夹", Arity = ArgumentArity.OneOrMore };
        var (from, why) = (From(), Why());
        return maker.Make("policies", Rights.Report, "提交政策，逐份核对规则和用例，等别人审定", async (p, seat, ct) =>
        {
            var sources = p.GetValue(paths)!.SelectMany(path => Sources(Path.Combine(seat.WorkingDirectory, path)) ?? [null]).ToList();
            if (sources.Contains(null) || sources.Count == 0)
            {
                seat.Error.WriteLine("有的路径不存在，或里面没有 policy.yaml。请核对路径。");
                return WrongUsage;
            }
            var told = new List<object>();
            var submitted = 0;
            foreach (var source in sources.OfType<PolicySource>())
            {
                var answer = await Save(seat).SubmitAsync(seat.Viewer, null, Facts(source, p.GetValue(from), p.GetValue(why) ?? "导入"), ct);
                submitted += answer.Allowed ? 1 : 0;
                told.Add(new { policy = source.Id, id = answer.Allowed ? answer.Value : (long?)null, outcome = answer.Allowed ? "submitted" : "refused", problems = answer.Unmet });
                if (!seat.Json)
                {
                    seat.Out.WriteLine(answer.Allowed ? $"{source.Id}\t已提交\t{answer.Value}" : $"{source.Id}\t未提交\t{string.Join(" ", answer.Unmet.Select(u => u.Message))}");
                }
            }
            if (seat.Json)
            {
                seat.Out.WriteLine(JsonSerializer.Serialize(new { submitted, refused = sources.Count - submitted, policies = told }, Json));
            }
            return submitted > 0 ? Done : Refused;
        }, paths, from, why);
    }

    private static async Task<int> KeepAsync(CommandSeat seat, string path, string? from, string? why, bool submit, CancellationToken ct)
    {
        if (Sources(Path.Combine(seat.WorkingDirectory, path)) is not [{ } source])
        {
            seat.Error.WriteLine($"{path} 不是一份政策。请给出装有 policy.yaml 的文件夹，或规则文件。");
            return WrongUsage;
        }
        var facts = Facts(source, from, why);
        var answer = submit ? await Save(seat).SubmitAsync(seat.Viewer, null, facts, ct) : await Save(seat).DraftAsync(seat.Viewer, null, facts, ct);
        return Tell(seat, $"{(submit ? "已提交" : "草稿已保存")}，编号 {answer.Value}。", answer, answer.Value);
    }

    private static async Task<int> ListAsync(CommandSeat seat, string? policy, CancellationToken ct)
    {
        var list = await seat.Services.GetRequiredService<PolicyVersions>().ListAsync(seat.Viewer, policy, null, ct);
        if (seat.Json)
        {
            seat.Out.WriteLine(JsonSerializer.Serialize(list.Select(VersionJson.Of), Json));
            return Done;
        }
        seat.Out.WriteLine("编号\t政策\t起用\t状态\t提交\t审定");
        foreach (var v in list)
        {
            seat.Out.WriteLine(string.Join('\t', v.Id, v.PolicyId, v.From, PolicyVersionTerms.Of(v.State), v.ProposedByName, v.DecidedByName));
        }
        return Done;
    }

    private static async Task<int> TellAsync(CommandSeat seat, string done, Task<Decision> write) => Tell(seat, done, await write, null);

    private static int Tell(CommandSeat seat, string done, Decision answer, long? id)
    {
        if (seat.Json)
        {
            seat.Out.WriteLine(JsonSerializer.Serialize(new { ok = answer.Allowed, id = answer.Allowed ? id : null, unmet = answer.Unmet }, Json));
        }
        else if (answer.Allowed)
        {
            seat.Out.WriteLine(done);
        }
        foreach (var unmet in answer.Unmet)
        {
            seat.Error.WriteLine(unmet.Message);
        }
        return answer.Allowed ? Done : Refused;
    }

    /// <summary>Null where there is nothing at the path.</summary>
    private static IReadOnlyList<PolicySource?>? Sources(string path) => File.Exists(path) ? [PolicyCheck.Alone(path)]
        : File.Exists(Path.Combine(path, "policy.yaml")) ? [PolicySource.One(path)] : PolicySource.Folder(path) is { Count: > 0 } many ? many : null;

    private static PolicyVersionFacts Facts(PolicySource source, string? from, string? why) => new(source.Yaml, from, source.Text, source.Cases, why);

    private static Option<string?> From() => new("--from") { Description = "从哪一天起用，如 2026-01-01；新政策可以不写" };
    private static Option<string?> Why() => new("--why") { Description = "为什么改、依据哪个文件" };
    private static SavePolicy Save(CommandSeat seat) => seat.Services.GetRequiredService<SavePolicy>();
    private static DecidePolicy Decide(CommandSeat seat) => seat.Services.GetRequiredService<DecidePolicy>();
}
