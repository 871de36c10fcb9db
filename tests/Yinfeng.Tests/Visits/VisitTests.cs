using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Pending;
using Yinfeng.Projects;
using Yinfeng.Shell;
using Yinfeng.Tests.Conditions;
using Yinfeng.Visits;

namespace Yinfeng.Tests.Visits;

/// <summary>A visit from its record to the end of its next step, and who sees it.</summary>
public sealed class VisitTests
{
    private static readonly DateOnly Today = BusinessTime.Today(TimeProvider.System);
    private static readonly Viewer City = Some.User("shi", Some.Dezhou), Linyi = Some.User("linyi", Some.Linyi), Laoling = Some.User("laoling", Some.Laoling);

    /// <summary>Sees the city's part of the tree, but no secrets of the counties.</summary>
    private static readonly Viewer Plain = City with { ActorId = "user:plain", Rights = Some.Business & ~Rights.SeeSecrets };

    [Theory, OnSqlite, OnPostgres]
    public async Task Visit_IsRecordedCorrectedAndItsNextStepFinished(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var id = await RecordAsync(store, Linyi, Facts() with { NextStep = "送选址方案", NextDue = Day(10) });
        var first = (await GetAsync(store, Linyi, id))!;
        Assert.Equal(("临邑县", "某生物科技有限公司", VisitKind.Talk, Some.Linyi), (first.Row.UnitName, first.Visit.Company, first.Visit.Kind, first.Visit.UnitId));

        var record = store.Get<RecordVisit>();
        Assert.True((await record.EditAsync(Linyi, id, 1, Facts() with { Place = "深圳", NextStep = "送选址方案", NextDue = Day(20) }, default)).Allowed);
        Assert.Equal(["visit.stale"], Codes(await record.EditAsync(Linyi, id, 1, Facts(), default)));
        var finish = store.Get<FinishStep>();
        Assert.Equal(["visit.outcome"], Codes(await finish.RunAsync(Linyi, id, null, " ", default)));
        Assert.True((await finish.RunAsync(Linyi, id, 2, "方案已送达", default)).Allowed);
        Assert.Equal(["visit.step"], Codes(await finish.RunAsync(Linyi, id, null, "又送一次", default)));

        var view = (await GetAsync(store, Linyi, id))!;
        Assert.Equal(("深圳", Today.AddDays(20), Today, "方案已送达", 3), (view.Visit.Place, view.Visit.NextDue, view.Visit.NextDoneOn, view.Visit.Outcome, view.Visit.Version));
    }

