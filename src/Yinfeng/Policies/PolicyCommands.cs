using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Rules;
using Yinfeng.Shell;

namespace Yinfeng.Policies;

/// <summary>`yinfeng policy`: check files, match facts, explain an answer.</summary>
public static class PolicyCommands
{
    private const int Done = 0, WrongUsage = 2;
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Policy(ICommandMaker maker) => new("policy", "惠企政策：核对、匹配、说明")
    {
        PolicyCheckCommand.Make(),
        Match(maker, "match", "用一组事实匹配全部政策"),
        Match(maker, "explain", "同上，并写出每一步的数和条款"),
    };

    private static Command Match(ICommandMaker maker, string name, string description)
    {
        var facts = new Option<string>("--facts") { Description = "事实文件（JSON）", Required = true };
        var on = new Option<string?>("--on") { Description = "询问的日子，如 2023-06-30；缺省为今天" };
        return maker.Make(name, Rights.See, description, async (parsed, seat, ct) =>
        {
            var path = Path.Combine(seat.WorkingDirectory, parsed.GetValue(facts)!);
            if (!File.Exists(path))
            {
                seat.Error.WriteLine($"没有文件 {parsed.GetValue(facts)}。请核对路径。");
                return WrongUsage;
            }
            var day = BusinessTime.Today(seat.Services.GetRequiredService<TimeProvider>());
            if (parsed.GetValue(on) is { } wanted && !DateOnly.TryParseExact(wanted, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
            {
                seat.Error.WriteLine($"--on {wanted} 不是日期。请写成 2023-06-30。");
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
                var results = seat.Services.GetRequiredService<PolicyMatch>().Run(row, day, explain: true);
                await seat.Out.WriteLineAsync(seat.Json ? JsonSerializer.Serialize(PolicyJson.Of(day, results, problems), Json)
                    : string.Join('\n', PolicyLines.Of(results, steps: name == "explain")));
            }
            return Done;
        }, facts, on);
    }
}
