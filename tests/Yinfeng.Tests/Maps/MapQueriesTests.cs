using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Leads;
using Yinfeng.Maps;
using Yinfeng.Projects;
using Yinfeng.Tests.Conditions;
using Yinfeng.Units;

namespace Yinfeng.Tests.Maps;

public class MapQueriesTests
{
    private static readonly YearMonth June = new(2023, 6);
    private static readonly MapAsked Dezhou = new(Period: June, Unit: "371400");

    /// <summary>A project signed in June 2023 of an investor from a region.</summary>
    private static Project From(long? region, string name, long owner = Some.Linyi, long? landing = null, InvestorOrigin origin = InvestorOrigin.Unknown, long? yi = 2)
    {
        var project = Some.Project(ProjectStage.Signed, name, owner, landing, totalFen: yi * Money.FenPerYi);
        (project.SignedOn, project.InvestorRegionId, project.InvestorOrigin) = (new LedgerDate(2023, 6, 8), region, origin);
        return project;
    }

    private static async Task<MapView> ViewAsync(TestStore store, MapAsked asked, Viewer? viewer = null) =>
        (await store.Get<MapQueries>().ViewAsync(viewer ?? TestStore.Viewer, asked, default)).Value!;

    [Theory, OnSqlite, OnPostgres]
    public async Task Origins_AreDrilledFromTheNationToCounties_AndTheRowsAddUp(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await Some.SaveAsync(store, From(440305, "南山"), From(440300, "深圳"), From(440000, "广东"), From(310115, "浦东", yi: null), From(330100, "杭州"),
            From(null, "日本", origin: InvestorOrigin.Overseas), From(null, "未填"));

        var nation = await ViewAsync(store, Dezhou);
        var provinces = await ViewAsync(store, Dezhou with { Provinces = true });
        var guangdong = await ViewAsync(store, Dezhou with { At = 440000 });
        var shenzhen = await ViewAsync(store, Dezhou with { At = 440300 });

        Assert.Equal([("440300", 2), ("330100", 1), ("310000", 1)], nation.Places.Select(p => (p.Key, p.Count)));
        Assert.Equal([("overseas", 1), ("unknown", 1), ("whole", 1)], nation.Aside.Select(p => (p.Key, p.Count)));
        Assert.Equal((7, 12 * Money.FenPerYi, 1), (nation.Count, nation.Fen, nation.Without));
        Assert.Equal(3, provinces.Places.Single(p => p.Key == "440000").Count);
        Assert.Equal([("440300", 2)], guangdong.Places.Select(p => (p.Key, p.Count)));
        Assert.Equal([("440305", 1), ("whole", 1)], shenzhen.Places.Concat(shenzhen.Aside).Select(p => (p.Key, p.Count)));
        foreach (var asked in new[] { Dezhou, Dezhou with { Provinces = true }, Dezhou with { At = 440000 }, Dezhou with { At = 440300 } })
        {
            var view = await ViewAsync(store, asked);
            foreach (var place in view.Places.Concat(view.Aside))
            {
                var rows = (await store.Get<MapRowQueries>().ListAsync(TestStore.Viewer, asked, place.Key, 1, default)).Value!;
                Assert.Equal((place.Count, place.Fen, place.Without), (rows.Total, rows.Fen, rows.Without));
                Assert.Equal(place.Count, rows.Rows.Count);
            }
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Landing_IsCountedWhereItIsBuilt_AndTheCityItselfStandsAside(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await Some.SaveAsync(store, From(330100, "本县"), From(330100, "飞地", landing: Some.Laoling), From(330100, "市本级", owner: Some.Dezhou));

        var view = await ViewAsync(store, Dezhou with { Side = MapSide.To });
        var nation = await ViewAsync(store, Dezhou with { Side = MapSide.To, Unit = "100000" });

        Assert.Equal([("371424", 1), ("371481", 1)], view.Places.Select(p => (p.Key, p.Count)).Order());
        Assert.Equal(("whole", "德州市本级", 1), view.Aside.Select(p => (p.Key, p.Name, p.Count)).Single());
        Assert.Equal(("371400", 3), nation.Places.Select(p => (p.Key, p.Count)).Single());
        var rows = (await store.Get<MapRowQueries>().ListAsync(TestStore.Viewer, Dezhou with { Side = MapSide.To }, "371481", 1, default)).Value!;
        Assert.Equal("飞地", Assert.Single(rows.Rows).Name);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task AStage_IsToldFromTheDatesOfTheLedger_ForAnyMonth(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var project = From(330100, "开工的");
        (project.LeadOn, project.ContactedOn, project.NegotiatingOn, project.ReviewedOn) = (new LedgerDate(2023, 1, 5), null, null, null);
        (project.Stage, project.StartedOn) = (ProjectStage.Started, new LedgerDate(2023, 9, 0));
        var ended = From(330100, "终止的");
        ended.Status = ProjectStatus.Terminated;
        await Some.SaveAsync(store, project, ended, new StageChange
        {
            ProjectId = ended.Id, From = ProjectStage.Signed, To = ProjectStage.Signed, FromStatus = ProjectStatus.Active, ToStatus = ProjectStatus.Terminated,
            On = new LedgerDate(2023, 8, 1), ActorId = "user:li", AtUtc = Some.Now,
        });
        async Task<int> CountAsync(string stock, int month) => (await ViewAsync(store, Dezhou with { Stock = stock, Period = new YearMonth(2023, month) })).Count;

        Assert.Equal((1, 0, 0), (await CountAsync("Lead", 5), await CountAsync("Signed", 5), await CountAsync("Started", 5)));
        Assert.Equal((0, 2, 0), (await CountAsync("Lead", 7), await CountAsync("Signed", 7), await CountAsync("Started", 7)));
        Assert.Equal((0, 1), (await CountAsync("Signed", 9), await CountAsync("Started", 9)));
        Assert.Equal((2, 1), (await CountAsync("all", 7), await CountAsync("all", 8)));
        Assert.Equal((2, 2), (await CountAsync("signed", 6), await CountAsync("signed", 12))); // As the board: what was signed stays signed.
    }

    [Fact]
    public async Task Leads_OpenOnToday_ThoughTheLedgerEndsEarlier()
    {
        await using var store = await TestStore.NewAsync();
        await Some.SaveAsync(store, Some.Project(ProjectStage.Signed, "甲"));
        var (projects, leads) = (await ViewAsync(store, new MapAsked(Unit: "371400")), await ViewAsync(store, new MapAsked(Unit: "371400", Layer: MapLayer.Leads)));
        var today = YearMonth.Of(BusinessTime.Today(TimeProvider.System));

        Assert.True(projects.Period < today);
        Assert.Equal(today, leads.Period);
        Assert.Contains(new YearMonth(today.Year - 10, 12), leads.Months);
        Assert.Contains(projects.Period, leads.Months);
        Assert.Equal(leads.Months.OrderDescending(), leads.Months);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Leads_AreThoseThatWereOpenThen_AndOthersUnitsAreNotCounted(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        static Lead Lead(string title, long unit, string? place) => new()
        {
            Title = title, UnitId = unit, CityId = Some.Dezhou, InvestorPlace = place, Channel = "驻点招商", FirstReporter = "李", FirstReportedOn = new LedgerDate(2023, 3, 1),
            IntendedInvestmentFen = Money.FenPerYi, CreatedAtUtc = Some.Now,
        };
        var (mine, theirs, closed, abroad) = (Lead("甲", Some.Linyi, "广东省深圳市"), Lead("乙", Some.Laoling, "广东深圳"), Lead("丙", Some.Linyi, "深圳"), Lead("丁", Some.Linyi, "日本"));
        closed.Status = LeadStatus.Closed;
        await Some.SaveAsync(store, mine, theirs, closed, abroad, new LeadStep
        {
            LeadId = closed.Id, Act = LeadAct.Closed, On = new DateOnly(2023, 5, 9), AtUtc = Some.Now, ActorId = "user:li", Name = "李", Text = "",
        });
        var asked = Dezhou with { Layer = MapLayer.Leads };

        var june = await ViewAsync(store, asked);
        var april = await ViewAsync(store, asked with { Period = new YearMonth(2023, 4) });
        var county = await ViewAsync(store, asked with { Unit = "371424" }, Some.User("li", Some.Linyi));
        var rows = (await store.Get<MapRowQueries>().ListAsync(Some.User("li", Some.Linyi), asked with { Unit = "371424" }, "440300", 1, default)).Value!;

        Assert.Equal((2, 1), (june.Places.Single(p => p.Key == "440300").Count, june.Aside.Single(p => p.Key == "overseas").Count));
        Assert.Equal(3, april.Places.Single().Count);
        Assert.Equal(1, county.Places.Single().Count);
        Assert.Equal("甲", Assert.Single(rows.Rows).Name);
        Assert.Empty((await ViewAsync(store, asked with { Period = new YearMonth(2023, 2) })).Places);
    }

    [Fact]
    public async Task SecretsAndOtherUnits_AreNeitherCountedNorListed()
    {
        await using var store = await TestStore.NewAsync();
        var secret = Some.Project(ProjectStage.Negotiating, "机密");
        (secret.InvestorRegionId, secret.Confidentiality) = (330100, Confidentiality.CommercialSecret);
        await Some.SaveAsync(store, secret, From(330100, "邻县", owner: Some.Laoling));
        var asked = Dezhou with { Stock = "all", Unit = "371424" };
        var outsider = new Viewer("user:wang", "王", Some.Linyi, Rights.See);
        var park = new Viewer("user:zhao", "赵", Some.Laoling, Rights.See);

        Assert.Equal(1, (await ViewAsync(store, asked, outsider)).Count); // The very unit that leads it.
        Assert.Equal(["map.unit"], (await store.Get<MapQueries>().ViewAsync(park, asked, default)).Unmet.Select(u => u.Code));
        Assert.Equal(["map.unit"], (await store.Get<MapRowQueries>().ListAsync(park, asked, null, 1, default)).Unmet.Select(u => u.Code));
        Assert.Equal(1, (await ViewAsync(store, asked with { Unit = "371400" }, new Viewer("user:qian", "钱", Some.Dezhou, Rights.See))).Count);
    }

    [Fact]
    public async Task FocusRegions_CountTheirMembers_AndSayWhatCannotBeTold()
    {
        await using var store = await TestStore.NewAsync();
        await Some.SaveAsync(store, From(110000, "北京"), From(130100, "石家庄"), From(440300, "深圳"), From(130000, "只知道河北"));

        var view = await ViewAsync(store, Dezhou with { Layer = MapLayer.Focus });
        var none = await ViewAsync(store, new MapAsked(Period: June, Unit: "140800", Layer: MapLayer.Focus));

        Assert.Equal(["110000", "130100"], view.Places.Select(p => p.Key).Order());
        Assert.All(view.Places, p => Assert.Equal(["京津冀"], p.Focus));
        Assert.Equal(1, view.Aside.Sum(p => p.Count)); // Some cities of 河北 are members, or all: it stands aside either way.
        Assert.True(none.Focus is null && none.Count == 0);
    }

    [Theory]
    [InlineData("period", "2023-13")]
    [InlineData("layer", "Nothing")]
    [InlineData("stock", "sold")]
    [InlineData("at", "37140")]
    [InlineData("grade", "Z")]
    public void AnAddressThatNoFormWrites_IsRefusedByItsField(string field, string value) =>
        Assert.Equal([field], MapAsked.Of(name => name == field ? value : "").Unmet.Select(u => u.Field));

    [Fact]
    public void TheAddress_IsReadAsItIsWritten()
    {
        var asked = new MapAsked(MapSide.To, MapLayer.Leads, June, "371400", 440000, MapMeasure.Amount, MapLook.Points, true, "all", "食品 & 饮料", "新能源", "驻点", LeadGrade.B);
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(asked.Query());

        Assert.Equal(asked, MapAsked.Of(name => query.TryGetValue(name, out var value) ? value.ToString() : "").Value);
    }
}
