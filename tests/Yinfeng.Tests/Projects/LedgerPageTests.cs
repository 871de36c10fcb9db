using System.Text.RegularExpressions;
using Yinfeng.Projects;

namespace Yinfeng.Tests.Projects;

/// <summary>What the ledger page keeps between requests must not show: not one person's things to another, nor yesterday's row.</summary>
public class LedgerPageTests
{
    [Fact]
    public async Task Page_TwoPeopleInTurn_EachSeesOwnNameOwnUnitAndOwnToken()
    {
        await using var store = await TestStore.NewAsync();
        await Some.SaveAsync(store, Some.Project(ProjectStage.Signed, "只有德州看得见"));
        await using var site = await ProjectSite.StartAsync(store, Some.User("dezhou", Some.Dezhou), Some.User("yuncheng", 140800));
        var tokens = new HashSet<string>();
        for (var round = 0; round < 3; round++)
        {
            foreach (var (name, other, sees) in new[] { ("dezhou", "yuncheng", true), ("yuncheng", "dezhou", false) })
            {
                var page = await (await site.SendAsync(HttpMethod.Get, "/projects", user: name)).Content.ReadAsStringAsync();
                Assert.Equal(sees, page.Contains("只有德州看得见", StringComparison.Ordinal));
                Assert.Contains($"<span>{name}</span>", page, StringComparison.Ordinal);
                Assert.DoesNotContain($"<span>{other}</span>", page, StringComparison.Ordinal);
                tokens.Add(Assert.Single(Tokens(page).Distinct())); // The frame's form carries what the page's own forms carry.
            }
        }
        Assert.True(tokens.Count >= 2, "Two people were handed the same token.");
    }

    [Fact]
    public async Task PageAndApi_AfterAWrite_ShowItAtOnce()
    {
        await using var store = await TestStore.NewAsync();
        var project = await Some.ProjectAsync(store, Some.Project(ProjectStage.Signed, "原来的名字"));
        await using var site = await ProjectSite.StartAsync(store, TestStore.Viewer);
        string[] addresses = ["/projects", "/projects?stage=signed&gte=1&sort=-signed", "/api/projects", "/api/projects?stage=signed&gte=1&sort=-signed"];
        for (var round = 0; round < 3; round++)
        {
            var name = $"第{round}次改的名字";
            foreach (var address in addresses)
            {
                Assert.DoesNotContain(name, await site.Client.GetStringAsync(address), StringComparison.Ordinal);
            }
            var answer = await site.SendAsync(HttpMethod.Patch, $"/api/projects/{project.Id}", new { version = round + 1, facts = new { name } });
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
            foreach (var address in addresses)
            {
                Assert.Contains(name, await site.Client.GetStringAsync(address), StringComparison.Ordinal);
            }
        }
    }

    private static IEnumerable<string> Tokens(string page) =>
        Regex.Matches(page, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Select(m => m.Groups[1].Value);
}
