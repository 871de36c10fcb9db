using System.Globalization;
using System.Text.Json;
using Yinfeng.Host;
using Yinfeng.Kernel;
using Yinfeng.Leads;
using Yinfeng.Tests.Projects;

namespace Yinfeng.Tests.Leads;

/// <summary>The way of a lead on the command line.</summary>
public class LeadCommandTests
{
    [Fact]
    public async Task ALead_IsReported_Edited_Shared_AndConverted()
    {
        await using var store = await TestStore.NewAsync();
        await using var site = await ProjectSite.StartAsync(store);
        string[] report = ["lead", "report", "--unit", "临邑县", "--title", "光电组件生产基地", "--investor", "某光电公司", "--channel", "驻点招商", "--amount", "3亿元", "--json"];

        var id = Id(await RunAsync(site, store, report));
        var (again, why) = await RunAsync(site, store, report);
        Assert.Equal((1, "lead.duplicate-suspected"), (again, Answer(why).GetProperty("unmet")[0].GetProperty("code").GetString()));
        Assert.Equal(0, (await RunAsync(site, store, "lead", "edit", id, "--grade", "A")).Code);
        Assert.Equal(1, (await RunAsync(site, store, "lead", "credit", id, "临邑县=60", "齐河县=30")).Code);
        Assert.Equal(0, (await RunAsync(site, store, "lead", "credit", id, "临邑县=60", "齐河县=40%", "--years", "3")).Code);

        var view = (await store.Get<LeadQueries>().ViewAsync(TestStore.Viewer, long.Parse(id, CultureInfo.InvariantCulture), default))!;
        var lead = view.Row.Lead;
        Assert.Equal((LeadGrade.A, 3 * Money.FenPerYi, "某光电公司", 3), (lead.Grade, lead.IntendedInvestmentFen!.Value, lead.Investor, view.CreditYears!.Value));
        var project = Id(await RunAsync(site, store, "lead", "convert", id, "--json"));
        Assert.NotEqual(id, project);
        Assert.Equal(1, (await RunAsync(site, store, "lead", "close", id, "--reason", "外地落户")).Code); // It is a project now.
        Assert.Equal(1, (await RunAsync(site, store, "lead", "edit", "12", "--grade", "A")).Code);
    }

    private static string Id((int Code, string Text) ran)
    {
        Assert.True(ran.Code == 0, ran.Text);
        return Answer(ran.Text).GetProperty("id").GetInt64().ToString(CultureInfo.InvariantCulture);
    }

    private static JsonElement Answer(string text) => JsonDocument.Parse(text.Split('\n')[0]).RootElement;

    private static async Task<(int Code, string Text)> RunAsync(ProjectSite site, TestStore store, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(args, new ServerRunner(site.Services, new CommandOrder(args, store.Database.DataFolder, null, "root", false), null), output,
            error, default);
        return (code, output + error.ToString());
    }
}
