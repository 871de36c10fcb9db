using System.Diagnostics;
using System.Text.Json;
using Yinfeng.Host;
using Yinfeng.Inspections;
using Yinfeng.Tests.Architecture;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Inspections;

/// <summary>Draws are run again by the product and by a second program; both must find every cheat and nothing else.</summary>
public class DrawVerifierTests
{
    private static readonly JsonSerializerOptions OneLine = new(DrawFile.Json) { WriteIndented = false };

    [Fact]
    public Task Verify_HonestAndCheatedDraws_BothProgramsAgree() => BothAsync(300);

    [SoakFact]
    public Task Verify_TenThousandDraws_BothProgramsAgree() => BothAsync(10_000);

    [Fact]
    public void Check_ConsistentForgery_ShowsAgainstTheFilePublishedBefore()
    {
        var honest = RandomDraw.Honest(1);
        var forged = RandomDraw.Honest(2) with { DrawNo = honest.DrawNo };
        forged = forged with { Drawn = forged.Drawn! with { Tasks = DrawKernel.Run(forged, DrawHash.Sha256) }, Substitutions = [] };
        Assert.Empty(DrawVerifier.Check(forged).Differences);

        var published = honest with { Drawn = null, Substitutions = [] };

        Assert.Contains("projects.hash", DrawVerifier.Check(forged, published).Differences.Select(d => d.At));
        Assert.Empty(DrawVerifier.Check(honest, published).Differences);
    }

    [Theory]
    [InlineData("{\"format\":\"yinfeng-draw/1\"}")] // Cut off.
    [InlineData("[]")]
    [InlineData("not json")]
    public async Task Command_NotADraw_IsRefusedWithWords(string text)
    {
        var (code, _, error) = await CommandAsync(text);
        Assert.Equal(1, code);
        Assert.Contains("这不是公布的抽取文件", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_AnswersAsTheContractSays()
    {
        var (code, output, _) = await CommandAsync(JsonSerializer.Serialize(RandomDraw.Honest(3), DrawFile.Json), "--json");
        using var answer = JsonDocument.Parse(output);
        Assert.Equal((0, true, 0), (code, answer.RootElement.GetProperty("ok").GetBoolean(),
            answer.RootElement.GetProperty("differences").GetArrayLength()));
        Assert.Equal(RandomDraw.Honest(3).Drawn!.Tasks.Count, answer.RootElement.GetProperty("picks").GetArrayLength());
    }

    private static async Task BothAsync(int count)
    {
        var (honest, cheated) = (new List<DrawFile>(), new List<(string Name, DrawFile Draw)>());
        for (var seed = 0; seed < count; seed++)
        {
            honest.Add(RandomDraw.Honest(seed));
            var (name, cheat) = RandomDraw.Cheats[seed % RandomDraw.Cheats.Length];
            cheated.Add((name, cheat(honest[^1], new Random(seed))));
        }

        Found.Nothing(honest.Select(d => (d.DrawNo, DrawVerifier.Check(d))).Where(x => !x.Item2.Ok).Select(x =>
            $"{x.DrawNo}: {x.Item2.Differences[0]}"));
        Found.Nothing(cheated.Where(c => DrawVerifier.Check(c.Draw).Ok).Select(c => $"{c.Draw.DrawNo}: the product missed {c.Name}"));

        var answers = await SecondProgramAsync([.. honest, .. cheated.Select(c => c.Draw)]);
        Found.Nothing(answers.Take(count).Zip(honest).Where(x => !x.First.Ok || Text(x.First.Picks) != Text(x.Second.Drawn!.Tasks))
            .Select(x => $"{x.Second.DrawNo}: {JsonSerializer.Serialize(x.First, OneLine)}"));
        Found.Nothing(answers.Skip(count).Zip(cheated).Where(x => x.First.Ok).Select(x =>
            $"{x.Second.Draw.DrawNo}: the second program missed {x.Second.Name}"));
    }

    private static string Text(IReadOnlyList<DrawnTask> tasks) => JsonSerializer.Serialize(tasks, OneLine);

    private sealed record Answer(bool Ok, IReadOnlyList<DrawnTask> Picks, JsonElement Differences);

    private static async Task<List<Answer>> SecondProgramAsync(IEnumerable<DrawFile> draws)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(file, draws.Select(d => JsonSerializer.Serialize(d, OneLine)));
            using var node = Process.Start(new ProcessStartInfo("node",
                [Path.Combine(Repository.Root, "tools", "verify-draw.mjs"), "--lines", file])
            {
                RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = System.Text.Encoding.UTF8,
            })!;
            var error = node.StandardError.ReadToEndAsync();
            var answers = new List<Answer>();
            while (await node.StandardOutput.ReadLineAsync() is { } line)
            {
                answers.Add(JsonSerializer.Deserialize<Answer>(line, OneLine)!);
            }
            await node.WaitForExitAsync();
            Assert.True(node.ExitCode == 0, await error);
            return answers;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<(int Code, string Output, string Error)> CommandAsync(string text, params string[] options)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, text);
            using var output = new StringWriter();
            using var error = new StringWriter();
            var code = await CommandLine.RunAsync(["draw", "verify", file, .. options], new LocalRunner([]), output, error, default);
            return (code, output.ToString(), error.ToString());
        }
        finally
        {
            File.Delete(file);
        }
    }
}
