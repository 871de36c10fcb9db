using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Rules;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Policies;

/// <summary>`yinfeng policy`: check files, match facts, explain an answer.</summary>
public static class PolicyCommands
{
    private const int Done = 0, WrongUsage = 2;
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Policy(ICommandMaker maker)
    {
        var command = new Command("policy", "惠企政策：核对、匹配、说明、改版")
        {
            PolicyCheckCommand.Make(),
            Match(maker, "match", "用一组事实、一家企业（--enterprise）匹配全部政策；或用全部项目（--all）"),
            Match(maker, "explain", "同上，并写出每一步的数和条款"),
        };
        command.Subcommands.Add(DigestCommands.Changes(maker));
        foreach (var one in VersionCommands.Of(maker))
        {
            command.Subcommands.Add(one);
        }
        return command;
    }

    private static Command Match(ICommandMaker maker, string name, string description)
    {
        var facts = new Option<string?>("--facts") { Description = "事实文件（JSON）" };
        var enterprise = new Option<string?>("--enterprise") { Description = "企业库里一家企业的统一社会信用代码" };
        var all = new Option<bool>("--all") { Description = "匹配全部项目（免申即享）" };
        var policy = new Option<string?>("--policy") { Description = "只看这一份政策（代号）；配合 --all" };
        var on = new Option<string?>("--on") { Description = "询问的日子，如 2023-06-30；缺省为今天" };
        return maker.Make(name, Rights.See, description, async (parsed, seat, ct) =>
        {
            var day = BusinessTime.Today(seat.Services.GetRequiredService<TimeProvider>());
            if (parsed.GetValue(on) is { } wanted && !DateOnly.TryParseExact(wanted, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
            {
                seat.Error.WriteLine($"--on {wanted} 不是日期。请写成 2023-06-30。");
                return WrongUsage;
            }
            return (parsed.GetValue(facts), parsed.GetValue(enterprise), parsed.GetValue(all)) switch
            {
                ({ } file, null, false) => await OneAsync(seat, file, day, steps: name == "explain", ct),
                (null, { } code, false) => await EnterpriseAsync(seat, code, day, steps: name == "explain", ct),
                (null, null, true) => await AllAsync(seat, parsed.GetValue(policy), day, ct),
                _ => await WrongAsync(seat, "请写 --facts 事实文件、--enterprise 信用代码 或 --all，三者取一。"),
            };
        }, facts, enterprise, all, policy, on);
    }

    private static async Task<int> OneAsync(CommandSeat seat, string file, DateOnly day, bool steps, CancellationToken ct)
    {
        var path = Path.Combine(seat.WorkingDirectory, file);
        if (!File.Exists(path))
        {
            seat.Error.WriteLine($"没有文件 {file}。请核对路径。");
            return WrongUsage;
        }
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(await File.ReadAllTextAsync(path, ct));
        }
        catch (JsonException damaged)
        {
            seat.Error.WriteLine($"{path} 不是 JSON（第 {damaged.LineNumber + 1} 行）。请核对括号、引号和逗号。");
            return WrongUsage;
        }
        using (document)
        {
            var (row, problems) = PolicyFactsJson.Read(document.RootElement);
            foreach (var problem in problems)
            {
                seat.Error.WriteLine(problem);
            }
            return await AnswerAsync(seat, row, problems, day, steps);
        }
    }

    private static async Task<int> EnterpriseAsync(CommandSeat seat, string code, DateOnly day, bool steps, CancellationToken ct)
    {
        var found = await seat.Services.GetRequiredService<EnterpriseSubjects>().WithCodeAsync(code.Trim().ToUpperInvariant(), ct);
        return found switch
        {
            [] => await WrongAsync(seat, $"企业库里没有统一社会信用代码为 {code} 的企业。请核对代码，或先导入登记数据。"),
            [var one] => await AnswerAsync(seat, one.Facts, [], day, steps),
            _ => await WrongAsync(seat, $"企业库里有 {found.Count} 家企业写着同一个代码 {code}：{string.Join("、", found.Select(f => f.Name))}。请用 --facts 写明是哪一家的情况。"),
        };
    }

    private static async Task<int> AnswerAsync(CommandSeat seat, FactRow row, IReadOnlyList<string> problems, DateOnly day, bool steps)
    {
        var results = seat.Services.GetRequiredService<PolicyMatch>().Run(row, day, explain: true);
        await seat.Out.WriteLineAsync(seat.Json ? JsonSerializer.Serialize(PolicyJson.Of(day, results, problems), Json)
            : string.Join('\n', PolicyLines.Of(results, steps)));
        return Done;
    }

    private static async Task<int> WrongAsync(CommandSeat seat, string message)
    {
        await seat.Error.WriteLineAsync(message);
        return WrongUsage;
    }

    private static async Task<int> AllAsync(CommandSeat seat, string? policy, DateOnly day, CancellationToken ct)
    {
        if (policy is not null && seat.Services.GetRequiredService<PolicyLibrary>().Find(policy, day) is null)
        {
            seat.Error.WriteLine($"没有代号为 {policy} 的政策。代号是 data/policies 下的文件夹名。");
            return WrongUsage;
        }
        var view = await seat.Services.GetRequiredService<EntitledQueries>().OnAsync(seat.Viewer, day, policy, ct);
        if (seat.Json)
        {
            await seat.Out.WriteLineAsync(JsonSerializer.Serialize(EntitledJson.Of(view, await seat.Services.GetRequiredService<UnitDirectory>().TodayAsync(ct),
                1, int.MaxValue), Json));
            return Done;
        }
        seat.Out.WriteLine($"{view.Subjects} 个项目，{view.Entitled} 个符合，合计 {PolicyLines.Show(view.PlanFen)}");
        foreach (var row in view.Rows)
        {
            seat.Out.WriteLine($"{PolicyLines.Word(row.Result.Answer)}\t{row.Subject.Name}\t{row.Result.Policy.Name}\t{row.Result.Clause}\t{PolicyLines.Amount(row.Result)}");
        }
        return Done;
    }
}