    [Fact]
    public async Task Record_WithEverythingWrong_NamesItAll()
    {
        await using var store = await TestStore.NewAsync();

        var made = await store.Get<RecordVisit>().RunAsync(Linyi, new(Day(1), "喝茶", "", null, "乐陵市", null, "电话 13800000000", "寄资料", null, "999", "没有的项目",
            new(null, "总经理", null)), default);

        Assert.Equal(["visit.company", "visit.content", "visit.on", "visit.kind", "visit.nextdue", "visit.unit", "visit.lead", "visit.project", "visit.contactname"], Codes(made));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Visits_AreSeenInTheirOwnPartOfTheTree_AndOfASecretProjectOnlyByItsViewers(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var secret = await Some.ProjectAsync(store, Some.Project(ProjectStage.Negotiating, grade: Confidentiality.CommercialSecret));
        var open = await RecordAsync(store, Linyi, Facts());
        var hidden = await RecordAsync(store, Linyi, Facts() with { Company = "隐秘集团", Project = $"{secret.Id}", Contact = new("赵四", null, null) });

        Assert.Equal([hidden, open], await IdsAsync(store, Linyi));
        Assert.Equal([hidden, open], await IdsAsync(store, City));
        Assert.Equal([open], await IdsAsync(store, Plain));
        Assert.Empty(await IdsAsync(store, Laoling));
        Assert.Null(await GetAsync(store, Laoling, open));
        Assert.Null(await GetAsync(store, Plain, hidden));
        Assert.Empty((await store.Get<ContactQueries>().ListAsync(Plain, null, null, default)).Lines);
        Assert.Equal(["visit.not-found"], Codes(await store.Get<FinishStep>().RunAsync(Laoling, open, null, "办了", default)));
        Assert.Empty(await IdsAsync(store, Linyi with { Rights = Rights.ManageUsers }));
    }

    [Fact]
    public async Task NextStep_WaitsInPending_AndOnDesksWhenItsDayComes()
    {
        await using var store = await TestStore.NewAsync();
        var id = await RecordAsync(store, Linyi, Facts() with { On = Day(-30), NextStep = "回访", NextDue = Day(-2) });

        var row = Assert.Single((await store.Get<PendingQueries>().ListAsync(Linyi, new(PendingKind.VisitStepToTake), default)).Rows);
        Assert.Equal((2, true, $"/visits/{id}"), (row.DaysLate, row.IsOverdue, row.Matter.Href));
        Assert.Contains(await ItemsAsync(store, Linyi), i => i.Part == DeskPart.Late && i.Href == $"/visits/{id}");
        Assert.Contains(await ItemsAsync(store, City), i => i.Part == DeskPart.Late && i.Href == "/visits?late=1");
        Assert.DoesNotContain(await ItemsAsync(store, Laoling), i => i.Href.StartsWith("/visits", StringComparison.Ordinal));

        await store.Get<FinishStep>().RunAsync(Linyi, id, null, "已回访", default);

        Assert.Empty((await store.Get<PendingQueries>().ListAsync(Linyi, new(PendingKind.VisitStepToTake), default)).Rows);
        Assert.DoesNotContain(await ItemsAsync(store, City), i => i.Href.StartsWith("/visits", StringComparison.Ordinal));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Counts_AreByUnitAndMonth_AndTheirAddressGivesTheSameRows(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        foreach (var (who, on) in new[]
        {
            (Linyi, "2023-03-01"), (Linyi, "2023-03-31"), (Linyi, "2023-05-08"), (Laoling, "2023-05-09"), (City, "2023-05-10"), (Linyi, "2022-11-30"),
        })
        {
            await RecordAsync(store, who, Facts() with { On = on });
        }
        var queries = store.Get<VisitQueries>();
        var list = await queries.ListAsync(City, new(), default);

        Assert.Equal(["2022-12", "2023-01", "2023-02", "2023-03", "2023-04", "2023-05"], list.Months.Select(m => m.ToString()));
        Assert.Equal([0, 0, 0, 2, 0, 1], list.Counts.Single(c => c.UnitName == "临邑县").Counts);
        Assert.Equal(["德州市", "临邑县", "乐陵市"], list.Counts.Select(c => c.UnitName));
        foreach (var unit in list.Counts)
        {
            foreach (var (month, count) in list.Months.Zip(unit.Counts))
            {
                var rows = await queries.ListAsync(City, new(month.FirstDay, month.LastDay, Unit: unit.UnitCode, Only: true), default);
                Assert.Equal(count, rows.Total);
            }
        }
    }

    private static VisitFacts Facts() => new(null, "洽谈", "某生物科技有限公司", null, null, "局长、招商一科科长", "谈了选址和用能。");

    private static async Task<long> RecordAsync(TestStore store, Viewer viewer, VisitFacts facts)
    {
        var made = await store.Get<RecordVisit>().RunAsync(viewer, facts, default);
        Assert.True(made.Allowed, string.Join(" ", made.Unmet.Select(u => u.Message)));
        return made.Value;
    }

    private static Task<VisitView?> GetAsync(TestStore store, Viewer viewer, long id) => store.Get<VisitQueries>().GetAsync(viewer, id, default);

    private static async Task<IEnumerable<long>> IdsAsync(TestStore store, Viewer viewer) =>
        (await store.Get<VisitQueries>().ListAsync(viewer, new(), default)).Rows.Select(r => r.Visit.Id);

    private static async Task<List<DeskItem>> ItemsAsync(TestStore store, Viewer viewer)
    {
        var items = new List<DeskItem>();
        foreach (var room in store.GetAll<IDeskSource>())
        {
            items.AddRange(await room.ItemsAsync(viewer, Today, default));
        }
        return items;
    }

    private static string Day(int fromToday) => Today.AddDays(fromToday).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<string> Codes(Decision decision) => decision.Unmet.Select(u => u.Code);
}
