using System.Net;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Arbitration;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Leads;
using Yinfeng.Projects;
using Yinfeng.Tests.Conditions;
using Yinfeng.Tests.Projects;

namespace Yinfeng.Tests.Arbitration;

/// <summary>A side learns of the other what a case tells and no more, whatever the other's record says.</summary>
public class ClaimSecrecyTests
{
    private const string Secret = "机密";

    /// <summary>Two worlds that differ only in what 临邑县 may not see of 乐陵市's record and words give it the same bytes on every read surface.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task OtherSide_SeesTheSameBytes_WhateverTheHiddenFactsAre(string provider)
    {
        var worlds = new List<List<string>>();
        foreach (var hidden in new[] { 0, 2, 3 })
        {
            await using var store = await TestStore.NewAsync(provider);
            var dispute = await Dispute.MakeAsync(store, p => Hide(p, hidden));
            await store.Get<AnswerClaim>().RunAsync(Dispute.Linyi, dispute.Id, false, "我县先报", default);
            var during = await SurfacesAsync(store, dispute, Dispute.Linyi);
            await store.Get<AnswerClaim>().RunAsync(Dispute.Laoling, dispute.Id, false, $"{Secret}理由{new string('长', hidden * 7)}", default);
            var after = await SurfacesAsync(store, dispute, Dispute.Linyi);
            Assert.Empty((await dispute.RuleAsync(Dispute.City, new("1"))).Unmet);
            worlds.Add([.. during, .. after, .. await SurfacesAsync(store, dispute, Dispute.Linyi)]);
        }

        for (var i = 0; i < worlds[0].Count; i++)
        {
            Assert.All(worlds, w => Assert.Equal(worlds[0][i], w[i]));
            Assert.DoesNotContain(Secret, worlds[0][i], StringComparison.Ordinal);
        }
    }

    /// <summary>The same surfaces tell the worlds apart for whoever stands above both: the test above can fail.</summary>
    [Fact]
    public async Task Arbiter_SeesTheHiddenFacts()
    {
        var worlds = new List<string>();
        foreach (var hidden in new[] { 0, 2 })
        {
            await using var store = await TestStore.NewAsync();
            var dispute = await Dispute.MakeAsync(store, p => Hide(p, hidden));
            worlds.Add(string.Join('\n', await SurfacesAsync(store, dispute, Dispute.City)));
        }
        Assert.NotEqual(worlds[0], worlds[1]);
    }

    [Fact]
    public async Task Stranger_AndWhoeverMayNotSeeTheSecret_AreToldNothing()
    {
        await using var store = await TestStore.NewAsync();
        var dispute = await Dispute.MakeAsync(store, p => (p.Stage, p.Confidentiality) = (ProjectStage.Negotiating, Confidentiality.CommercialSecret));
        var plain = Dispute.City with { ActorId = "user:plain", Rights = Rights.See | Rights.Report };

        Assert.Null(await dispute.ViewAsync(Dispute.Stranger));
        Assert.Empty((await store.Get<ArbitrationQueries>().ListAsync(Dispute.Stranger, new ClaimFilter(), default)).Rows);
        var view = (await dispute.ViewAsync(plain))!; // Sees 临邑县's record, and of the other only what a case tells.
        Assert.Equal(("首***目", false, null), (view.Sides[1].Name, view.Sides[1].Seen, view.Score));
        Assert.Empty(view.Sides[1].Facts);
        Assert.Empty(view.Advice);
    }

