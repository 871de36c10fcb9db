using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Yinfeng.Rules;

namespace Yinfeng.Policies;

/// <summary>`yinfeng policy check PATH…`: files or folders, without any data opened.</summary>
internal static class PolicyCheckCommand
{
    private const int Fine = 0, Wrong = 1, WrongUsage = 2;
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Make()
    {
        var paths = new Argument<string[]>("PATH") { Description = "政策文件（policy.yaml）、政策文件夹，或装有若干政策文件夹的文件夹", Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "打印一个 JSON 文档" };
        var command = new Command("check", "核对政策文件：事实、单位、各档、引文、条款、日期、用例") { paths, json };
        command.SetAction(parsed =>
        {
            var missing = parsed.GetValue(paths)!.Where(p => !File.Exists(p) && !Directory.Exists(p)).ToList();
            foreach (var path in missing)
            {
                parsed.InvocationConfiguration.Error.WriteLine($"没有 {path}。请核对路径。");
            }
            var errors = PolicyCheck.Run(parsed.GetValue(paths)!.Except(missing));
            parsed.InvocationConfiguration.Output.WriteLine(parsed.GetValue(json)
                ? JsonSerializer.Serialize(new { ok = errors.Count == 0, errors = errors.Select(Told) }, Json)
                : errors.Count == 0 ? "没有发现问题。" : string.Join("\n\n", errors));
            return missing.Count > 0 ? WrongUsage : errors.Count > 0 ? Wrong : Fine;
        });
        return command;
    }

    private static object Told(RuleError error) =>
        new { code = error.Code, file = error.Source.File, line = error.Line, column = error.Column, what = error.What, todo = error.Do };
}
