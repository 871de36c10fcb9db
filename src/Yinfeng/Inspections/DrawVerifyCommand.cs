using System.CommandLine;
using System.Text.Json;

namespace Yinfeng.Inspections;

/// <summary>`yinfeng draw verify`: needs nothing but the file, no data folder and no server.</summary>
internal static class DrawVerifyCommand
{
    private const int Done = 0, Refused = 1;

    public static Command Make()
    {
        var file = new Argument<string>("FILE") { Description = "公布的抽取文件（JSON）" };
        var published = new Option<string?>("--published") { Description = "先前公布时留存的文件：核对公布以后有没有改动" };
        var command = new Command("verify", "离线重新抽取一遍，逐项核对；有不同的返回 1") { file, published };
        command.SetAction((parsed, ct) => RunAsync(parsed, parsed.GetValue(file)!, parsed.GetValue(published), ct));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, string file, string? published, CancellationToken ct)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        DrawCheck check;
        try
        {
            check = DrawVerifier.Check(await ReadAsync(file, ct), published is null ? null : await ReadAsync(published, ct));
        }
        catch (JsonException e)
        {
            await error.WriteLineAsync($"这不是公布的抽取文件：第 {e.LineNumber + 1} 行 {e.Path} 读不出来。请重新下载后再核验。");
            return Refused;
        }
        if (parsed.GetValue<bool>("--json"))
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(check, DrawFile.Json));
            return check.Ok ? Done : Refused;
        }
        foreach (var pick in check.Picks)
        {
            await output.WriteLineAsync($"{pick.Order}\t{pick.Project}\t{string.Join(' ', pick.Inspectors)}");
        }
        foreach (var d in check.Differences)
        {
            await output.WriteLineAsync($"不符\t{d.At}\t文件 {d.Stated}\t应为 {d.Computed}\t{d.Message}");
        }
        await output.WriteLineAsync(check.Ok ? "核验一致。" : $"有 {check.Differences.Count} 处不符。");
        return check.Ok ? Done : Refused;
    }

    private static async Task<DrawFile> ReadAsync(string path, CancellationToken ct)
    {
        await using var stream = File.OpenRead(path);
        return await JsonSerializer.DeserializeAsync<DrawFile>(stream, DrawFile.Json, ct) ?? throw new JsonException("Empty.");
    }
}