    [Fact]
    public async Task Ruling_WithASharedCredit_OpensTheRecordButNotTheWords()
    {
        await using var store = await TestStore.NewAsync();
        var dispute = await Dispute.MakeAsync(store);
        await dispute.ClaimAsync();
        Assert.Empty((await dispute.RuleAsync(Dispute.City, new("1", "1", "50"))).Unmet);

        var view = (await dispute.ViewAsync(Dispute.Laoling))!;

        Assert.True(view.Sides[0].Seen);
        Assert.Null(view.Sides[0].Statement);
        Assert.DoesNotContain(view.Steps, s => s.Text == "我县先报");
        Assert.DoesNotContain("我县先报", string.Join('\n', RulingDocument.Parts(view, view.Rulings[0]).SelectMany(p => p.Paragraphs)), StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task MaskedSearch_TellsUnitAndMask_AndNotHowManyWhichStageOrHowMuch(string provider)
    {
        var worlds = new List<string>();
        foreach (var hidden in new[] { 0, 1, 2, 3 })
        {
            await using var store = await TestStore.NewAsync(provider);
            var project = Some.Project(ProjectStage.Signed, "膳食纤维生产项目");
            (project.Investor, project.InvestorCreditCode) = ("首创生物科技有限公司", Dispute.Code);
            Hide(project, hidden);
            await Some.SaveAsync(store, project);
            if (hidden == 3) // A second matter of the same unit, of a later day, changes nothing either.
            {
                var second = Some.Project(ProjectStage.Reviewed, "膳食纤维生产项目", grade: Confidentiality.CommercialSecret, totalFen: null);
                (second.Investor, second.LeadOn) = ("首创生物科技有限公司", Some.Day("2023-01-01"));
                await Some.SaveAsync(store, second);
            }
            var ask = store.Get<TakenInvestors>();
            var told = new List<Taken>();
            foreach (var asked in new[] { Dispute.Code, "９１４４０３００１９２２０３８２１６", "首创生物科技有限公司", "首創生物科技", "膳食纤维生产项目", "A12-7号地块" })
            {
                told.AddRange((await ask.AskAsync(Dispute.Laoling, asked, default)).Value!);
            }
            Assert.Equal(6, told.Count);
            Assert.All(told, t => Assert.Equal(("临邑县", "膳***目", null), (t.UnitName, t.Name, t.Href)));
            worlds.Add(System.Text.Json.JsonSerializer.Serialize(told));
        }
        Assert.Single(worlds.Distinct());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task MaskedSearch_IsCountedAndLogged_AndEndsAtTheLimit(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await Some.ProjectAsync(store);
        var ask = store.Get<TakenInvestors>();
        var most = ArbitrationRules.Load().On(new DateOnly(2026, 1, 1)).AsksPerHour;

        for (var i = 0; i < most; i++)
        {
            Assert.True((await ask.AskAsync(Dispute.Laoling, $"某某公司{i}", default)).Allowed);
        }

        Assert.Equal("taken.too-many", (await ask.AskAsync(Dispute.Laoling, "首创生物", default)).Unmet.Single().Code);
        Assert.Equal("taken.too-many", (await store.Get<ReportLead>().RunAsync(Dispute.Laoling, new LeadFacts("乐陵市", "线索", "首创生物", null, "展会招商", "李四", "2023-02-03", null,
            null, null), false, default)).Unmet.Single().Code); // The form of a lead is no way round.
        Assert.True((await ask.AskAsync(Dispute.Laoling with { ActorId = "user:other" }, "首创生物", default)).Allowed);
        await using var db = store.Database.OpenRead();
        Assert.Equal(most + 3, await db.Set<AuditEntry>().CountAsync(e => e.Action == "investor.ask"));
    }

    /// <summary>Over the wire: nobody without the right, nobody outside, and parts of a name find nothing.</summary>
    [Fact]
    public async Task Routes_AnswerNothingToWhoeverIsNotConcerned()
    {
        await using var store = await TestStore.NewAsync();
        var dispute = await Dispute.MakeAsync(store);
        await using var site = await ProjectSite.StartAsync(store, Dispute.Stranger);

        foreach (var path in new[] { "", "/ruling" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await site.Client.GetAsync($"/api/arbitration/{dispute.Id}{path}")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await site.Client.GetAsync($"/arbitration/{dispute.Id}{path}")).StatusCode);
        }
        Assert.DoesNotContain($"{dispute.Id}", await site.Client.GetStringAsync("/arbitration?all=1"), StringComparison.Ordinal);
        Assert.Contains("\"total\": 0", await site.Client.GetStringAsync("/api/arbitration"), StringComparison.Ordinal);
    }

    private static void Hide(Project p, int hidden)
    {
        p.Parcel = "A12-7号地块";
        if (hidden == 0)
        {
            return;
        }
        (p.TotalInvestmentFen, p.FixedInvestmentFen, p.Content, p.Remark) = (p.TotalInvestmentFen + hidden * Money.FenPerWan, hidden, $"{Secret}内容{hidden}", $"{Secret}{hidden}");
        (p.ContactedOn, p.Leader, p.Industry) = (Some.Day($"2022-03-{10 + hidden}"), $"{Secret}领导{hidden}", $"产业{hidden}");
        (p.Confidentiality, p.Park, p.InvestorContact) = (hidden == 2 ? Confidentiality.Internal : Confidentiality.Public, $"园区{hidden}", $"{Secret}电话{hidden}");
        if (hidden == 3)
        {
            (p.Stage, p.StartedOn) = (ProjectStage.Started, Some.Day("2022-09-01"));
        }
    }

    /// <summary>Everything this room shows the person about the case; ids and moments are taken out, for every world has its own.</summary>
    private static async Task<List<string>> SurfacesAsync(TestStore store, Dispute dispute, Viewer viewer)
    {
        var view = (await dispute.ViewAsync(viewer))!;
        var shown = new List<string> { System.Text.Json.JsonSerializer.Serialize(ClaimJson.Of(view), ClaimListJson.Options) };
        await using (var site = await ProjectSite.StartAsync(store, viewer))
        {
            foreach (var address in new[]
            {
                $"/arbitration/{dispute.Id}", "/arbitration?all=1", $"/api/arbitration/{dispute.Id}", "/api/arbitration", $"/projects/{dispute.One.Id}", "/desk", "/notices",
            })
            {
                shown.Add(await site.Client.GetStringAsync(address));
            }
        }
        var list = await store.Get<ArbitrationQueries>().ListAsync(viewer, new ClaimFilter(), default);
        shown.Add(System.Text.Json.JsonSerializer.Serialize(list.Rows));
        shown.Add(System.Text.Json.JsonSerializer.Serialize(await store.Get<ArbitrationDesk>().ItemsAsync(viewer, Some.Today, default)));
        shown.AddRange(view.Rulings.Select(r => Convert.ToHexString(RulingDocument.Write(view, r))));
        return shown.ConvertAll(s => Plain(s));
    }

    private static string Plain(string text)
    {
        text = System.Text.RegularExpressions.Regex.Replace(text, @"\d{12,}", "#");
        text = System.Text.RegularExpressions.Regex.Replace(text, @"\d{4}-\d\d-\d\d[T ][\d:.]+Z?|\d\d-\d\d \d\d:\d\d", "@");
        return System.Text.RegularExpressions.Regex.Replace(text, @"__RequestVerificationToken"" value=""[^""]*""", "");
    }
}
