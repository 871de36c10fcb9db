using Yinfeng.Access;
using Yinfeng.Enterprises;
using Yinfeng.Leads;
using Yinfeng.Projects;
using Yinfeng.Shareholdings;
using Yinfeng.Sheets;
using Yinfeng.Tests.Conditions;
using Yinfeng.Tests.Sheets;
using Yinfeng.Visits;
using static Yinfeng.Tests.Enterprises.RegistryText;

namespace Yinfeng.Tests.Enterprises;

/// <summary>A company's workbook holds what its page shows, for each person what that person may see.</summary>
public sealed class EnterpriseWorkbookTests
{
    private const string Company = "东方水泥（德州）有限公司", Person = "欧阳明轩", Telephone = "13912345678", Holder = "诸葛小满", Secret = "隐秘水泥基地";
    private static readonly Viewer City = Some.User("shi", Some.Dezhou), Linyi = Some.User("linyi", Some.Linyi), Laoling = Some.User("laoling", Some.Laoling);

    /// <summary>Above 临邑县, but without its secrets.</summary>
    private static readonly Viewer Plain = City with { Rights = Some.Business & ~Rights.SeeSecrets };

    [Theory, OnSqlite, OnPostgres]
    public async Task Workbook_HoldsTheTies_AsFarAsThePersonMaySeeThem(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var id = await MakeAsync(store);

        var own = await SheetsAsync(store, Linyi, id);
        Assert.Contains("姊妹企业|东方水泥（南通）有限公司", own["集团（按名称）"], StringComparison.Ordinal);
        Assert.Contains("南通市", own["分布"], StringComparison.Ordinal);
        Assert.Contains($"{Holder}|30", own["股东名单"], StringComparison.Ordinal);
        Assert.Contains("北斗投资有限公司|60", own["控制人"], StringComparison.Ordinal);
        Assert.Contains($"{Code(1)}|{Company}", own["同一控制"], StringComparison.Ordinal);
        Assert.Contains("水泥百强|7", own["所在名单"], StringComparison.Ordinal);
        Assert.All(new[] { $"项目|{Secret}", "线索|水泥粉磨站", "对接记录|2023-05-08 洽谈", $"联系人|{Person} 董事长", Telephone },
            t => Assert.Contains(t, own["往来与政策"], StringComparison.Ordinal));

        var above = await SheetsAsync(store, Plain, id);
        Assert.Contains("联系人|欧**", above["往来与政策"], StringComparison.Ordinal);
        Assert.Contains("线索|水泥粉磨站", above["往来与政策"], StringComparison.Ordinal);
        Assert.Contains("诸＊＊|30", above["股东名单"], StringComparison.Ordinal);
        Assert.DoesNotContain(above.Values, s => new[] { Secret, Person, Telephone, Holder }.Any(hidden => s.Contains(hidden, StringComparison.Ordinal)));

        var beside = await SheetsAsync(store, Laoling, id);
        Assert.DoesNotContain(beside.Values, s => new[] { Secret, "水泥粉磨站", "对接记录", "联系人", "欧" }.Any(hidden => s.Contains(hidden, StringComparison.Ordinal)));
        Assert.Equal(own["集团（按名称）"], beside["集团（按名称）"]);
    }

    [Fact]
    public async Task Page_ListsTheFirstTies_AndTheWorkbookAll()
    {
        await using var store = await TestStore.NewAsync();
        await ImportAsync(store, await FileAsync(store, [Row(Company, Code(1))]));
        for (var day = 1; day <= EnterpriseGroups.Shown + 2; day++)
        {
            await VisitAsync(store, $"2023-05-{day:D2}", null);
        }
        var (views, id) = (store.Get<EnterpriseViews>(), (await OneAsync(store, Company)).Id);

        var page = Assert.Single((await views.GetAsync(Linyi, id, default))!.Ties, t => t.Kind == "对接记录");
        var all = Assert.Single((await views.GetAsync(Linyi, id, default, EnterpriseLines.MostExported))!.Ties, t => t.Kind == "对接记录");

        Assert.Equal((EnterpriseGroups.Shown, true), (page.Lines.Count, page.HasMore));
        Assert.Equal((EnterpriseGroups.Shown + 2, false), (all.Lines.Count, all.HasMore));
    }

    private static async Task<long> MakeAsync(TestStore store)
    {
        await ImportAsync(store, await FileAsync(store,
        [
            Row(Company, Code(1)), Row("东方水泥（南通）有限公司", Code(2), adcode: "320600", county: ""), Row("北斗投资有限公司", Code(3), adcode: "500000", county: ""),
        ]));
        await store.Get<ImportShareholdings>().RunAsync(TestStore.Viewer, await WriteAsync(store, "holders.csv",
            $"企业名称,信用代码,股东名称,股东代码,持股比例\n{Company},{Code(1)},北斗投资有限公司,{Code(3)},60\n{Company},{Code(1)},{Holder},,30\n"), "holders.csv", null, default);
        await store.Get<ImportList>().RunAsync(TestStore.Viewer,
            new EnterpriseListRequest(await WriteAsync(store, "list.csv", $"榜单,排名,企业名称\n水泥百强,7,{Company}\n"), null, Some.Day("2025"), "协会"), default);
        var project = Some.Project(ProjectStage.Negotiating, Secret, grade: Confidentiality.CommercialSecret);
        project.Investor = Company;
        await Some.SaveAsync(store, project);
        Assert.True((await store.Get<ReportLead>().RunAsync(Linyi,
            new LeadFacts("临邑县", "水泥粉磨站", Company, null, "驻点招商", "李明", "2023-05", "3亿元", null, null), true, default)).Allowed);
        await VisitAsync(store, "2023-05-08", new(Person, "董事长", Telephone));
        return (await OneAsync(store, Company)).Id;
    }

    private static async Task VisitAsync(TestStore store, string on, ContactTyped? contact) => Assert.True((await store.Get<RecordVisit>().RunAsync(Linyi,
        new(on, "洽谈", Company, null, null, null, "谈了选址。", Contact: contact), default)).Allowed);

    private static async Task<string> WriteAsync(TestStore store, string name, string text)
    {
        var path = Path.Combine(store.Database.DataFolder, name);
        await File.WriteAllTextAsync(path, text);
        return path;
    }

    /// <summary>The text of every sheet by its name; cells between bars.</summary>
    private static async Task<Dictionary<string, string>> SheetsAsync(TestStore store, Viewer viewer, long id)
    {
        var view = await store.Get<EnterpriseViews>().GetAsync(viewer, id, default, EnterpriseLines.MostExported);
        using var book = WorkbookReader.Open(SheetFiles.Text("企业.xlsx", EnterpriseWorkbook.Company(view!, store.Get<RegistryPlaces>())));
        return book.Sheets.ToDictionary(s => s.Name, s => string.Join('\n', s.ReadRows().Select(r => string.Join('|',
            r.Cells.ToArray().Select(c => c.Kind == CellKind.Number ? c.Number.ToString("0.##", null) : c.Text)))));
    }
}
