using System.Text.Json;
using Yinfeng.Access;
using Yinfeng.Analytics.Resolve;
using Yinfeng.Resolving;
using Yinfeng.Tests.Conditions;
using static Yinfeng.Tests.Enterprises.RegistryText;

namespace Yinfeng.Tests.Resolving;

public sealed class NameResolverTests
{
    private static readonly string[] Names =
    [
        "德州东方机械有限公司", "聊城东方机械有限公司", "德州鑫源化工有限公司", "山东通裕重工股份有限公司", "海尔（青岛）电器有限公司", "德州东方机械有限公司乐陵分公司",
    ];

    [Theory]
    [InlineData("德州东方机械有限公司", "德州东方机械有限公司")]
    [InlineData("德州東方機械有限公司", "德州东方机械有限公司")] // Traditional script.
    [InlineData("海尔(青岛)电器有限公司", "海尔（青岛）电器有限公司")]
    [InlineData("海尔青岛电器有限公司", "海尔（青岛）电器有限公司")]
    [InlineData("德州东方机械公司", "德州东方机械有限公司")]
    [InlineData("德州东方机械有限责任公司", "德州东方机械有限公司")]
    [InlineData("德州鑫源化工有限公", "德州鑫源化工有限公司")] // A character is missing.
    [InlineData("德州鑫源化工工有限公司", "德州鑫源化工有限公司")] // One is twice.
    [InlineData("鑫源化工有限公司", "德州鑫源化工有限公司")] // The place is left out, and there is one of this name.
    [InlineData("山东省德州鑫源化工有限公司", "德州鑫源化工有限公司")]
    [InlineData("德州东方机械有限公司乐陵分公司", "德州东方机械有限公司乐陵分公司")]
    [InlineData("东方机械有限公司", null)] // Two of this name in two places.
    [InlineData("枣庄鑫源化工有限公司", null)] // A namesake in another place.
    [InlineData("德州东方机械有限公司临邑分公司", null)] // A branch that is not there is not its head office.
    [InlineData("完全没有的东西", null)]
    [InlineData("司", null)]
    public async Task Resolve_MatchesOnlyTheCompanyMeant(string written, string? company)
    {
        await using var store = await WithAsync("sqlite");

        var resolved = await store.Get<NameResolver>().ResolveAsync(written, 0, default);

        Assert.Equal(company, resolved.Company?.Name);
        Assert.Equal(company is not null, resolved.Status == NameStatus.Matched);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Answer_IsRememberedForEveryWritingAndIsTakenBack(string provider)
    {
        await using var store = await WithAsync(provider);
        var (resolver, answer) = (store.Get<NameResolver>(), store.Get<AnswerName>());
        var doubtful = await resolver.ResolveAsync("东方机械有限公司", 0, default);
        var meant = doubtful.Candidates.Single(c => c.Name.StartsWith("聊城", StringComparison.Ordinal));

        var made = await answer.RunAsync(TestStore.Viewer, "东方机械有限公司", 0, meant.Id, default);

        Assert.Equal(NameStatus.Doubtful, doubtful.Status);
        var known = await resolver.ResolveAsync("東方機械有限公司", 0, default);
        Assert.Equal((NameStatus.Matched, meant.Id, true), (known.Status, known.Company?.Id, known.Answered));
        Assert.Equal("聊城东方机械有限公司", Assert.Single(await store.Get<ResolvingQueries>().AnswersAsync(TestStore.Viewer, default)).Company);

        Assert.True((await answer.UndoAsync(TestStore.Viewer, made.Value, default)).Allowed);
        Assert.Equal(NameStatus.Doubtful, (await resolver.ResolveAsync("东方机械有限公司", 0, default)).Status);
        Assert.Equal(["name-answer.not-found"], (await answer.UndoAsync(TestStore.Viewer, made.Value, default)).Unmet.Select(u => u.Code));
    }

    [Fact]
    public async Task Answer_NoneOfThem_IsRememberedToo()
    {
        await using var store = await WithAsync("sqlite");
        await store.Get<AnswerName>().RunAsync(TestStore.Viewer, "东方机械有限公司", 0, null, default);

        var known = await store.Get<NameResolver>().ResolveAsync("东方机械有限公司", 0, default);

        Assert.Equal((NameStatus.None, true), (known.Status, known.Answered));
    }

    [Fact]
    public async Task Answer_UnknownCompanyOrNoRight_IsRefused()
    {
        await using var store = await WithAsync("sqlite");
        var answer = store.Get<AnswerName>();

        Assert.Equal(["name-answer.company"], (await answer.RunAsync(TestStore.Viewer, "东方机械有限公司", 0, 1, default)).Unmet.Select(u => u.Code));
        Assert.Equal(["name-answer.name"], (await answer.RunAsync(TestStore.Viewer, " ", 0, null, default)).Unmet.Select(u => u.Code));
        await Assert.ThrowsAsync<RightMissingException>(() =>
            answer.RunAsync(TestStore.Viewer with { Rights = Rights.See }, "东方机械有限公司", 0, null, default));
    }

    [Fact]
    public async Task File_IsReadByItsHeadOrLineByLine_AndPrintsTheContract()
    {
        await using var store = await WithAsync("sqlite");
        var folder = Directory.CreateTempSubdirectory("yinfeng-names-").FullName;
        var (csv, txt) = (Path.Combine(folder, "a.csv"), Path.Combine(folder, "b.txt"));
        await File.WriteAllTextAsync(csv, "序号,投资方\n1,德州东方机械有限公司\n2,没有这家\n");
        await File.WriteAllTextAsync(txt, "德州东方机械公司\n\n没有这家\n");

        var rows = await store.Get<ResolvingQueries>().ResolveAsync(TestStore.Viewer, NameFile.Read(csv), default);
        var lines = NameFile.Read(txt);
        await File.WriteAllTextAsync(csv, "\uFEFF企业名称\n德州东方机械公司\n");
        Assert.Equal([(2, "德州东方机械公司")], NameFile.Read(csv).Select(n => (n.Row, n.Text))); // One column has no comma.

        Assert.Equal([(2, "德州东方机械有限公司"), (3, (string?)null)], rows.Select(r => (r.Row, r.Resolved.Company?.Name)));
        Assert.Equal([(1, "德州东方机械公司"), (3, "没有这家")], lines.Select(l => (l.Row, l.Text)));
        var json = JsonSerializer.SerializeToElement(ResolvedJson.Of(2, rows[0].Resolved), ResolvedJson.Options);
        Assert.Equal((2, Code(1), "matched", 1m), (json.GetProperty("row").GetInt32(), json.GetProperty("creditCode").GetString(),
            json.GetProperty("status").GetString(), json.GetProperty("score").GetDecimal()));
    }

    private static async Task<TestStore> WithAsync(string provider)
    {
        var store = await TestStore.NewAsync(provider);
        await ImportAsync(store, await FileAsync(store, [.. Names.Select((n, i) => Row(n, Code(i + 1)))]));
        return store;
    }
}
