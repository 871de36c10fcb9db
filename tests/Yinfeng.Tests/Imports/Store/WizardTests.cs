using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
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
        await using var site = await ProjectSite.StartAsync(store, TestStore.Viewer, new Viewer("user:li", "Li", 371481, false));
        var uploaded = await site.PostAsync("/imports", "/imports", [new("unit", "371424")], "台账.xlsx", Ledger());
        var staged = uploaded.Headers.Location!.ToString();

        Assert.Equal(HttpStatusCode.NotFound, (await site.SendAsync(HttpMethod.Get, staged + "/rows", user: "Li")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.SendAsync(HttpMethod.Get, staged + "/rows")).StatusCode);
    }

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
