using System.Text.Json;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Policies;
using Yinfeng.Projects;
using Yinfeng.Rules;
using Yinfeng.Shell;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Policies;

/// <summary>免申即享: who of our projects is entitled to what, on which day, for whose eyes.</summary>
public sealed class EntitledTests
{
    private const string Incentive = "dezhou-2022-incentive";
    private static readonly DateOnly On = new(2023, 6, 30);

    [Theory, OnSqlite, OnPostgres]
    public async Task Entitled_OfAProjectWithFundsAndTheTag_IsYesWithTheAmount(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var project = await SignedAsync(store, "省十强产业", 20 * Money.FenPerYi);

        var view = await store.Get<EntitledQueries>().OnAsync(TestStore.Viewer, On, Incentive, default);

        var row = Assert.Single(view.Rows);
        Assert.Equal((project.Id, PolicyAnswer.Yes, 5000m * Money.FenPerWan), (row.Subject.Id, row.Result.Answer, row.Result.Fen));
        Assert.Equal((1, 5000m * Money.FenPerWan), (view.Entitled, view.PlanFen));
        Assert.Contains(row.Subject.Sources, s => s.Fact == PolicyFacts.ActualInvestment && s.Text.Contains("2023-06", StringComparison.Ordinal));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Entitled_WithoutTheIndustry_AsksForItAlone(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await SignedAsync(store, null, 2 * Money.FenPerYi);

        var view = await store.Get<EntitledQueries>().OnAsync(TestStore.Viewer, On, Incentive, default);

        var row = Assert.Single(view.Rows);
        Assert.Equal((PolicyAnswer.Unknown, 1), (row.Result.Answer, view.OneFactAway));
        Assert.Equal([PolicyFacts.Industry], row.Result.Missing);
        Assert.Equal([PolicyFacts.Industry], row.Result.Deciding);
    }

    [Fact]
    public async Task Entitled_OnAPastDay_KnowsOnlyWhatWasKnownThen()
    {
        await using var store = await TestStore.NewAsync();
        await SignedAsync(store, "省十强产业", 20 * Money.FenPerYi);
        var entitled = store.Get<EntitledQueries>();

        Assert.Equal(0, (await entitled.OnAsync(TestStore.Viewer, new DateOnly(2020, 1, 1), Incentive, default)).Subjects);
        var april = await entitled.OnAsync(TestStore.Viewer, new DateOnly(2023, 4, 30), Incentive, default);
        Assert.Contains(PolicyFacts.ActualInvestment, Assert.Single(april.Rows).Result.Missing); // Its funds came in May.
    }

    [Fact]
    public async Task Entitled_ShowsOnlyProjectsInSight()
    {
        await using var store = await TestStore.NewAsync();
        await SignedAsync(store, "省十强产业", 2 * Money.FenPerYi);
        var secret = Some.Project(ProjectStage.Negotiating, "保密项目", grade: Confidentiality.CommercialSecret);
        await Some.ProjectAsync(store, secret);
        var entitled = store.Get<EntitledQueries>();

        Assert.Equal(0, (await entitled.OnAsync(Some.User("laoling", Some.Laoling), On, null, default)).Subjects);
        Assert.Equal(2, (await entitled.OnAsync(Some.User("linyi", Some.Linyi), On, null, default)).Subjects);
        Assert.Equal(1, (await entitled.OnAsync(Some.User("shi", Some.Dezhou) with { Rights = Rights.See }, On, null, default)).Subjects);
    }

    [Theory]
    [InlineData("柳河县", PolicyAnswer.Yes)]
    [InlineData("通化市", PolicyAnswer.Unknown)] // 柳河 lies in it: which county has to be asked.
    [InlineData("吉林省", PolicyAnswer.Unknown)]
    [InlineData("德州市", PolicyAnswer.No)]
    public void Match_OfAPlaceAboveTheCounty_AsksWhichCounty(string place, PolicyAnswer expected)
    {
        var library = PolicyLibrary.Load();
        var row = new FactRow(PolicyFacts.Known);
        row.Set(PolicyFacts.RegisteredIn, place);
        row.Set(PolicyFacts.Known.Find("资质")!, "国家高新技术企业");
        row.Set(PolicyFacts.Known.Find("初次认定")!, true);
        row.Set(PolicyFacts.Known.Find("认定日期")!, new LedgerDate(2024, 3, 1));

        var result = new PolicyMatch(library, new RegionNames()).Run(row, new DateOnly(2024, 6, 30), explain: false)
            .Single(r => r.Policy.Id == "liuhe-2023-industries" && r.Article == Article(library));

        Assert.Equal(expected, result.Answer);
        Assert.Equal(expected == PolicyAnswer.Unknown, result.Missing.Contains(PolicyFacts.RegisteredIn));
    }

    [Theory]
    [InlineData("鼓楼区", 320106, PlaceSide.Within)] // One of four of that name.
    [InlineData("福建省福州市鼓楼区", 320106, PlaceSide.Outside)]
    [InlineData("江苏省", 320106, PlaceSide.Above)]
    public void SideOf_APlace_IsSeenFromTheRegion(string place, long region, PlaceSide expected) =>
        Assert.Equal(expected, new RegionNames().SideOf(place, region));

    [Fact]
    public void Entitled_ToAProjectBuiltElsewhere_IsNotToldOfRewardsForVisitors()
    {
        var (library, regions) = (PolicyLibrary.Load(), new RegionNames());
        var entitled = new EntitledMatch(library, new PolicyMatch(library, regions), regions);
        PolicySubject At(string place)
        {
            var facts = new FactRow(PolicyFacts.Known);
            facts.Set(PolicyFacts.RegisteredIn, place);
            facts.Set(PolicyFacts.Known.Find("签约日期")!, new LedgerDate(2020, 5, 1));
            return new PolicySubject($"project:{place}", "项目", 1, place, Some.Linyi, "", facts, []);
        }

        Assert.Contains(entitled.Run([At("吉林省柳河县")], On, null).Rows, r => r.Result.Policy.Id == "liuhe-2019-tourism");
        Assert.DoesNotContain(entitled.Run([At("山东省临邑县")], On, null).Rows, r => r.Result.Policy.Id == "liuhe-2019-tourism");
    }

    /// <summary>Whom the batch executor rules out, the explaining one answers no; and nobody else is left out.</summary>
    [Fact]
    public void Entitled_AgreesWithAskingEveryClauseOfEverybody()
    {
        var library = PolicyLibrary.Load();
        var regions = new RegionNames();
        var match = new PolicyMatch(library, regions);
        var random = new Random(7);
        var cases = PolicySource.Folder(AppFolders.Policies).SelectMany(s => PolicyCase.TryRead(s.Cases).Cases).ToList();
        var rowsOfFacts = cases.Select(c => Worked(c, random)).Concat(Enumerable.Range(0, 300).Select(_ => Random(random)));
        var subjects = rowsOfFacts.Select((facts, i) => new PolicySubject($"project:{i}", "项目", i, $"项目{i}", Some.Linyi, "", facts, [])).ToList();

        var rows = new EntitledMatch(library, match, regions).Run(subjects, On, null).Rows
            .Select(r => (r.Subject.Id, r.Result.Policy.Id, r.Result.Article, r.Result.Answer, r.Result.Fen));
        var each = subjects.SelectMany(s => match.Run(s.Facts, On, explain: false).Where(r => r.IsAward && r.Answer != PolicyAnswer.No && IsHere(s, r.Policy))
            .Select(r => (s.Id, r.Policy.Id, r.Article, r.Answer, r.Fen))).Order().ToList();

        Assert.Equal(each, rows.Order());
        Assert.Equal([PolicyAnswer.Yes, PolicyAnswer.Unknown, PolicyAnswer.Ambiguous], each.Select(e => e.Answer).Distinct().Order()); // All of them were asked for.
        Assert.All(subjects.Take(cases.Count + 20), s => Assert.Equal(match.Run(s.Facts, On, explain: false).Select(Said), match.Run(s.Facts, On, explain: true).Select(Said)));
    }

    /// <summary>All that an answer says but for the steps.</summary>
    private static string Said(PolicyResult result) => string.Join(' ', result.Policy.Id, result.Article, result.Answer, result.Fen, result.Range, result.Clause,
        string.Join('、', result.Missing), string.Join('、', result.Deciding), string.Join('、', result.Needs), string.Join('、', result.Years ?? []),
        string.Join('、', result.Readings.Select(r => $"{r.Answer} {r.Fen} {r.Text}")));

    private static string Article(PolicyLibrary library) => library.Find("liuhe-2023-industries", new DateOnly(2024, 6, 30))!.Clauses
        .Single(c => c.Items.Any(i => i.Quote?.Contains("国家高新技术企业", StringComparison.Ordinal) == true)).Article;

    /// <summary>The facts of a worked case, some of them left out.</summary>
    private static FactRow Worked(PolicyCase one, Random random) =>
        PolicyFactsJson.Read(JsonSerializer.SerializeToElement(one.Facts.EnumerateObject().Where(_ => random.Next(8) > 0).ToDictionary(f => f.Name, f => f.Value))).Row;

    private static FactRow Random(Random random)
    {
        var row = new FactRow(PolicyFacts.Known);
        foreach (var fact in PolicyFacts.Known.Facts.Where(f => f is { IsSeries: false, Columns: null } && random.Next(3) == 0))
        {
            switch (fact.Type.Kind)
            {
                case RuleKind.Bool: row.Set(fact, random.Next(2) == 0); break;
                case RuleKind.Date: row.Set(fact, Some.Date(random, 2022)); break;
                case RuleKind.Text or RuleKind.Tags: row.Set(fact, Words[random.Next(Words.Length)]); break;
                default: row.SetExact(fact, random.Next(1, 5000) * Money.FenPerWan); break;
            }
        }
        foreach (var fact in PolicyFacts.Known.Facts.Where(f => f.IsSeries && random.Next(2) == 0))
        {
            row.Series[fact.Slot] = Enumerable.Range(2020, 4).Where(_ => random.Next(4) > 0).ToDictionary(y => y, _ => random.Next(1, 5000) * (decimal)Money.FenPerWan);
        }
        return row;
    }

    private static readonly string[] Words = ["德州市", "柳河县", "杭州市", "吉林省", "工业", "省十强产业", "医药健康", "国家高新技术企业", "旅游", "民宿"];

    /// <summary>A signed project of 临邑县 with funds reported for May 2023.</summary>
    private static async Task<Project> SignedAsync(TestStore store, string? tag, long fundsFen)
    {
        var project = Some.Project(ProjectStage.Signed);
        project.SignedOn = new LedgerDate(2023, 3, 2);
        if (tag is not null)
        {
            project.Tags.Add(new ProjectTag { ProjectId = project.Id, Label = tag, From = new DateOnly(2023, 3, 2) });
        }
        await Some.SaveAsync(store, project, new MonthlyReport
        {
            ProjectId = project.Id, Month = new YearMonth(2023, 5), CityId = project.CityId, FundsFen = fundsFen, ReportedBy = "user:li", ReportedAtUtc = Some.Now,
        });
        return project;
    }

    private static bool IsHere(PolicySubject subject, Policy policy) => subject.Facts.Texts[PolicyFacts.RegisteredIn.Slot] is not { } place
        || new RegionNames().SideOf(place, policy.RegionId) != PlaceSide.Outside;
}
