using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Proofs;

/// <summary>Who reads the log reads no business that they could not read where it lies.</summary>
public class AuditSightTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly AuditFilter All = new(null, "project.edit", null, null, null);

    [Theory, OnSqlite, OnPostgres]
    public async Task Inspector_OfTheWholeTree_SeesEveryEntry_AndNothingOfASecret(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var (secret, open) = await SeedAsync(store);
        var inspector = new Viewer("user:du", "督查", null, Roles.Of(Role.Inspector));

        var lines = (await store.Get<AuditQueries>().PageAsync(inspector, All, 50, Ct))!.Lines;
        Assert.Equal(3, lines.Count);
        Assert.DoesNotContain(lines, l => (l.Subject + l.Entry.Subject + l.Entry.Detail).Contains("芯片", StringComparison.Ordinal)
            || (l.Subject + l.Entry.Subject + l.Entry.Detail).Contains($"{secret.Id}", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Subject == $"project:{open.Id}" && l.Entry.Detail.Contains("面粉", StringComparison.Ordinal));
        foreach (var line in lines)
        {
            Assert.DoesNotContain("芯片", (await store.Get<AuditQueries>().EntryAsync(inspector, line.Entry.Seq, true, Ct))!.Entry.Detail, StringComparison.Ordinal);
        }
        var leader = inspector with { Rights = inspector.Rights | Rights.SeeSecrets };
        Assert.Equal(2, (await store.Get<AuditQueries>().PageAsync(leader, All, 50, Ct))!.Lines.Count(l => l.Entry.Detail.Contains("芯片", StringComparison.Ordinal)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Inspector_OfACity_ReadsTheEntriesOfTheirPart_PageByPage(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var (_, open) = await SeedAsync(store);
        var elsewhere = await Some.ProjectAsync(store, Some.Project(ProjectStage.Signed, "外市的项目", owner: 110105));
        await LogAsync(store, elsewhere, "外市的项目");
        var city = new Viewer("user:ma", "市督查", Some.Dezhou, Roles.Of(Role.Inspector));

        var first = (await store.Get<AuditQueries>().PageAsync(city, All, 2, Ct))!;
        var second = (await store.Get<AuditQueries>().PageAsync(city, All with { Page = 2 }, 2, Ct))!;
        Assert.True(first.HasMore);
        Assert.False(second.HasMore);
        var lines = first.Lines.Concat(second.Lines).ToList();
        Assert.Equal(3, lines.Select(l => l.Entry.Seq).Distinct().Count());
        Assert.DoesNotContain(lines, l => l.Entry.Detail.Contains("芯片", StringComparison.Ordinal) || l.Entry.Detail.Contains("外市", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Subject == $"project:{open.Id}");
        Assert.Empty((await store.Get<AuditQueries>().PageAsync(city with { UnitId = Some.Laoling }, All, 10, Ct))!.Lines);
        Assert.Equal(3, (await store.Get<AuditQueries>().PageAsync(new("user:sj", "市审计", Some.Dezhou, Roles.Of(Role.AuditAdministrator)), All, 10, Ct))!.Lines
            .Count(l => !l.Entry.Detail.Contains("面粉", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Export_HoldsEveryDetail_SoOnlyWhoSeesEverythingTakesIt()
    {
        await using var store = await TestStore.NewAsync();
        await SeedAsync(store);
        foreach (var role in new[] { Role.Inspector, Role.AuditAdministrator })
        {
            using var file = new MemoryStream();
            Assert.False((await store.Get<AuditExport>().RunAsync(new("user:x", "x", null, Roles.Of(role)), "x", file, Ct)).Allowed);
            Assert.Equal(0, file.Length);
        }
    }

    private static async Task<(Project Secret, Project Open)> SeedAsync(TestStore store)
    {
        var secret = await Some.ProjectAsync(store, Some.Project(ProjectStage.Negotiating, "保密的芯片项目", grade: Confidentiality.CommercialSecret));
        var open = await Some.ProjectAsync(store, Some.Project(ProjectStage.Negotiating, "公开的面粉项目"));
        await LogAsync(store, secret, "保密的芯片项目");
        await LogAsync(store, open, "公开的面粉项目");
        await LogAsync(store, open, "与保密的芯片项目合并");
        return (secret, open);
    }

    private static Task<int> LogAsync(TestStore store, Project project, string text) =>
        store.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None, work =>
        {
            work.Audit("project.edit", $"project:{project.Id}", new { remark = text });
            return Task.FromResult(0);
        }, Ct);
}
