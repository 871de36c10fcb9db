using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Sheets;
using Yinfeng.Tests.Projects;

namespace Yinfeng.Tests.Imports.Store;

/// <summary>The way of a file through the wizard, as a browser without script walks it.</summary>
public class WizardTests
{
    [Fact]
    public async Task Wizard_UploadCorrectConfirmSourceUndo_WorksWithPlainForms()
    {
        await using var store = await TestStore.NewAsync();
        await using var site = await ProjectSite.StartAsync(store, TestStore.Viewer);

        var uploaded = await site.PostAsync("/imports", "/imports", [new("unit", "371424"), new("year", "")], "台账.xlsx", Ledger());
        var staged = uploaded.Headers.Location!.ToString();
        Assert.Contains("项目名称", await site.Client.GetStringAsync(staged + "/mapping"), StringComparison.Ordinal);
        var rows = await site.Client.GetStringAsync(staged + "/rows");
        Assert.Contains("退回", rows, StringComparison.Ordinal);
        Assert.Contains("4.86亿", rows, StringComparison.Ordinal); // Raw beside what was taken.

        var row = staged + "/row?sheet=" + Uri.EscapeDataString("台账") + "&row=3";
        KeyValuePair<string, string>[] place = [new("sheet", "台账"), new("row", "3")];
        var wrong = await site.PostAsync(row, staged + "/row", [.. place, new("project_name", ""), new("started_on", "2023-02-30")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("2023-02-30", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var right = await site.PostAsync(row, staged + "/row", [.. place, new("project_name", "乙项目"), new("started_on", "2023年5月")]);
        Assert.Equal(staged + "/rows", right.Headers.Location!.ToString());

        var confirmed = await site.PostAsync(staged + "/rows", staged + "/confirm", []);
        var import = Regex.Match(confirmed.Headers.Location!.ToString(), @"^/imports/\d+").Value;
        await using var db = store.Database.OpenRead();
        Assert.Equal(["甲项目", "乙项目"], await db.Set<Project>().OrderBy(p => p.SourceRow).Select(p => p.Name).ToListAsync());
        var source = await site.Client.GetStringAsync(import + "/source?sheet=" + Uri.EscapeDataString("台账") + "&row=2&column=total_investment_wan");
        Assert.Contains("4.86亿", source, StringComparison.Ordinal);
        Assert.Contains("本数来源", source, StringComparison.Ordinal);

        Assert.Equal(import, (await site.PostAsync(import, import + "/undo", [])).Headers.Location!.ToString());
        Assert.False(await db.Set<Project>().AnyAsync());
    }

    [Fact]
    public async Task Upload_NotAWorkbook_ComesBackAs422WithEverythingTypedKept()
    {
        await using var store = await TestStore.NewAsync();
        await using var site = await ProjectSite.StartAsync(store, TestStore.Viewer);

        var refused = await site.PostAsync("/imports", "/imports", [new("unit", "371424"), new("year", "2023")], "坏.xlsx", "PK\u0003\u0004 cut"u8.ToArray());

        var page = await refused.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("坏.xlsx", page, StringComparison.Ordinal);
        Assert.Contains("value=\"2023\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staged_OfAnotherCounty_IsNotFound()
    {
        await using var store = await TestStore.NewAsync();
        await using var site = await ProjectSite.StartAsync(store, TestStore.Viewer, Some.User("li", 371481));
        var uploaded = await site.PostAsync("/imports", "/imports", [new("unit", "371424")], "台账.xlsx", Ledger());
        var staged = uploaded.Headers.Location!.ToString();

        Assert.Equal(HttpStatusCode.NotFound, (await site.SendAsync(HttpMethod.Get, staged + "/rows", user: "li")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.SendAsync(HttpMethod.Get, staged + "/rows")).StatusCode);
    }

    [Fact]
    public async Task Wizard_SameHeadTwice_AsksWhichColumnIsMeant_AndRemembersTheAnswer()
    {
        await using var store = await TestStore.NewAsync();
        await using var site = await ProjectSite.StartAsync(store, TestStore.Viewer);
        var uploaded = await site.PostAsync("/imports", "/imports", [new("unit", "371424")], "两列.csv", Twice("甲项目", 100, 200));
        var staged = uploaded.Headers.Location!.ToString();

        var mapping = await site.Client.GetStringAsync(staged + "/mapping");
        Assert.Contains("出现了 2 次（B 列、C 列）", mapping, StringComparison.Ordinal);
        Assert.Equal(staged + "/mapping", (await site.Client.GetAsync(staged + "/rows")).Headers.Location!.ToString());
        var (kept, none) = ("total_investment_wan", "");
        var unsaid = await site.PostAsync(staged + "/mapping", staged + "/mapping", [new("col-0-A", "project_name"), new("col-0-B", none), new("col-0-C", none)]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unsaid.StatusCode);
        await site.PostAsync(staged + "/mapping", staged + "/confirm", []);
        await using var db = store.Database.OpenRead();
        Assert.Empty(await db.Set<Project>().ToListAsync());

        await site.PostAsync(staged + "/mapping", staged + "/mapping", [new("col-0-A", "project_name"), new("col-0-B", none), new("col-0-C", kept)]);
        Assert.StartsWith("/imports/", (await site.PostAsync(staged + "/rows", staged + "/confirm", [])).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(200 * Money.FenPerWan, (await db.Set<Project>().SingleAsync()).TotalInvestmentFen);

        var next = (await site.PostAsync("/imports", "/imports", [new("unit", "371424")], "下月.csv", Twice("乙项目", 1, 7))).Headers.Location!.ToString();
        await site.PostAsync(next + "/rows", next + "/confirm", []);
        Assert.Equal(7 * Money.FenPerWan, (await db.Set<Project>().SingleAsync(p => p.Name == "乙项目")).TotalInvestmentFen);
    }

    /// <summary>Confirmed, left alone, found again from the list of imports and from its old address.</summary>
    [Fact]
    public async Task Wizard_VeryLongFile_IsStoredBesideTheRequests()
    {
        const int Rows = 50_001;
        await using var store = await TestStore.NewAsync();
        await using var site = await ProjectSite.StartAsync(store, TestStore.Viewer);
        var text = "项目名称,总投资（万元）\n" + string.Concat(Enumerable.Range(1, Rows).Select(i => $"第{i}号{i * 7919L}工程,{i}\n"));
        var staged = (await site.PostAsync("/imports", "/imports", [new("unit", "371424")], "长.csv", System.Text.Encoding.UTF8.GetBytes(text)))
            .Headers.Location!.ToString();
        await UntilAsync(async () => (await site.Client.GetStringAsync(staged + "/rows")).Contains("/confirm", StringComparison.Ordinal));

        var confirmed = await site.PostAsync(staged + "/rows", staged + "/confirm", []);
        Assert.Equal(staged + "/storing", confirmed.Headers.Location!.ToString());
        Assert.Equal(staged + "/storing", (await site.Client.GetAsync(staged)).Headers.Location!.ToString());
        HttpResponseMessage? last = null;
        await UntilAsync(async () => (last = await site.Client.GetAsync(staged + "/storing")).StatusCode == HttpStatusCode.SeeOther);

        Assert.Matches(@"^/imports/\d+\?done=", last!.Headers.Location!.ToString());
        Assert.Equal(staged + "/storing", (await site.Client.GetAsync(staged)).Headers.Location!.ToString());
        await using var db = store.Database.OpenRead();
        Assert.Equal(Rows, await db.Set<Project>().CountAsync());
        Assert.DoesNotContain(staged, await site.Client.GetStringAsync("/imports"), StringComparison.Ordinal);
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (var i = 0; i < 600 && !await condition(); i++)
        {
            await Task.Delay(100);
        }
        Assert.True(await condition(), "It did not come to pass within a minute.");
    }

    private static byte[] Twice(string name, int first, int second) =>
        System.Text.Encoding.UTF8.GetBytes($"项目名称,总投资（万元）,总投资（万元）\n{name},{first},{second}\n");

    private static byte[] Ledger()
    {
        using var stream = new MemoryStream();
        WorkbookWriter.Write(stream,
        [
            new SheetToWrite("台账", [new("县（市、区）"), new("项目名称"), new("投资方"), new("总投资（万元）"), new("签约时间"), new("开工时间")],
            [
                ["临邑县", "甲项目", "甲公司", "4.86亿", new DateOnly(2023, 1, 5), null],
                ["临邑县", null, "乙公司", 5000, new DateOnly(2023, 2, 1), null],
            ]),
        ]);
        return stream.ToArray();
    }
}
