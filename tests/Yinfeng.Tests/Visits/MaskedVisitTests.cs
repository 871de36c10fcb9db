using System.Text.Json;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Leads;
using Yinfeng.Projects;
using Yinfeng.Tests.Conditions;
using Yinfeng.Visits;
using static Yinfeng.Tests.Enterprises.RegistryText;

namespace Yinfeng.Tests.Visits;

/// <summary>The masked search tells another squad that a company was met, by which unit and on which day last, and nothing else.</summary>
public sealed class MaskedVisitTests
{
    private const string Company = "某生物科技有限公司";
    private static readonly Viewer City = Some.User("shi", Some.Dezhou), Linyi = Some.User("linyi", Some.Linyi), Laoling = Some.User("laoling", Some.Laoling);

    /// <summary>Above 临邑县, but without its secrets.</summary>
    private static readonly Viewer Plain = City with { Rights = Some.Business & ~Rights.SeeSecrets };

    [Theory, OnSqlite, OnPostgres]
    public async Task Ask_AfterAVisitWithoutALead_TellsUnitAndDay_WhateverWasSaid(string provider)
    {
        var worlds = new List<string>();
        foreach (var hidden in new[] { 0, 1, 2 })
        {
            await using var store = await TestStore.NewAsync(provider);
            await VisitAsync(store, Linyi, Facts("2023-05-08"));
            if (hidden > 0)
            {
                var secret = await Some.ProjectAsync(store, Some.Project(ProjectStage.Negotiating, "隐秘项目", grade: Confidentiality.CommercialSecret));
                await VisitAsync(store, Linyi, new($"2023-04-0{hidden}", "外出拜访", Company, "深圳", null, "局长", $"机密{hidden}", "送方案", "2023-06-01", null,
                    $"{secret.Id}", new("欧阳明轩", "董事长", "13912345678")));
            }
            worlds.Add(JsonSerializer.Serialize(await AskAsync(store, Laoling, Company)));
            Assert.Equal([new("临邑县", "对接记录", "2023-05-08", null, null)], (await AskAsync(store, Laoling, "某生物科技")).Select(Line.Of)); // Without its form.
            Assert.Empty(await AskAsync(store, Laoling, "某生物科"));
        }
        Assert.Single(worlds.Distinct());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Ask_ByWhoeverSeesTheVisit_LeadsToIt(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var open = await VisitAsync(store, Linyi, Facts("2023-05-08"));
        var secret = await Some.ProjectAsync(store, Some.Project(ProjectStage.Negotiating, "隐秘项目", grade: Confidentiality.CommercialSecret));
        var hidden = await VisitAsync(store, Linyi, Facts("2023-05-09") with { Project = $"{secret.Id}" });

        Assert.Equal([new("临邑县", "对接记录", "2023-05-09", $"/visits/{hidden}", null)], (await AskAsync(store, Linyi, Company)).Select(Line.Of));
        Assert.Equal([new("临邑县", "对接记录", "2023-05-09", $"/visits/{open}", null)], (await AskAsync(store, Plain, Company)).Select(Line.Of));
        Assert.Equal([new("临邑县", "对接记录", "2023-05-09", null, null)], (await AskAsync(store, Laoling, Company)).Select(Line.Of));
        await Assert.ThrowsAsync<RightMissingException>(() => AskAsync(store, Linyi with { Rights = Rights.See }, Company));
    }

    [Fact]
    public async Task Ask_WhereTheUnitHasALead_TellsOfTheLeadOnly_AndAVisitHoldsNobodyBack()
    {
        await using var store = await TestStore.NewAsync();
        await VisitAsync(store, Linyi, Facts("2023-05-08"));
        await VisitAsync(store, Laoling, Facts("2023-03-01"));

        Assert.True((await ReportAsync(store, Laoling, "乐陵市")).Allowed); // Meeting a company is no first report.

        Assert.Equal(["乐陵市 False", "临邑县 True"], (await AskAsync(store, Linyi, Company)).Select(t => $"{t.UnitName} {t.MetOn is not null}"));
        Assert.Equal("lead.taken", Assert.Single((await ReportAsync(store, Linyi, "临邑县")).Unmet).Code);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Ask_ByCodeOrAnotherWriting_FindsTheCompany(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await ImportAsync(store, await FileAsync(store, [Row("德州鑫源化工有限公司", Code(1)), Row("德州东方机械有限公司", Code(2))]));
        await VisitAsync(store, Linyi, Facts("2023-05-08") with { Company = Code(1) });
        await VisitAsync(store, City, Facts("2023-05-10") with { Company = "德州鑫源化工" });

        foreach (var asked in new[] { Code(1), "德州鑫源化工有限公司", "德州鑫源化工" })
        {
            Assert.Equal(["德州市", "临邑县"], (await AskAsync(store, Laoling, asked)).Select(t => t.UnitName));
        }
        Assert.Empty(await AskAsync(store, Laoling, Code(2)));
    }

    private sealed record Line(string Unit, string Name, string? MetOn, string? Href, int? Months)
    {
        public static Line Of(Taken t) => new(t.UnitName, t.Name, t.MetOn, t.Href, t.Months);
    }

    private static VisitFacts Facts(string on) => new(on, "洽谈", Company, null, null, null, "谈了选址。");

    private static async Task<long> VisitAsync(TestStore store, Viewer viewer, VisitFacts facts)
    {
        var made = await store.Get<RecordVisit>().RunAsync(viewer, facts, default);
        Assert.True(made.Allowed, string.Join(" ", made.Unmet.Select(u => u.Message)));
        return made.Value;
    }

    private static Task<Decision<long>> ReportAsync(TestStore store, Viewer viewer, string unit) => store.Get<ReportLead>().RunAsync(viewer,
        new LeadFacts(unit, "生物项目", Company, null, "驻点招商", "李明", "2023-05", "3亿元", null, null), false, default);

    private static async Task<IReadOnlyList<Taken>> AskAsync(TestStore store, Viewer viewer, string asked) =>
        (await store.Get<TakenInvestors>().AskAsync(viewer, asked, default)).Value!;
}
