using System.Text.Json;
using Yinfeng.Policies;
using Yinfeng.Tests.Conditions;
using Yinfeng.Tests.Host;

namespace Yinfeng.Tests.Policies;

/// <summary>The worked cases of policies through the product's own command.</summary>
public sealed class PolicyAcceptanceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("yinfeng-policies-").FullName;

    public static TheoryData<string> Files => Have.SharedFolder is null ? ["none"]
        : [.. Directory.GetFiles(Have.Shared("cases/policies"), "*.yaml").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [SharedTheory]
    [MemberData(nameof(Files))]
    public async Task Match_OfTheWorkedCases_GivesTheStatedAnswers(string file)
    {
        var wrong = new List<string>();
        foreach (var one in PolicyCase.Read(await File.ReadAllTextAsync(Have.Shared("cases/policies/" + file))))
        {
            var facts = Path.Combine(_folder, one.Id + ".json");
            await File.WriteAllTextAsync(facts, one.Facts.GetRawText());
            var ended = await Product.RunAsync("policy", "match", "--facts", facts, "--on", $"{one.On:yyyy-MM-dd}", "--json", "--data", _folder);
            Assert.True(ended.Code == 0, ended.Error);
            using var told = JsonDocument.Parse(ended.Out);
            var result = told.RootElement.GetProperty("results").EnumerateArray().Single(r =>
                r.GetProperty("policy").GetProperty("file").GetString() == one.File && r.GetProperty("policy").GetProperty("article").GetString() == one.Article);
            wrong.AddRange(PolicyCaseCheck.Differences(one, result).Select(d => $"{one.Id}: {d}"));
        }
        Assert.Empty(wrong);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
