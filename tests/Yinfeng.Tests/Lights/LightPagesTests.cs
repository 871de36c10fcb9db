using System.Net;
using System.Text.Json;
using Yinfeng.Lights;
using Yinfeng.Projects;
using Yinfeng.Tests.Host;
using Yinfeng.Tests.Projects;

namespace Yinfeng.Tests.Lights;

/// <summary>Pages, REST and the command: the same answers, without script, each within its scope.</summary>
public class LightPagesTests
{
    private const string Command = "lights";

    [Fact]
    public async Task Pages_ShowWhatTheViewerMaySee()
    {
        await using var store = await TestStore.NewAsync();
        var project = Some.Project(ProjectStage.Reviewed, "临邑的项目");
        project.PlannedSignedOn = Some.Day("2023-01-31");
        await Some.ProjectAsync(store, project);
        await Some.ProjectAsync(store, Some.Project(ProjectStage.Reviewed, "乐陵的项目", Some.Laoling));
        await using var site = await ProjectSite.StartAsync(store, Some.User("li", Some.Linyi));

        var page = await site.Client.GetStringAsync("/lights?period=2023-06");
        Assert.Contains("临邑的项目", page, StringComparison.Ordinal);
        Assert.Contains("计划签约 2023-01-31，逾期 150 天，超过 3 个月", page, StringComparison.Ordinal);
        Assert.DoesNotContain("乐陵的项目", page, StringComparison.Ordinal);
        Assert.Contains("没有符合条件的项目", await site.Client.GetStringAsync("/lights?period=2023-06&colour=green"), StringComparison.Ordinal);
        Assert.Contains("会审", await site.Client.GetStringAsync("/clocks?period=2023-06"), StringComparison.Ordinal);
        foreach (var (address, status) in new[]
        {
            ("/lights?period=2023-6", HttpStatusCode.BadRequest), ("/lights?period=2023-06&unit=371481", HttpStatusCode.NotFound),
            ("/lights/export?period=2023-06&unit=371481", HttpStatusCode.NotFound), ("/clocks/export?period=2023-06&unit=371481", HttpStatusCode.NotFound),
            ("/api/lights?period=2023-06&unit=371481", HttpStatusCode.NotFound), ("/api/clocks?period=2023-06&unit=371481", HttpStatusCode.NotFound),
            ("/api/lights?period=June", HttpStatusCode.BadRequest), ("/lights/export?period=2023-06", HttpStatusCode.OK), ("/clocks/export?period=2023-06", HttpStatusCode.OK),
            ("/api/clocks?period=2023-06", HttpStatusCode.OK),
        })
        {
            Assert.Equal((address, status), (address, (await site.Client.GetAsync(address)).StatusCode));
        }
        using var json = JsonDocument.Parse(await site.Client.GetStringAsync("/api/lights?period=2023-06"));
        Assert.Equal("red", json.RootElement.GetProperty("projects")[0].GetProperty("light").GetProperty("colour").GetString());
        using var own = JsonDocument.Parse(await site.Client.GetStringAsync($"/api/lights/projects/{project.Id}"));
        Assert.Equal("red", own.RootElement.GetProperty("light").GetProperty("light").GetProperty("colour").GetString());
    }

    [Fact]
    public async Task TheProjectPage_ShowsItsLight()
    {
        await using var store = await TestStore.NewAsync();
        var project = Some.Project(ProjectStage.Reviewed);
        project.PlannedSignedOn = Some.Day("2023-01-31");
        await Some.ProjectAsync(store, project);
        await using var site = await ProjectSite.StartAsync(store, Some.User("li", Some.Linyi));

        var page = await site.Client.GetStringAsync($"/projects/{project.Id}");

        Assert.Contains("红灯 · 计划签约 2023-01-31", page, StringComparison.Ordinal);
        Assert.Contains("project.plan@1949-10-01", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"lamp r\" title=\"计划签约 2023-01-31", await site.Client.GetStringAsync("/projects"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheCommand_PrintsOneDocument()
    {
        var folder = Directory.CreateTempSubdirectory("yinfeng-lights-").FullName;
        var ledger = Path.Combine(Yinfeng.Shell.AppFolders.Demo, "yuncheng-2021.xlsx");
        Assert.Equal(0, (await Product.RunAsync("import", "ledger", ledger, "--unit", "140800", "--data", folder)).Code);

        var told = await Product.RunAsync(Command, "--period", "2021-12", "--unit", "140800", "--json", "--data", folder);
        using var json = JsonDocument.Parse(told.Out);
        var unit = json.RootElement.GetProperty("units")[0];

        Assert.Equal((0, "140800", "green"), (told.Code, unit.GetProperty("unitCode").GetString(), unit.GetProperty("light").GetProperty("colour").GetString()));
        Assert.All(unit.GetProperty("indicators").EnumerateArray(), i => Assert.True(i.GetProperty("gap").GetDecimal() > 0));
        Assert.Equal((2, 1), ((await Product.RunAsync(Command, "--period", "2021", "--data", folder)).Code,
            (await Product.RunAsync(Command, "--period", "2021-12", "--unit", "999999", "--data", folder)).Code));
        Directory.Delete(folder, recursive: true);
    }
}
